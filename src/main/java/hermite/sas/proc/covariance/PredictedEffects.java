package hermite.sas.proc.covariance;

import hermite.math.DenseSymmetric;
import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmPredictor;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.degrees.KenwardRoger;
import hermite.model.lmm.degrees.PredictionMoments;
import hermite.model.lmm.degrees.Satterthwaite;
import hermite.model.rows.Grouping;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.postfit.PostFitMessage;
import hermite.sas.proc.postfit.random.RandomEffect;
import hermite.sas.proc.postfit.random.RandomEffects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Best linear unbiased predictions as CONTRAST and ESTIMATE use them. */
public final class PredictedEffects implements RandomEffects {
    /** Above so many predictions their own degrees of freedom would take too long. */
    private static final int MANY_PREDICTIONS = 5000;

    private final CovarianceModel covariance;
    private final LmmFit fit;
    private final LmmPredictor predictor;
    private final int[] kept;
    private final Optional<double[]> robust;
    private final DegreesMethod method;
    private final LmmSpec spec;
    private final PredictionMoments moments;
    private final double residualDf;
    private double[] curvature = {};
    private final List<Place> places = new ArrayList<>();
    private final Map<List<Integer>, Integer> units = new HashMap<>();

    /** An effect, its term and its first column there. */
    private record Place(RandomEffect effect, int term, int firstColumn) {}

    /**
     * @param kept columns of X that are not aliased
     * @param robust their covariance in place of (X'V⁻¹X)⁻¹
     * @param method of degrees of freedom
     */
    public PredictedEffects(
            CovarianceModel covariance,
            LmmSpec spec,
            LmmFit fit,
            int[] kept,
            Optional<double[]> robust,
            DegreesMethod method,
            double residualDf) {
        this.robust = robust;
        this.method = method;
        this.spec = spec;
        this.covariance = covariance;
        this.fit = fit;
        this.kept = kept.clone();
        this.residualDf = residualDf;
        predictor = new LmmFitter().predictor(spec, fit);
        moments = new PredictionMoments(spec, fit);
    }

    /**
     * For t tests of single predictions, where the method of degrees of freedom has some of their own.
     *
     * @param count how many are to be tested; a NOTE says where, for too many of them or with a sandwich covariance, all
     *     have the residual degrees of freedom
     */
    public static Optional<PredictedEffects> forTests(
            Supplier<PredictedEffects> all, CovarianceModel covariance, DegreesMethod method, int count, Log log) {
        if (method != DegreesMethod.SATTERTHWAITE && !method.isKenwardRoger()
                || covariance.terms().isEmpty()) {
            return Optional.empty();
        }
        if (count > MANY_PREDICTIONS) {
            log.write(CovarianceMessage.MANY_PREDICTIONS, count, method.label());
            return Optional.empty();
        }
        PredictedEffects predictions = all.get();
        if (!predictions.hasOwnDegrees()) {
            log.write(CovarianceMessage.SANDWICH_PREDICTIONS, method.label());
            return Optional.empty();
        }
        return Optional.of(predictions);
    }

    /** The effects as statements name them; predictions of rows need none of this. */
    private List<Place> places() {
        if (!places.isEmpty()) {
            return places;
        }
        for (int t = 0; t < covariance.terms().size(); t++) {
            TermDesign design = design(t);
            int first = 0;
            for (Effect effect : design.effects()) {
                RandomEffect named = named(t, effect);
                places.add(new Place(named, t, design.component() ? 0 : first));
                first += named.columns().columnCount();
            }
            Grouping subjects = design.subjectGrouping();
            for (int u = 0; u < subjects.count(); u++) {
                units.put(key(t, subjects.levelsOf(u)), u);
            }
        }
        return places;
    }

    private TermDesign design(int term) {
        return covariance.described().get(term).reader().design();
    }

    private static List<Integer> key(int term, int[] levels) {
        List<Integer> key = new ArrayList<>(List.of(term));
        IntStream.of(levels).forEach(key::add);
        return key;
    }

