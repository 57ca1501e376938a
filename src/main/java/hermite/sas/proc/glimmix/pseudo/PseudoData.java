package hermite.sas.proc.glimmix.pseudo;

import hermite.data.Table;
import hermite.model.Family;
import hermite.model.ModelTerms;
import hermite.model.StandardLink;
import hermite.model.lmm.Residual;
import hermite.model.pl.CategoricalPseudoSpec;
import hermite.model.pl.PseudoModel;
import hermite.model.pl.PseudoSpec;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.CovarianceBinding;
import hermite.sas.proc.covariance.CovarianceModel;
import hermite.sas.proc.covariance.CovarianceStatements;
import hermite.sas.proc.covariance.FixedInference;
import hermite.sas.proc.glimmix.binding.ByObservation;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.DeclaredModel;
import hermite.sas.proc.glimmix.binding.FixedModel;
import hermite.sas.proc.glimmix.binding.FixedPart;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.GlimmixResponse;
import hermite.sas.syntax.ast.ProcStep;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data of one BY group made ready for pseudo-likelihood.
 *
 * @param fixed its rows stand each as often as its frequency
 * @param ofRows covariance of the rows used
 * @param covariance of what is fitted: the rows, or the functions of a response in categories
 */
record PseudoData(
        PseudoRequest request,
        String dataSet,
        FixedPart fixed,
        Optional<String> offset,
        Optional<String> weight,
        Optional<String> frequency,
        CovarianceStatements statements,
        CovarianceModel ofRows,
        CovarianceModel covariance,
        PseudoModel model)
        implements FixedModel {

    static PseudoData of(PseudoRequest request, String dataSet, Table table, ProcContext context) {
        DeclaredModel declared = DeclaredModel.of(request.step(), table, context);
        Set<String> needed = declared.needed();
        declared.weight().ifPresent(needed::add);
        needed.addAll(request.covariance(true).variables(table, declared.classes()));
        int[] complete = UsableRows.complete(table, UsableRows.all(table), needed);
        int[] rows = UsableRows.repeated(
                table, UsableRows.weighted(table, complete, declared.weight()), declared.frequency());
        if (rows.length == 0) {
            throw new StepFailure(GlimmixMessage.NO_OBSERVATIONS);
        }
        FixedPart fixed = declared.read(rows, ones(rows.length), context);
        GlimmixResponse response = fixed.response();
        boolean fixedScale = !hasScale(request, response);
        CovarianceStatements statements = request.covariance(fixedScale);
        CovarianceModel ofRows =
                CovarianceBinding.bind(statements, declared.classes(), fixed.classes(), table, rows, context);
        double[] kept = fixed.kept();
        double[] offsets =
                declared.offset().map(v -> UsableRows.values(table, v, rows)).orElse(new double[rows.length]);
        double[] weights = UsableRows.valuesOrOnes(table, declared.weight(), rows);
        CovarianceModel covariance;
        PseudoModel model;
        if (response.categories().isPresent()) {
            Categories categories = response.categories().get();
            covariance = ofCategories(ofRows, categories, response.name());
            model = categorical(request, categories, fixed.terms(), kept, offsets, weights, covariance);
        } else {
            covariance = withScale(ofRows, request, response, rows);
            model = spec(request, response, covariance, kept, fixed.sweep().rank(), offsets, weights);
        }
        return new PseudoData(
                request,
                dataSet,
                fixed,
                declared.offset(),
                declared.weight(),
                declared.frequency(),
                statements,
                ofRows,
                covariance,
                model);
    }

    private static CovarianceModel withScale(
            CovarianceModel bound, PseudoRequest request, GlimmixResponse response, int[] rows) {
        boolean dependent = request.residual().isPresent();
        if (response.byObservation().isPresent()) {
            return withScaleOfRows(bound, dependent, response.byObservation().get(), rows);
        }
        String distribution = response.distribution();
        return switch (distribution) {
            case "Negative Binomial" ->
                dependent && !PlainAnalysis.isOverdispersion(request)
                        ? bound.withSpread("Scale")
                        : request.random().isEmpty() ? bound : bound.withScale("Scale");
            case "Beta" -> dependent ? bound : bound.withResidualNamed("Scale");
            default -> bound;
        };
    }

    /** Residuals of rows whose distribution has a scale have a variance; those of the others have variance 1. */
    private static CovarianceModel withScaleOfRows(
            CovarianceModel bound, boolean dependent, ByObservation kinds, int[] rows) {
        int[] group = new int[rows.length];
        boolean counts = false;
        for (int i = 0; i < group.length; i++) {
            ByObservation.Kind kind = kinds.at(rows[i]).orElseThrow();
            boolean shape = kind.word().equals("NEGBINOMIAL");
            counts |= shape;
            group[i] = kind.hasScale() && !shape ? 1 : 0;
        }
        if (counts) {
            return dependent ? bound.withSpread("Scale") : bound.withScale("Scale");
        }
        boolean all = Arrays.stream(group).allMatch(g -> g == 1);
        boolean none = Arrays.stream(group).allMatch(g -> g == 0);
        return dependent || all || none ? bound : bound.withSecondVariance("Residual", group);
    }

    private static CovarianceModel ofCategories(CovarianceModel ofRows, Categories categories, String response) {
        List<String> levels = categories.modelled();
        return categories.nominal()
                ? ofRows.separated(levels.stream().map(l -> response + " " + l).toList())
                : ofRows.repeated(levels.size());
    }

    private static CategoricalPseudoSpec categorical(
            PseudoRequest request,
            Categories categories,
            ModelTerms terms,
            double[] kept,
            double[] offset,
            double[] weight,
            CovarianceModel covariance) {
        int n = weight.length;
        int m = categories.modelled().size();
        int columns = kept.length / n;
        boolean intercept = !terms.effects().isEmpty() && terms.effects().get(0).isIntercept();
        int skip = intercept && !categories.nominal() ? 1 : 0;
        int shared = columns - skip;
        double[] slopes = new double[n * shared];
        double[] offsets = new double[n * m];
        for (int i = 0; i < n; i++) {
            System.arraycopy(kept, i * columns + skip, slopes, i * shared, shared);
            Arrays.fill(offsets, i * m, (i + 1) * m, offset[i] - categories.referencePredictor());
        }
        return new CategoricalPseudoSpec(
                categories.index(),
                m,
                categories.link(),
                categories.nominal(),
                offsets,
                weight,
                categories.nominal()
                        ? CategoricalPseudoSpec.nominalDesign(slopes, shared, n, m)
                        : CategoricalPseudoSpec.cumulativeDesign(slopes, shared, n, m),
                categories.nominal() ? columns * m : m + shared,
                covariance.terms(),
                request.isRestricted(),
                request.isMarginal());
    }

    private static PseudoSpec spec(
            PseudoRequest request,
            GlimmixResponse response,
            CovarianceModel covariance,
            double[] x,
            int p,
            double[] offset,
            double[] weight) {
        double[] proportion = response.y().clone();
        boolean byObservation = response.byObservation().isPresent();
        double[] trials = byObservation ? ones(proportion.length) : response.trials();
        int[] kind = new int[proportion.length];
        for (int i = 0; i < proportion.length; i++) {
            proportion[i] /= trials[i];
            kind[i] = byObservation ? (int) response.trials()[i] - 1 : 0;
        }
        Residual residual = covariance.residual();
        List<PseudoSpec.Kind> kinds = response.byObservation()
                .map(b -> b.kinds().stream()
                        .map(k -> new PseudoSpec.Kind(family(request, k.distribution()), k.link()))
                        .toList())
                .orElseGet(() -> List.of(
                        new PseudoSpec.Kind(family(request, response.distribution()), response.linkFunction())));
        return new PseudoSpec(
                kinds,
                kind,
                proportion,
                trials,
                offset,
                weight,
                x,
                p,
                covariance.terms(),
                residual,
                request.isRestricted(),
                request.isMarginal());
    }

    private static Family family(PseudoRequest request, String distribution) {
        return switch (distribution) {
            case "Binary", "Binomial" -> Family.BINOMIAL;
            case "Poisson" -> Family.POISSON;
            case "Gamma", "Exponential" -> Family.GAMMA;
            case "Inverse Gaussian" -> Family.INVERSE_GAUSSIAN;
            case "Geometric" -> Family.GEOMETRIC;
            case "Gaussian", "Lognormal" -> Family.NORMAL;
            case "Negative Binomial" -> Family.NEGATIVE_BINOMIAL;
            case "Beta" -> Family.BINOMIAL;
            case "T" -> throw new StepFailure(request.step().place(), GlimmixMessage.STUDENT_PSEUDO, request.method());
            default ->
                throw new StepFailure(
                        request.step().place(),
                        GlimmixMessage.NOT_BUILT,
                        "The " + distribution + " distribution with METHOD=" + request.method());
        };
    }

    /** Whether independent residuals have a variance to be estimated. */
    private static boolean hasScale(PseudoRequest request, GlimmixResponse response) {
        if (response.byObservation().isPresent()) {
            List<ByObservation.Kind> kinds = response.byObservation().get().kinds();
            return kinds.size() == 1 && hasScale(request, kinds.get(0).distribution());
        }
        return hasScale(request, response.distribution());
    }

    private static boolean hasScale(PseudoRequest request, String distribution) {
        return switch (distribution) {
            case "Gamma", "Inverse Gaussian", "Gaussian", "Lognormal", "Beta" -> true;
            case "Negative Binomial" -> request.random().isEmpty();
            default -> false;
        };
    }

    /** The model of a response that is in no categories. */
    PseudoSpec spec() {
        return (PseudoSpec) model;
    }

    boolean isCategorical() {
        return response().categories().isPresent();
    }

    /** Whether the pseudo-response is the response itself: no updates are needed. */
    boolean isLinear() {
        return !isCategorical()
                && spec().kinds().stream()
                        .allMatch(k -> k.family() == Family.NORMAL && k.link() == StandardLink.IDENTITY);
    }

    /** Whether the variances of residuals hold the scale of a beta distribution. */
    boolean hasBetaScaleInResiduals() {
        boolean rowwise = response().byObservation().stream()
                .flatMap(b -> b.kinds().stream())
                .anyMatch(k -> k.word().equals("BETA"));
        return rowwise
                || response().distribution().equals("Beta")
                        && request.residual().isPresent();
    }

    /** Whether the scale is that of a beta, 1/σ² − 1 with σ² the variance of the residuals. */
    boolean isBetaScale(int place) {
        return response().distribution().equals("Beta")
                && !hasBetaScaleInResiduals()
                && place == covariance.places().length - 1;
    }

    /** A stored covariance parameter as it is reported. */
    double reported(int place, double stored) {
        return isBetaScale(place) ? 1 / stored - 1 : stored;
    }

    /** The inverse of {@link #reported}. */
    double stored(int place, double reported) {
        return isBetaScale(place) ? 1 / (1 + reported) : reported;
    }

    /** Derivative of {@link #reported}. */
    double reportedSlope(int place, double stored) {
        return isBetaScale(place) ? -1 / (stored * stored) : 1;
    }

    @Override
    public ProcStep step() {
        return request.step();
    }

    private static double[] ones(int n) {
        double[] result = new double[n];
        Arrays.fill(result, 1);
        return result;
    }

    @Override
    public double[] rowWeights() {
        return UsableRows.valuesOrOnes(table(), weight, rowsUsed());
    }

    /** How often each of the rows used counts: they are repeated by their frequency. */
    @Override
    public double[] counts() {
        return ones(rowsUsed().length);
    }

    /** Row-major design of the columns that are not aliased. */
    double[] keptColumns() {
        return fixed.kept();
    }

    double observations() {
        return rowsUsed().length;
    }

    FixedInference.Design design() {
        return design(testCrossProducts());
    }

    /** @param tests X'WX from which hypotheses are made */
    FixedInference.Design design(double[] tests) {
        return new FixedInference.Design(
                terms(), x(), sweep().kept(), tests, request.model().options().numbers("DDF"), observations());
    }
}
