package hermite.sas.proc.covariance;

import hermite.model.DesignColumn;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.model.lmm.CovarianceStructure.Kind;
import hermite.model.lmm.DesignRank;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.degrees.KenwardRoger;
import hermite.model.lmm.degrees.Satterthwaite;
import hermite.sas.log.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fixed effects of a linear mixed model over all columns of X, with covariance and degrees of freedom. */
public final class FixedInference {
    /** Above so many predictions their own degrees of freedom would take too long. */
    private static final int MANY_PREDICTIONS = 5000;

    private final Design design;
    private final CovarianceModel covariance;
    private final LmmSpec spec;
    private final LmmFit fit;
    private final DegreesMethod method;
    private final double residualDf;
    private final FittedCoefficients coefficients;
    private final Optional<KenwardRoger> kenwardRoger;
    private final Optional<double[]> robust;

    /**
     * The fixed part of a model.
     *
     * @param kept columns of X that are not aliased
     * @param crossProducts X'WX of all columns
     * @param given DDF=: denominators of the effects after the intercept, NaN for those of the method; empty for none
     * @param observations n, frequencies counted
     */
    public record Design(
            ModelTerms terms,
            DesignMatrix x,
            int[] kept,
            double[] crossProducts,
            List<Double> given,
            double observations) {}

    /** @param robust a covariance of the kept columns in place of (X'V⁻¹X)⁻¹ */
    public FixedInference(
            Design design,
            CovarianceModel covariance,
            LmmSpec spec,
            LmmFit fit,
            DegreesMethod method,
            Optional<double[]> robust) {
        this.design = design;
        this.covariance = covariance;
        this.spec = spec;
        this.fit = fit;
        this.method = method;
        this.robust = robust;
        int[] ranks = method == DegreesMethod.CONTAINMENT ? ranks() : new int[] {design.kept().length};
        residualDf = method == DegreesMethod.NONE
                ? Double.POSITIVE_INFINITY
                : Math.max(1, design.observations() - ranks[ranks.length - 1]);
        kenwardRoger = method.isKenwardRoger()
                ? Optional.of(new KenwardRoger(
                        fit,
                        new LmmFitter().sensitivity(spec, fit),
                        design.kept(),
                        method.order(),
                        new LmmFitter().curvature(spec, fit)))
                : Optional.empty();
        double[] of = robust.orElseGet(
                () -> kenwardRoger.map(KenwardRoger::adjustedCovariance).orElse(fit.betaCovariance()));
        int p = design.x().columns();
        double[] estimates = new double[p];
        for (int k = 0; k < design.kept().length; k++) {
            estimates[design.kept()[k]] = fit.beta()[k];
        }
        coefficients = new FittedCoefficients(
                design.terms(), estimates, spread(of), design.crossProducts(), degreesOfFreedom(ranks));
    }

    public FittedCoefficients coefficients() {
        return coefficients;
    }

    /** (X'V⁻¹X)⁻, without correction and sandwich. */
    public double[] modelCovariance() {
        return spread(fit.betaCovariance());
    }

    /** The random effects, for combinations with them. */
    public PredictedEffects predictedEffects() {
        return new PredictedEffects(covariance, spec, fit, design.kept(), robust, method, residualDf);
    }

    /**
     * For t tests of single predictions, where the method of degrees of freedom has some of their own.
     *
     * @param count how many are to be tested; a NOTE says where, for too many of them or with a sandwich covariance, all
     *     have the residual degrees of freedom
     */
    public Optional<PredictedEffects> predictionTests(int count, Log log) {
        if (method != DegreesMethod.SATTERTHWAITE && !method.isKenwardRoger()
                || covariance.terms().isEmpty()) {
            return Optional.empty();
        }
        if (count > MANY_PREDICTIONS) {
            log.write(CovarianceMessage.MANY_PREDICTIONS, count, method.label());
            return Optional.empty();
        }
        PredictedEffects predictions = predictedEffects();
        if (!predictions.hasOwnDegrees()) {
            log.write(CovarianceMessage.SANDWICH_PREDICTIONS, method.label());
            return Optional.empty();
        }
        return Optional.of(predictions);
    }

