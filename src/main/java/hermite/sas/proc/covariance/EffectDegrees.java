package hermite.sas.proc.covariance;

import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.lmm.CovarianceStructure.Kind;
import hermite.model.lmm.DesignRank;
import hermite.model.lmm.RandomTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Denominator degrees of freedom that follow from the design alone: containment, between and within, residual, none; and
 * the residual ones. DDF= replaces those of effects.
 */
public final class EffectDegrees {
    private final FixedInference.Design design;
    private final double[] x;
    private final CovarianceModel covariance;
    private final DegreesMethod method;
    private final int[] ranks;
    private final double residual;

    /**
     * @param x row-major design of the kept columns
     * @param covariance of the same rows
     */
    public EffectDegrees(FixedInference.Design design, double[] x, CovarianceModel covariance, DegreesMethod method) {
        this.design = design;
        this.x = x;
        this.covariance = covariance;
        this.method = method;
        ranks = method == DegreesMethod.CONTAINMENT ? ranks() : new int[] {design.kept().length};
        residual = method == DegreesMethod.NONE
                ? Double.POSITIVE_INFINITY
                : Math.max(1, design.observations() - ranks[ranks.length - 1]);
    }

    /** n − rank[X Z], infinite without degrees of freedom. */
    public double residual() {
        return residual;
    }

    /** Those of the method, of every effect; infinite where they depend on the hypothesis or there are none. */
    public double[] ofEffects() {
        double[] own =
                switch (method) {
                    case RESIDUAL ->
                        IntStream.range(0, effects())
                                .mapToDouble(e -> Math.max(1, design.observations() - design.kept().length))
                                .toArray();
                    case BETWEEN_WITHIN -> betweenWithin();
                    case CONTAINMENT -> containment();
                    default -> {
                        double[] none = new double[effects()];
                        Arrays.fill(none, Double.POSITIVE_INFINITY);
                        yield none;
                    }
                };
        List<Effect> all = design.terms().effects();
        int next = 0;
        for (int e = 0; e < own.length; e++) {
            if (!all.get(e).isIntercept() && next < design.given().size()) {
                double given = design.given().get(next++);
                own[e] = Double.isNaN(given) ? own[e] : given;
            }
        }
        return own;
    }

    /** The smallest of the effects that a hypothesis touches. */
    DegreesOfFreedom ofHypotheses() {
        return DegreesOfFreedom.smallestOfEffects(design.terms(), ofEffects());
    }

    /** Hypotheses about effects with a denominator of DDF= have it. */
    DegreesOfFreedom withGiven(DegreesOfFreedom own) {
        return design.given().isEmpty() ? own : withGiven(ofHypotheses(), own);
    }

    /** Where the first has a finite denominator, it is taken. */
    public static DegreesOfFreedom withGiven(DegreesOfFreedom given, DegreesOfFreedom own) {
        return new DegreesOfFreedom() {
            @Override
            public double of(double[][] rows) {
                double df = given.of(rows);
                return Double.isInfinite(df) ? own.of(rows) : df;
            }

            @Override
            public double scale(double[][] rows) {
                return own.scale(rows);
            }
        };
    }

    private int effects() {
        return design.terms().effects().size();
    }

