package hermite.model.glmm.density;

import java.util.List;

/**
 * Several densities of one linear predictor, each row with one of them: joint models of responses of different kinds. In
 * place of a number of trials a row has the number of its density, from 1; each counts one trial. 0 stands in padded rows.
 *
 * @param parts at most one of them with a dispersion
 */
public record RowwiseDensity(List<ConditionalDensity> parts) implements ConditionalDensity {
    public RowwiseDensity {
        parts = List.copyOf(parts);
        if (parts.stream().filter(ConditionalDensity::hasDispersion).count() > 1) {
            throw new IllegalArgumentException("one dispersion at most");
        }
    }

    private ConditionalDensity part(double number) {
        return parts.get(number < 1 ? 0 : (int) number - 1);
    }

    @Override
    public boolean hasDispersion() {
        return parts.stream().anyMatch(ConditionalDensity::hasDispersion);
    }

    @Override
    public ConditionalDensity placement() {
        return isSmooth()
                ? this
                : new RowwiseDensity(
                        parts.stream().map(ConditionalDensity::placement).toList());
    }

    /** Not while rows without a dispersion are among the others. */
    @Override
    public boolean dispersionCanVanish() {
        return parts.stream().allMatch(ConditionalDensity::dispersionCanVanish);
    }

    @Override
    public boolean isSmooth() {
        return parts.stream().allMatch(ConditionalDensity::isSmooth);
    }

    @Override
    public boolean selfConcordant() {
        return parts.stream().allMatch(ConditionalDensity::selfConcordant);
    }

    @Override
    public boolean logConcave() {
        return parts.stream().allMatch(ConditionalDensity::logConcave);
    }

    @Override
    public double neutralResponse() {
        return parts.get(0).neutralResponse();
    }

    @Override
    public double initialPredictor(double y, double number) {
        return part(number).initialPredictor(y, 1);
    }

    @Override
    public double mean(double eta, double number) {
        return part(number).mean(eta, 1);
    }

    @Override
    public double variance(double eta, double number, double logDispersion) {
        return part(number).variance(eta, 1, logDispersion);
    }

    @Override
    public double constant(double y, double number) {
        return part(number).constant(y, 1);
    }

    @Override
    public void value(double[] eta, double[] y, double[] number, double logDispersion, double[] l, double[] d1, int n) {
        for (int k = 0; k < parts.size(); k++) {
            Lanes of = lanes(k, eta, y, number, n, 2);
            parts.get(k).value(of.eta, of.y, of.trials, logDispersion, of.out[0], of.out[1], of.lane.length);
            of.copy(l, d1);
        }
        quiet(number, n, l, d1);
    }

    @Override
    public void derivatives(
            double[] eta,
            double[] y,
            double[] number,
            double logDispersion,
            double[] d1,
            double[] d2,
            double[] d3,
            int n) {
        for (int k = 0; k < parts.size(); k++) {
            Lanes of = lanes(k, eta, y, number, n, 3);
            parts.get(k)
                    .derivatives(
                            of.eta, of.y, of.trials, logDispersion, of.out[0], of.out[1], of.out[2], of.lane.length);
            of.copy(d1, d2, d3);
        }
        quiet(number, n, d1, d2, d3);
    }

    @Override
    public void dispersionDerivatives(
            double[] eta,
            double[] y,
            double[] number,
            double logDispersion,
            double[] dl,
            double[] dd1,
            double[] dd2,
            double[] ddl,
            int n) {
        for (int i = 0; i < n; i++) {
            dl[i] = 0;
            dd1[i] = 0;
            dd2[i] = 0;
            ddl[i] = 0;
        }
        for (int k = 0; k < parts.size(); k++) {
            if (!parts.get(k).hasDispersion()) {
                continue;
            }
            Lanes of = lanes(k, eta, y, number, n, 4);
            parts.get(k)
                    .dispersionDerivatives(
                            of.eta,
                            of.y,
                            of.trials,
                            logDispersion,
                            of.out[0],
                            of.out[1],
                            of.out[2],
                            of.out[3],
                            of.lane.length);
            of.copy(dl, dd1, dd2, ddl);
        }
    }

    private static void quiet(double[] number, int n, double[]... out) {
        for (int i = 0; i < n; i++) {
            for (double[] of : out) {
                of[i] = number[i] == 0 ? 0 : of[i];
            }
        }
    }

    /** The lanes of one density. */
    private record Lanes(int[] lane, double[] eta, double[] y, double[] trials, double[][] out) {
        void copy(double[]... targets) {
            for (int t = 0; t < targets.length; t++) {
                for (int i = 0; i < lane.length; i++) {
                    targets[t][lane[i]] = out[t][i];
                }
            }
        }
    }

    private static Lanes lanes(int part, double[] eta, double[] y, double[] number, int n, int results) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += number[i] == part + 1 ? 1 : 0;
        }
        int[] lane = new int[count];
        double[] ownEta = new double[count];
        double[] ownY = new double[count];
        double[] ones = new double[count];
        for (int i = 0, k = 0; i < n; i++) {
            if (number[i] == part + 1) {
                lane[k] = i;
                ownEta[k] = eta[i];
                ownY[k] = y[i];
                ones[k++] = 1;
            }
        }
        return new Lanes(lane, ownEta, ownY, ones, new double[results][count]);
    }
}
