package hermite.sas.proc.mixed;

import hermite.math.DenseSymmetric;
import hermite.model.Effect;
import hermite.model.EstimableFunctions;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FTest;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.LinearAlgebra;
import hermite.model.lmm.CovarianceStructure.Kind;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.RandomTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Fixed effects of a fit over all columns of X, with their denominator degrees of freedom. */
final class MixedEffects {
    private final MixedData data;
    private final LmmFit fit;
    private final int[] kept;
    private final FittedCoefficients coefficients;
    private final double residualDf;

    MixedEffects(MixedData data, LmmFit fit) {
        this.data = data;
        this.fit = fit;
        int p = data.x().columns();
        kept = IntStream.range(0, p).filter(j -> !data.sweep().aliased()[j]).toArray();
        double[] estimates = new double[p];
        for (int k = 0; k < kept.length; k++) {
            estimates[kept[k]] = fit.beta()[k];
        }
        int[] ranks = data.request().degreesOfFreedom() == MixedRequest.DegreesOfFreedom.CONTAINMENT
                ? ranks()
                : new int[] {kept.length};
        residualDf = Math.max(1, data.observations() - ranks[ranks.length - 1]);
        coefficients = new FittedCoefficients(
                data.terms(), estimates, spread(fit.betaCovariance()), data.crossProducts(), degreesOfFreedom(ranks));
    }

    FittedCoefficients coefficients() {
        return coefficients;
    }

    /** Of predictions of random effects. */
    double residualDegreesOfFreedom() {
        return data.request().degreesOfFreedom() == MixedRequest.DegreesOfFreedom.NONE
                ? Double.POSITIVE_INFINITY
                : residualDf;
    }

    /** Type III test of an effect. */
    FTest typeThree(int effect) {
        double[][] rows = EstimableFunctions.typeThree(
                data.terms(),
                effect,
                data.crossProducts(),
                data.request().model().options().number("SINGULAR").orElse(Sweep.DEFAULT_SINGULAR));
        if (rows.length == 0) {
            return new FTest(0, Double.NaN, Double.NaN);
        }
        DegreesOfFreedom df = coefficients.degreesOfFreedom().ofMeans(effect);
        return FTest.wald(
                rows, new double[rows.length], coefficients.estimates(), coefficients.covariance(), df.of(rows));
    }

    private double[] spread(double[] small) {
        int p = data.x().columns();
        double[] full = new double[p * p];
        for (int a = 0; a < kept.length; a++) {
            for (int b = 0; b < kept.length; b++) {
                full[kept[a] * p + kept[b]] = small[a * kept.length + b];
            }
        }
        return full;
    }

    private DegreesOfFreedom degreesOfFreedom(int[] ranks) {
        int effects = data.terms().effects().size();
        double[] own = new double[effects];
        switch (data.request().degreesOfFreedom()) {
            case NONE -> {
                return DegreesOfFreedom.INFINITE;
            }
            case SATTERTHWAITE -> {
                return new hermite.model.lmm.Satterthwaite(
                        fit, new hermite.model.lmm.LmmFitter().sensitivity(data.spec(), fit), kept);
            }
            case RESIDUAL -> Arrays.fill(own, Math.max(1, data.observations() - kept.length));
            case BETWEEN_WITHIN -> fillBetweenWithin(own);
            case CONTAINMENT -> fillContainment(own, ranks);
        }
        return DegreesOfFreedom.smallestOfEffects(data.terms(), own);
    }