    /** The smallest rank that a random effect containing the fixed effect adds to [X Z], in order. */
    private double[] containment() {
        ModelTerms terms = design.terms();
        double[] own = new double[effects()];
        List<String> classNames = classNames();
        List<Effect> wholes = wholes();
        for (int e = 0; e < own.length; e++) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int t = 0; t < wholes.size(); t++) {
                if (terms.effects().get(e).isContainedIn(wholes.get(t), classNames)) {
                    smallest = Math.min(smallest, ranks[t + 1] - ranks[t]);
                }
            }
            own[e] = Math.max(1, Double.isInfinite(smallest) ? residual : smallest);
        }
        return own;
    }

    /** Class variables of the fixed effects and of the subjects. */
    private List<String> classNames() {
        List<String> names = new ArrayList<>(design.terms().classNames());
        for (CovarianceModel.Description d : covariance.described()) {
            d.reader().classNames().stream()
                    .filter(v -> names.stream().noneMatch(v::equalsIgnoreCase))
                    .forEach(names::add);
        }
        return names;
    }

    /** Random effects in order, each as an effect of the whole data. */
    private List<Effect> wholes() {
        return covariance.described().stream()
                .flatMap(d -> d.wholes().stream().distinct())
                .toList();
    }

    /** Ranks of [X Z₁ … Z_t] for the random effects of {@link #wholes}. */
    private int[] ranks() {
        List<DesignRank.Columns> columns = new ArrayList<>();
        List<Integer> ends = new ArrayList<>(List.of(0));
        for (int t = 0; t < covariance.terms().size(); t++) {
            RandomTerm term = covariance.terms().get(t);
            List<Effect> wholes = covariance.described().get(t).wholes();
            for (int c = 0; c < wholes.size(); c++) {
                double[] z = new double[term.subject().length];
                for (int i = 0; i < z.length; i++) {
                    z[i] = term.z()[i * term.columns() + c];
                }
                columns.add(new DesignRank.Columns(z, term.subject(), term.subjects()));
                if (c + 1 == wholes.size() || !wholes.get(c).equals(wholes.get(c + 1))) {
                    ends.add(columns.size());
                }
            }
        }
        DesignRank rank = new DesignRank(centred(), design.kept().length, columns);
        return ends.stream().mapToInt(rank::of).toArray();
    }

    /** X with covariates about their means where the intercept spans the constants: the same rank, found more safely. */
    private double[] centred() {
        double[] moved = x.clone();
        int p = design.kept().length;
        if (!design.terms().hasIntercept()) {
            return moved;
        }
        for (int k = 0; k < p; k++) {
            DesignColumn column = design.terms().columns().get(design.kept()[k]);
            if (!column.levels().isEmpty()
                    || design.terms().effects().get(column.effect()).isIntercept()) {
                continue;
            }
            double mean = 0;
            for (int i = 0; i < design.x().rows(); i++) {
                mean += (moved[i * p + k] - mean) / (i + 1);
            }
            for (int i = 0; i < design.x().rows(); i++) {
                moved[i * p + k] -= mean;
            }
        }
        return moved;
    }

    /**
     * The residual degrees of freedom divided into between-subject and within-subject parts; with TYPE=UN residuals and
     * no random effects all effects have the between-subject part.
     */
    private double[] betweenWithin() {
        ModelTerms terms = design.terms();
        int[] subject = subjects();
        int p = design.x().columns();
        double[] own = new double[effects()];
        boolean[] within = new boolean[own.length];
        int[] firstRow = new int[Arrays.stream(subject).max().orElse(0) + 1];
        Arrays.fill(firstRow, -1);
        double count = 0;
        for (int i = 0; i < subject.length; i++) {
            int before = firstRow[subject[i]];
            if (before < 0) {
                firstRow[subject[i]] = i;
                count++;
                continue;
            }
            for (int j = 0; j < p; j++) {
                if (design.x().get(i, j) != design.x().get(before, j)) {
                    within[terms.columns().get(j).effect()] = true;
                }
            }
        }
        int between = 0;
        int inside = 0;
        for (int j : design.kept()) {
            if (within[terms.columns().get(j).effect()]) {
                inside++;
            } else {
                between++;
            }
        }
        boolean unstructured = covariance.terms().isEmpty()
                && covariance.residual().structure().kind() == Kind.UNSTRUCTURED;
        for (int e = 0; e < own.length; e++) {
            boolean ofSubjects = unstructured || !within[e];
            own[e] = Math.max(1, ofSubjects ? count - between : design.observations() - count - inside);
        }
        return own;
    }

    private int[] subjects() {
        if (covariance.bySubject()) {
            return covariance.blockOf();
        }
        return covariance.terms().isEmpty()
                ? covariance.residual().subject()
                : covariance.terms().get(0).subject();
    }
}