    private RandomEffect named(int term, Effect effect) {
        TermDesign design = design(term);
        RandomTerm of = covariance.terms().get(term);
        TreeSet<Long> pairs = new TreeSet<>();
        for (int i = 0; i < of.subject().length; i++) {
            int row = i;
            long subject = design.declared().map(u -> u.grouping().group()[row]).orElse(0);
            pairs.add(subject << 32 | of.group()[i]);
        }
        return new RandomEffect(
                effect,
                RandomEffect.columnsOf(effect, design.classes()),
                design.declared().map(u -> u.effect().name()).orElse(""),
                design.declared().map(TermDesign.Units::labels).orElse(List.of("")),
                design.groupLabels(),
                pairs.stream()
                        .map(k -> new RandomEffect.Copy((int) (k >> 32), (int) (long) k))
                        .toList());
    }

    @Override
    public List<RandomEffect> effects() {
        return places().stream().map(Place::effect).toList();
    }

    @Override
    public double estimate(List<Part> random) {
        return combination(new double[kept.length], random).estimate();
    }

    @Override
    public double[] covariance(List<Target> targets) {
        List<LmmPredictor.Combination> all = new ArrayList<>(combinations(targets));
        if (robust.isEmpty()) {
            try {
                return method.isKenwardRoger() ? adjusted(all) : predictor.covariance(all);
            } catch (PredictionMoments.NotDefined e) {
                throw new StepFailure(PostFitMessage.NO_PREDICTION_DF, methodName());
            }
        }
        for (int j = 0; j < kept.length; j++) {
            double[] unit = new double[kept.length];
            unit[j] = 1;
            all.add(combination(unit, List.of()));
        }
        return withRobust(predictor.covariance(all), targets.size());
    }

    /**
     * With C = (X'V⁻¹X)⁻¹ and R in its place: l'β̂ + m'(û − u) holds β̂ by g = l − X'V⁻¹ZGm, and Cg is its covariance
     * with β̂, so g'(R − C)g is added.
     *
     * @param model covariances of n combinations, then of β̂
     */
    private double[] withRobust(double[] model, int n) {
        int p = kept.length;
        int m = n + p;
        double[] c = fit.betaCovariance();
        double[] root = new double[p * p];
        DenseSymmetric.cholesky(c, root, p);
        double[][] g = new double[n][p];
        double[] result = new double[n * n];
        for (int s = 0; s < n; s++) {
            System.arraycopy(model, s * m + n, g[s], 0, p);
            DenseSymmetric.solve(root, g[s], p);
        }
        for (int s = 0; s < n; s++) {
            for (int t = 0; t < n; t++) {
                result[s * n + t] = model[s * m + t];
                for (int j = 0; j < p; j++) {
                    for (int k = 0; k < p; k++) {
                        result[s * n + t] += g[s][j] * (robust.orElseThrow()[j * p + k] - c[j * p + k]) * g[t][k];
                    }
                }
            }
        }
        return result;
    }

