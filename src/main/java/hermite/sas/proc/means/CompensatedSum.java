package hermite.sas.proc.means;

/** A sum whose rounding errors are carried along (Neumaier 1974, ZAMM 54, algorithm IV). */
final class CompensatedSum {
    private double sum;
    private double correction;

    void add(double value) {
        double next = sum + value;
        correction += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    double value() {
        return sum + correction;
    }
}
