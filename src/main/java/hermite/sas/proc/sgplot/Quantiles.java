package hermite.sas.proc.sgplot;

/** Quantiles of the empirical distribution with averaging (SAS definition 5; Hyndman and Fan 1996, type 2). */
final class Quantiles {
    private Quantiles() {}

    /** @param sorted ascending, at least one value */
    static double of(double[] sorted, double p) {
        double position = sorted.length * p;
        int whole = (int) Math.floor(position + 1e-12);
        boolean exact = position - whole < 1e-12;
        int last = sorted.length - 1;
        if (exact && whole >= 1) {
            return (sorted[whole - 1] + sorted[Math.min(whole, last)]) / 2;
        }
        return sorted[Math.min(whole, last)];
    }
}