    /** Satterthwaite's or Kenward and Roger's, from derivatives of the covariances of predictions. */
    @Override
    public Optional<DegreesOfFreedom> degreesOfFreedom(List<Target> targets) {
        if (method != DegreesMethod.SATTERTHWAITE && !method.isKenwardRoger()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ownDegrees(combinations(targets)));
        } catch (PredictionMoments.NotDefined e) {
            throw new StepFailure(PostFitMessage.NO_PREDICTION_DF, methodName());
        }
    }

    private double[] adjusted(List<LmmPredictor.Combination> all) {
        return spec.isLinear() ? moments.adjusted(all) : moments.adjusted(all, method.order(), curvature());
    }

    private double[] curvature() {
        if (curvature.length == 0) {
            curvature = new LmmFitter().curvature(spec, fit);
        }
        return curvature;
    }

    private DegreesOfFreedom ownDegrees(List<LmmPredictor.Combination> all) {
        double[] model = moments.covariance(all);
        double[][] slopes = moments.slopes(all);
        double[] w = fit.thetaCovariance();
        return method.isKenwardRoger()
                ? new KenwardRoger(model, adjusted(all), slopes, w)
                : new Satterthwaite(
                        model, slopes, w, IntStream.range(0, all.size()).toArray());
    }

    private String methodName() {
        return method.isKenwardRoger() ? "KENWARDROGER" : "SATTERTHWAITE";
    }

    /**
     * A prediction with what a t test of it needs.
     *
     * @param df NaN where the method of the step cannot be had
     */
    public record Tested(double estimate, double standardError, double df) {}

    /** Whether predictions have degrees of freedom and standard errors of their own. */
    public boolean hasOwnDegrees() {
        return (method == DegreesMethod.SATTERTHWAITE || method.isKenwardRoger())
                && methodWithoutDegreesOfFreedom().isEmpty();
    }

    /** A combination of the fit's predictor, tested by the method of the step. */
    public Tested tested(LmmPredictor.Combination combination) {
        List<LmmPredictor.Combination> one = List.of(combination);
        try {
            double[] variance = method.isKenwardRoger() ? adjusted(one) : moments.covariance(one);
            return new Tested(
                    combination.estimate(),
                    Math.sqrt(Math.max(0, variance[0])),
                    ownDegrees(one).of(new double[][] {{1}}));
        } catch (PredictionMoments.NotDefined e) {
            return new Tested(combination.estimate(), predictor.standardError(combination), Double.NaN);
        }
    }

    /** One random effect of a subject of a term. */
    public Tested tested(int term, int subject, int column) {
        RandomTerm of = covariance.terms().get(term);
        int group = 0;
        for (int i = 0; i < of.subject().length; i++) {
            if (of.subject()[i] == subject) {
                group = of.group()[i];
                break;
            }
        }
        double[] unit = new double[of.columns()];
        unit[column] = 1;
        return tested(predictor.combination(new double[kept.length]).with(term, subject, group, unit));
    }

    /** The predictor whose combinations {@link #tested} takes. */
    public LmmPredictor predictor() {
        return predictor;
    }

    private List<LmmPredictor.Combination> combinations(List<Target> targets) {
        return targets.stream()
                .map(t -> combination(
                        IntStream.of(kept).mapToDouble(j -> t.fixed()[j]).toArray(), t.random()))
                .toList();
    }

    @Override
    public String methodWithoutDegreesOfFreedom() {
        return method == DegreesMethod.SATTERTHWAITE && robust.isPresent() ? "SATTERTHWAITE with EMPIRICAL" : "";
    }

    @Override
    public double degreesOfFreedom() {
        return residualDf;
    }

    private LmmPredictor.Combination combination(double[] fixed, List<Part> random) {
        LmmPredictor.Combination combination = predictor.combination(fixed);
        for (Part part : random) {
            Place place = places().get(part.effect());
            TermDesign design = design(place.term());
            double[] coefficients =
                    new double[covariance.terms().get(place.term()).columns()];
            coefficients[design.component() ? 0 : place.firstColumn() + part.column()] = part.coefficient();
            combination.with(place.term(), unit(place, part), part.copy().group(), coefficients);
        }
        return combination;
    }

    /** The subject of the term; a number below −1 for levels that do not occur together. */
    private int unit(Place place, Part part) {
        TermDesign design = design(place.term());
        DesignColumn column = place.effect().columns().columns().get(part.column());
        List<String> variables = design.subjects().variables();
        int[] levels = new int[variables.size()];
        for (int v = 0; v < levels.length; v++) {
            levels[v] = level(variables.get(v), column, design, part.copy());
        }
        return units.computeIfAbsent(key(place.term(), levels), k -> -2 - units.size());
    }

    /** Of the effect's column where each of its levels is a subject, of SUBJECT=, or of GROUP=. */
    private static int level(String variable, DesignColumn column, TermDesign design, RandomEffect.Copy copy) {
        int at = design.component() ? column.classVariables().indexOf(variable) : -1;
        int declared = design.declared()
                .map(u -> u.effect().variables().indexOf(variable))
                .orElse(-1);
        if (at < 0 && declared >= 0) {
            return design.declared().orElseThrow().grouping().level(copy.subject(), declared);
        }
        if (at < 0) {
            int place = design.group().orElseThrow().variables().indexOf(variable);
            return design.groupGrouping().orElseThrow().level(copy.group(), place);
        }
        return design.classes().stream()
                .filter(c -> c.name().equalsIgnoreCase(variable))
                .findFirst()
                .orElseThrow()
                .labels()
                .indexOf(column.levels().get(at));
    }
}