    /** The smallest rank that a random effect containing the fixed effect adds to [X Z], in order. */
    private void fillContainment(double[] own, int[] ranks) {
        ModelTerms terms = data.terms();
        List<String> classNames = terms.classNames();
        List<Effect> wholes = wholes();
        for (int e = 0; e < own.length; e++) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int t = 0; t < wholes.size(); t++) {
                if (terms.effects().get(e).isContainedIn(wholes.get(t), classNames)) {
                    smallest = Math.min(smallest, ranks[t + 1] - ranks[t]);
                }
            }
            own[e] = Math.max(1, Double.isInfinite(smallest) ? residualDf : smallest);
        }
    }

    /** Random effects in order, each as an effect of the whole data. */
    private List<Effect> wholes() {
        return data.covariance().described().stream()
                .flatMap(d -> d.wholes().stream().distinct())
                .toList();
    }

    /** Ranks of [X Z₁ … Z_t], from one sweep of all cross products. */
    private int[] ranks() {
        List<RandomTerm> terms = data.spec().random();
        int p = kept.length;
        List<Integer> ends = new ArrayList<>(List.of(p));
        List<int[]> firstOfColumn = new ArrayList<>();
        int size = p;
        for (int t = 0; t < terms.size(); t++) {
            List<Effect> wholes = data.covariance().described().get(t).wholes();
            int[] first = new int[wholes.size()];
            for (int c = 0; c < first.length; c++) {
                if (c > 0 && !wholes.get(c).equals(wholes.get(c - 1))) {
                    ends.add(size);
                }
                first[c] = size;
                size += terms.get(t).subjects();
            }
            ends.add(size);
            firstOfColumn.add(first);
        }
        boolean[] aliased =
                Sweep.of(crossProducts(firstOfColumn, size), size, 1e-10).aliased();
        return ends.stream()
                .mapToInt(end ->
                        (int) IntStream.range(0, end).filter(j -> !aliased[j]).count())
                .toArray();
    }

    /** [X Z]'[X Z], the columns of a subject's effect at the place given for the effect plus the subject. */
    private double[] crossProducts(List<int[]> firstOfColumn, int size) {
        List<RandomTerm> terms = data.spec().random();
        int p = kept.length;
        double[] cross = new double[size * size];
        int[] places =
                new int[p + firstOfColumn.stream().mapToInt(f -> f.length).sum()];
        double[] values = new double[places.length];
        for (int i = 0; i < data.observations(); i++) {
            int used = 0;
            for (int j = 0; j < p; j++) {
                places[used] = j;
                values[used++] = data.spec().x()[i * p + j];
            }
            for (int t = 0; t < terms.size(); t++) {
                RandomTerm term = terms.get(t);
                for (int c = 0; c < term.columns(); c++) {
                    places[used] = firstOfColumn.get(t)[c] + term.subject()[i];
                    values[used++] = term.z()[i * term.columns() + c];
                }
            }
            for (int a = 0; a < used; a++) {
                for (int b = 0; b < used; b++) {
                    cross[places[a] * size + places[b]] += values[a] * values[b];
                }
            }
        }
        return cross;
    }

    /**
     * The residual degrees of freedom divided into between-subject and within-subject parts; with TYPE=UN residuals and
     * no random effects all effects have the between-subject part.
     */
    private void fillBetweenWithin(double[] own) {
        ModelTerms terms = data.terms();
        int[] subject = subjects();
        int p = data.x().columns();
        boolean[] within = new boolean[own.length];
        Map<Integer, Integer> firstRow = new HashMap<>();
        for (int i = 0; i < subject.length; i++) {
            firstRow.putIfAbsent(subject[i], i);
            int before = firstRow.get(subject[i]);
            for (int j = 0; j < p; j++) {
                if (data.x().get(i, j) != data.x().get(before, j)) {
                    within[terms.columns().get(j).effect()] = true;
                }
            }
        }
        int between = 0;
        int inside = 0;
        for (int j : kept) {
            if (within[terms.columns().get(j).effect()]) {
                inside++;
            } else {
                between++;
            }
        }
        double s = firstRow.size();
        boolean unstructured = data.spec().random().isEmpty()
                && data.spec().residual().structure().kind() == Kind.UNSTRUCTURED;
        for (int e = 0; e < own.length; e++) {
            boolean ofSubjects = unstructured || !within[e];
            own[e] = Math.max(1, ofSubjects ? s - between : data.observations() - s - inside);
        }
    }

    private int[] subjects() {
        return data.spec().random().isEmpty()
                ? data.spec().residual().subject()
                : data.spec().random().get(0).subject();
    }
}