    /** n − rank[X Z], infinite without degrees of freedom. */
    public double residualDegreesOfFreedom() {
        return residualDf;
    }

    private double[] spread(double[] small) {
        int p = design.x().columns();
        int[] kept = design.kept();
        double[] full = new double[p * p];
        for (int a = 0; a < kept.length; a++) {
            for (int b = 0; b < kept.length; b++) {
                full[kept[a] * p + kept[b]] = small[a * kept.length + b];
            }
        }
        return full;
    }

    private DegreesOfFreedom degreesOfFreedom(int[] ranks) {
        DegreesOfFreedom own =
                switch (method) {
                    case NONE -> DegreesOfFreedom.INFINITE;
                    case SATTERTHWAITE -> new Satterthwaite(fit, new LmmFitter().sensitivity(spec, fit), design.kept());
                    case KENWARD_ROGER, KENWARD_ROGER_FIRST_ORDER, KENWARD_ROGER_2 -> kenwardRoger.orElseThrow();
                    case RESIDUAL ->
                        ofEffects(IntStream.range(0, effects())
                                .mapToDouble(e -> Math.max(1, design.observations() - design.kept().length))
                                .toArray());
                    case BETWEEN_WITHIN -> ofEffects(betweenWithin());
                    case CONTAINMENT -> ofEffects(containment(ranks));
                };
        return design.given().isEmpty() ? own : withGiven(own);
    }

    private int effects() {
        return design.terms().effects().size();
    }

    private DegreesOfFreedom ofEffects(double[] own) {
        List<Effect> all = design.terms().effects();
        int next = 0;
        for (int e = 0; e < own.length; e++) {
            if (!all.get(e).isIntercept() && next < design.given().size()) {
                double given = design.given().get(next++);
                own[e] = Double.isNaN(given) ? own[e] : given;
            }
        }
        return DegreesOfFreedom.smallestOfEffects(design.terms(), own);
    }

    /** Hypotheses about one effect alone have its own denominator. */
    private DegreesOfFreedom withGiven(DegreesOfFreedom own) {
        if (method != DegreesMethod.SATTERTHWAITE && !method.isKenwardRoger() && method != DegreesMethod.NONE) {
            return own;
        }
        double[] none = new double[effects()];
        Arrays.fill(none, Double.POSITIVE_INFINITY);
        DegreesOfFreedom given = ofEffects(none);
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

    /** The smallest rank that a random effect containing the fixed effect adds to [X Z], in order. */
    private double[] containment(int[] ranks) {
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
            own[e] = Math.max(1, Double.isInfinite(smallest) ? residualDf : smallest);
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
        DesignRank rank = new DesignRank(centred(), spec.p(), columns);
        return ends.stream().mapToInt(rank::of).toArray();
    }

    /** X with covariates about their means where the intercept spans the constants: the same rank, found more safely. */
    private double[] centred() {
        double[] x = spec.x().clone();
        int p = spec.p();
        if (!design.terms().hasIntercept()) {
            return x;
        }
        for (int k = 0; k < p; k++) {
            DesignColumn column = design.terms().columns().get(design.kept()[k]);
            if (!column.levels().isEmpty()
                    || design.terms().effects().get(column.effect()).isIntercept()) {
                continue;
            }
            double mean = 0;
            for (int i = 0; i < spec.rows(); i++) {
                mean += (x[i * p + k] - mean) / (i + 1);
            }
            for (int i = 0; i < spec.rows(); i++) {
                x[i * p + k] -= mean;
            }
        }
        return x;
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
        boolean unstructured =
                spec.random().isEmpty() && spec.residual().structure().kind() == Kind.UNSTRUCTURED;
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
        return spec.random().isEmpty()
                ? spec.residual().subject()
                : spec.random().get(0).subject();
    }
}
