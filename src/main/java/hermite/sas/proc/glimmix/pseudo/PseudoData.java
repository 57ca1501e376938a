package hermite.sas.proc.glimmix.pseudo;

import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.Family;
import hermite.model.ModelTerms;
import hermite.model.StandardLink;
import hermite.model.Sweep;
import hermite.model.lmm.Residual;
import hermite.model.pl.PseudoSpec;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.construct.ConstructedEffects;
import hermite.sas.proc.covariance.CovarianceBinding;
import hermite.sas.proc.covariance.CovarianceModel;
import hermite.sas.proc.covariance.CovarianceStatements;
import hermite.sas.proc.covariance.FixedInference;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.GlimmixResponse;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The data of one BY group made ready for pseudo-likelihood.
 *
 * @param rowsUsed rows of the table that the fit uses, each as often as its frequency
 * @param x fixed-effects design of those rows, aliased columns included
 */
record PseudoData(
        PseudoRequest request,
        String dataSet,
        Table table,
        int[] rowsUsed,
        List<ClassLevels> classes,
        ModelTerms terms,
        DesignMatrix x,
        double[] crossProducts,
        Sweep sweep,
        GlimmixResponse response,
        Optional<String> offset,
        Optional<String> weight,
        Optional<String> frequency,
        CovarianceStatements statements,
        CovarianceModel covariance,
        PseudoSpec spec) {

    static PseudoData of(PseudoRequest request, String dataSet, Table table, ProcContext context) {
        var step = request.step();
        List<ClassVariable> declared = ClassStatement.bind(
                step,
                table,
                context,
                ClassStatement.order(step.options(), "ORDER", ClassVariable.LevelOrder.FORMATTED));
        ConstructedEffects constructed = ConstructedEffects.of(step, table, declared, context);
        List<Effect> fixed = EffectBinding.effects(request.body().effects(), table, declared, constructed);
        Optional<String> offset = request.model().options().variable("OFFSET").map(name -> spelled(table, name));
        offset.ifPresent(v -> requireNumeric(v, table));
        Optional<String> weight = single(request, "WEIGHT", table, context);
        Optional<String> frequency = single(request, "FREQ", table, context);
        Set<String> needed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        needed.add(spelled(table, request.body().response().variables().get(0)));
        request.body().response().trials().ifPresent(t -> needed.add(spelled(table, t)));
        declared.stream().filter(c -> !c.missingIsLevel()).forEach(c -> needed.add(c.name()));
        needed.addAll(constructed.variables(fixed));
        offset.ifPresent(needed::add);
        weight.ifPresent(needed::add);
        frequency.ifPresent(needed::add);
        needed.addAll(request.covariance(true).variables(table, declared));
        int[] rows = counted(table, UsableRows.complete(table, UsableRows.all(table), needed), weight, frequency);
        if (rows.length == 0) {
            throw new StepFailure(GlimmixMessage.NO_OBSERVATIONS);
        }
        List<ClassLevels> classes = declared.stream()
                .map(c -> ClassLevels.of(c, table, rows, context.formats()))
                .toList();
        ModelTerms terms = new ModelTerms(
                !request.model().options().has("NOINT"),
                fixed,
                classes,
                constructed.construct(fixed, table, rows, ones(rows.length)));
        DesignMatrix x = terms.design(table, rows, context.formats());
        double[] cross = x.crossProducts();
        Sweep sweep = Sweep.of(cross, x.columns(), singular(request));
        boolean responseIsClass = declared.stream().anyMatch(c -> c.name()
                .equalsIgnoreCase(request.body().response().variables().get(0)));
        GlimmixResponse response = GlimmixResponse.read(
                request.body().response(), request.model().options(), table, rows, responseIsClass, context);
        Family family = family(request, response.distribution());
        boolean fixedScale = !hasScale(request, response.distribution());
        CovarianceStatements statements = request.covariance(fixedScale);
        CovarianceModel bound = CovarianceBinding.bind(statements, declared, classes, table, rows, context);
        boolean shape = family == Family.NEGATIVE_BINOMIAL && !request.random().isEmpty();
        CovarianceModel covariance = shape
                ? bound.withScale("Scale")
                : response.distribution().equals("Beta") ? bound.withResidualNamed("Scale") : bound;
        PseudoSpec spec = spec(
                request,
                response,
                family,
                covariance,
                x.select(sweep.kept()),
                sweep.rank(),
                offset.map(v -> UsableRows.values(table, v, rows)).orElse(new double[rows.length]),
                weight.map(v -> UsableRows.values(table, v, rows)).orElseGet(() -> ones(rows.length)));
        return new PseudoData(
                request,
                dataSet,
                table,
                rows,
                classes,
                terms,
                x,
                cross,
                sweep,
                response,
                offset,
                weight,
                frequency,
                statements,
                covariance,
                spec);
    }

    private static PseudoSpec spec(
            PseudoRequest request,
            GlimmixResponse response,
            Family family,
            CovarianceModel covariance,
            double[] x,
            int p,
            double[] offset,
            double[] weight) {
        double[] proportion = response.y().clone();
        for (int i = 0; i < proportion.length; i++) {
            proportion[i] /= response.trials()[i];
        }
        Residual residual = covariance.residual();
        return new PseudoSpec(
                family,
                response.linkFunction(),
                proportion,
                response.trials(),
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
            case "Negative Binomial" -> {
                if (request.residual().isPresent()) {
                    throw new StepFailure(
                            request.residual().get().place(),
                            GlimmixMessage.NOT_BUILT,
                            "The Negative Binomial distribution with R-side effects");
                }
                yield Family.NEGATIVE_BINOMIAL;
            }
            case "Beta" -> {
                if (request.residual().isPresent()) {
                    throw new StepFailure(
                            request.residual().get().place(),
                            GlimmixMessage.NOT_BUILT,
                            "The Beta distribution with R-side effects");
                }
                yield Family.BINOMIAL;
            }
            case "Multinomial (ordered)", "Multinomial (nominal)" ->
                throw new StepFailure(
                        request.step().place(), GlimmixMessage.CATEGORIES_BY_LIKELIHOOD, request.method());
            default ->
                throw new StepFailure(
                        request.step().place(),
                        GlimmixMessage.NOT_BUILT,
                        "The " + distribution + " distribution with METHOD=" + request.method());
        };
    }

    private static boolean hasScale(PseudoRequest request, String distribution) {
        return switch (distribution) {
            case "Gamma", "Inverse Gaussian", "Gaussian", "Lognormal", "Beta" -> true;
            case "Negative Binomial" -> request.random().isEmpty();
            default -> false;
        };
    }

    /** Whether the pseudo-response is the response itself: no updates are needed. */
    boolean isLinear() {
        return spec.family() == Family.NORMAL && spec.link() == StandardLink.IDENTITY;
    }

    /** Whether the scale is that of a beta, 1/σ² − 1 with σ² the variance of the residuals. */
    boolean isBetaScale(int place) {
        return response.distribution().equals("Beta") && place == covariance.places().length - 1;
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

    private static String spelled(Table table, String name) {
        return table.variable(name)
                .orElseThrow(() -> new StepFailure(GlimmixMessage.NOT_IN_DATA, name))
                .name();
    }

    /** The numeric variable that a statement names. */
    private static Optional<String> single(PseudoRequest request, String statement, Table table, ProcContext context) {
        Optional<String> name = request.step()
                .statement(statement)
                .flatMap(s -> context.resolve(((Body.Variables) s.body()).lists(), table).stream()
                        .findFirst());
        name.ifPresent(v -> requireNumeric(v, table));
        return name;
    }

    private static void requireNumeric(String name, Table table) {
        if (table.variable(name).filter(v -> v.isNumeric()).isEmpty()) {
            throw new StepFailure(ProcMessage.WRONG_TYPE, name.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** Rows with positive weight, as often as their frequency says. */
    private static int[] counted(Table table, int[] rows, Optional<String> weight, Optional<String> frequency) {
        double[] w = weight.map(v -> table.numeric(table.indexOf(v)).values()).orElse(null);
        double[] f =
                frequency.map(v -> table.numeric(table.indexOf(v)).values()).orElse(null);
        return IntStream.of(rows)
                .filter(r -> w == null || w[r] > 0)
                .flatMap(r -> IntStream.range(0, f == null ? 1 : (int) Math.floor(Math.max(0, f[r])))
                        .map(k -> r))
                .toArray();
    }

    private static double[] ones(int n) {
        double[] result = new double[n];
        Arrays.fill(result, 1);
        return result;
    }

    /** Pivot tolerance of X'X. */
    public double singular() {
        return singular(request);
    }

    private static double singular(PseudoRequest request) {
        return request.step().options().number("SINGULAR").orElse(Sweep.DEFAULT_SINGULAR);
    }

    /** How often each of the rows used counts: they are repeated by their frequency. */
    double[] counts() {
        return ones(rowsUsed.length);
    }

    double observations() {
        return rowsUsed.length;
    }

    FixedInference.Design design() {
        return new FixedInference.Design(
                terms, x, sweep.kept(), crossProducts, request.model().options().numbers("DDF"), observations());
    }
}
