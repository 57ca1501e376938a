package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.model.glmm.EmpiricalCorrection;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.NotBuilt;
import hermite.sas.proc.covariance.CovarianceStatements;
import hermite.sas.proc.covariance.StructureOption;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a GLIMMIX step asks for, before any data are read. Options that are not built and would change the fit end the
 * step here; those that only leave a table out have had their WARNING already.
 */
public record GlimmixRequest(
        ProcStep step,
        ProcStatement model,
        Body.Model body,
        Quadrature quadrature,
        boolean laplace,
        boolean empirical,
        EmpiricalCorrection correction,
        EmpiricalCorrection.Constants constants,
        List<RandomStatement> random,
        DegreesOfFreedom degreesOfFreedom,
        double alpha,
        SearchOptions search,
        List<CovarianceTest> covarianceTests) {
    private static final List<String> FUNCTION_NAMES = List.of("_LINP_", "_MU_", "_VARIANCE_", "_ZGAMMA_", "_XBETA_");

    /** How denominator degrees of freedom are found. */
    public enum DegreesOfFreedom {
        CONTAINMENT("Containment"),
        RESIDUAL("Residual"),
        BETWEEN_WITHIN("Between-Within"),
        NONE("None");

        private final String label;

        DegreesOfFreedom(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What EMPIRICAL=MBN takes in parentheses. */
    private static final List<String> MBN_CONSTANTS = List.of("DF", "NODF", "D", "R");

    /** One RANDOM statement. */
    public record RandomStatement(
            List<EffectTerm> effects, Optional<EffectTerm> subject, Structure structure, Options options, Place place) {
        public Optional<EffectTerm> group() {
            return options.effect("GROUP");
        }
    }

    /** TYPE= with its number of diagonals or factors, 0 if none was given. */
    public record Structure(RandomCovariance.Kind kind, int order) {}

    public static GlimmixRequest of(ProcStep step) {
        ProcStatement model =
                step.statement("MODEL").orElseThrow(() -> new StepFailure(step.place(), GlimmixMessage.NO_MODEL));
        NotBuilt.refuse(step, GlimmixMessage.NOT_BUILT);
        for (String option : List.of("NOREML", "EXPHESSIAN")) {
            if (step.options().has(option)) {
                throw new StepFailure(step.place(), GlimmixMessage.ONLY_PSEUDO, option);
            }
        }
        for (double type : model.options().numbers("HTYPE")) {
            if (type != 1 && type != 2 && type != 3) {
                throw new StepFailure(model.place(), GlimmixMessage.TEST_TYPE);
            }
        }
        Options options = step.options();
        String method = options.word("METHOD").orElse("RSPL");
        boolean plain = method.endsWith("PL");
        boolean laplace = plain || method.equals("LAPLACE");
        if (plain) {
            refuseWithoutRandomEffects(step);
        }
        String correction = options.word("EMPIRICAL").orElse("CLASSICAL");
        return new GlimmixRequest(
                step,
                model,
                (Body.Model) model.body(),
                laplace ? Quadrature.laplace() : quadrature(options.suboptions("METHOD"), step),
                laplace,
                options.has("EMPIRICAL"),
                EmpiricalCorrection.valueOf(correction),
                constants(step),
                plain ? List.of() : randomStatements(step, method),
                degreesOfFreedom(model, plain ? "RESIDUAL" : "CONTAIN"),
                model.options().number("ALPHA").orElse(0.05),
                SearchOptions.of(step),
                CovarianceTest.of(step));
    }

    /**
     * The numbers in parentheses after EMPIRICAL=.
     *
     * @throws StepFailure when they are out of range or belong to another correction
     */
    public static EmpiricalCorrection.Constants constants(ProcStep step) {
        EmpiricalCorrection.Constants usual = EmpiricalCorrection.Constants.usual();
        Options given = step.options().suboptions("EMPIRICAL");
        String correction = step.options().word("EMPIRICAL").orElse("CLASSICAL");
        double bound = given.number("BOUND").orElse(usual.bound());
        if (given.has("BOUND") && (!(bound >= 0 && bound <= 1) || !correction.equals("FIROEEQ"))) {
            throw new StepFailure(step.place(), GlimmixMessage.EMPIRICAL_VALUES);
        }
        double divisor = given.number("D").orElse(usual.divisor());
        double least = given.number("R").orElse(usual.least());
        boolean inRange = divisor >= 1 && least >= 0 && least <= 1 && !(given.has("DF") && given.has("NODF"));
        if (MBN_CONSTANTS.stream().anyMatch(given::has) && (!correction.equals("MBN") || !inRange)) {
            throw new StepFailure(step.place(), GlimmixMessage.MBN_VALUES);
        }
        return new EmpiricalCorrection.Constants(bound, !given.has("NODF"), least, divisor);
    }

    /**
     * Programming statements make variables of the table; a link or variance function of their own is not built.
     *
     * @throws StepFailure when they use one of its names
     */
    public static void refuseFunctions(ProcStep step, Table table) {
        for (ProcStatement statement : step.statements()) {
            if (statement.body() instanceof Body.Program) {
                for (String name : FUNCTION_NAMES) {
                    if (table.variable(name).isPresent()) {
                        throw new StepFailure(
                                statement.place(),
                                GlimmixMessage.NOT_BUILT,
                                "A link or variance function given by programming statements (" + name + ")");
                    }
                }
            }
        }
    }

    private static Quadrature quadrature(Options suboptions, ProcStep step) {
        double points = suboptions.number("QPOINTS").orElse(0);
        if (suboptions.has("QPOINTS") && (points < 1 || points > 1000 || points != Math.rint(points))) {
            throw new StepFailure(step.place(), GlimmixMessage.QPOINTS_RANGE, asText(new OptionValue.Number(points)));
        }
        double minimum = suboptions.number("QMIN").orElse(1);
        double maximum = suboptions.number("QMAX").orElse(Math.max(31, minimum));
        double tolerance = suboptions.number("QTOL").orElse(1e-4);
        if (!(minimum >= 1 && minimum <= maximum && maximum <= 1000 && tolerance > 0)) {
            throw new StepFailure(
                    step.place(),
                    GlimmixMessage.QUADRATURE_LIMITS,
                    asText(new OptionValue.Number(minimum)),
                    asText(new OptionValue.Number(maximum)),
                    asText(new OptionValue.Number(tolerance)));
        }
        return new Quadrature(
                (int) points,
                (int) minimum,
                (int) maximum,
                tolerance,
                Math.max(1, (int) suboptions.number("QFAC").orElse(10)),
                placement(suboptions));
    }

    private static Quadrature.Placement placement(Options suboptions) {
        return suboptions.has("NOAD")
                ? Quadrature.Placement.PLAIN
                : suboptions.has("NOADSCALE") ? Quadrature.Placement.CENTRED : Quadrature.Placement.ADAPTIVE;
    }

    /**
     * Nodes are placed by METHOD=QUAD alone.
     *
     * @throws StepFailure when another method is told where to place them
     */
    public static void refusePlacement(ProcStep step) {
        String method = step.options().word("METHOD").orElse("RSPL");
        for (String word : List.of("NOAD", "NOADSCALE")) {
            if (!method.equals("QUAD") && step.options().suboptions("METHOD").has(word)) {
                throw new StepFailure(step.place(), GlimmixMessage.PLACEMENT_METHOD, word, method);
            }
        }
    }

    private static List<RandomStatement> randomStatements(ProcStep step, String method) {
        List<RandomStatement> all = new ArrayList<>();
        for (ProcStatement statement : step.statements("RANDOM")) {
            Body.Effects body = (Body.Effects) statement.body();
            if (statement.options().has("RESIDUAL")
                    || body.effects().stream().anyMatch(CovarianceStatements::isResidual)) {
                throw new StepFailure(statement.place(), GlimmixMessage.RESIDUAL_SIDE, method);
            }
            Optional<EffectTerm> subject = statement.options().effect("SUBJECT");
            if (subject.isEmpty() && method.equals("QUAD")) {
                throw new StepFailure(statement.place(), GlimmixMessage.NO_SUBJECT, method);
            }
            Structure structure = structure(statement);
            if (subject.isEmpty() && structure.kind() != RandomCovariance.Kind.COMPONENTS) {
                throw new StepFailure(
                        statement.place(),
                        GlimmixMessage.NOT_BUILT,
                        "TYPE=" + statement.options().word("TYPE").orElse("VC") + " without SUBJECT=");
            }
            all.add(new RandomStatement(body.effects(), subject, structure, statement.options(), statement.place()));
        }
        if (all.isEmpty()) {
            throw new StepFailure(step.place(), GlimmixMessage.NO_RANDOM, method);
        }
        return all;
    }

    public static String name(EffectTerm term) {
        String nested = term.nested().isEmpty() ? "" : "(" + String.join(" ", term.nested()) + ")";
        return String.join("*", term.crossed()) + nested;
    }

    private static Structure structure(ProcStatement statement) {
        String word = statement.options().word("TYPE").orElse("VC");
        int order = StructureOption.number(statement);
        String type = order == 0 ? word : word + "(" + order + ")";
        if (order < 0) {
            throw new StepFailure(statement.place(), GlimmixMessage.NOT_BUILT, "TYPE=" + type);
        }
        RandomCovariance.Kind kind =
                switch (word) {
                    case "VC" -> RandomCovariance.Kind.COMPONENTS;
                    case "UN" -> order == 0 ? RandomCovariance.Kind.UNSTRUCTURED : RandomCovariance.Kind.BANDED;
                    case "UNR" -> RandomCovariance.Kind.CORRELATIONS;
                    case "CHOL" -> RandomCovariance.Kind.CHOLESKY;
                    case "CS" -> RandomCovariance.Kind.COMPOUND_SYMMETRY;
                    case "CSH" -> RandomCovariance.Kind.HETEROGENEOUS_COMPOUND_SYMMETRY;
                    case "AR" -> RandomCovariance.Kind.AUTOREGRESSIVE;
                    case "ARH" -> RandomCovariance.Kind.HETEROGENEOUS_AUTOREGRESSIVE;
                    case "TOEP" -> RandomCovariance.Kind.TOEPLITZ;
                    case "FA0" -> RandomCovariance.Kind.FACTOR;
                    default -> throw new StepFailure(statement.place(), GlimmixMessage.NOT_BUILT, "TYPE=" + type);
                };
        boolean takesOrder =
                switch (word) {
                    case "UN", "TOEP", "FA0" -> true;
                    case "AR", "ARH" -> order <= 1;
                    default -> order == 0;
                };
        if (!takesOrder) {
            throw new StepFailure(statement.place(), GlimmixMessage.NOT_BUILT, "TYPE=" + type);
        }
        return new Structure(kind, order);
    }

    private static DegreesOfFreedom degreesOfFreedom(ProcStatement model, String usual) {
        String word = model.options().word("DDFM").orElse(usual);
        return switch (word) {
            case "CONTAIN" -> DegreesOfFreedom.CONTAINMENT;
            case "RESIDUAL" -> DegreesOfFreedom.RESIDUAL;
            case "NONE" -> DegreesOfFreedom.NONE;
            case "BETWITHIN" -> DegreesOfFreedom.BETWEEN_WITHIN;
            default -> throw new StepFailure(model.place(), GlimmixMessage.DDFM_REFUSED, word);
        };
    }

    /** Whether there are no random effects: a model of a beta or multinomial response by its likelihood alone. */
    public boolean isPlain() {
        return random.isEmpty();
    }

    private static void refuseWithoutRandomEffects(ProcStep step) {
        for (String statement : List.of("PARMS", "COVTEST")) {
            step.statement(statement).ifPresent(s -> {
                throw new StepFailure(
                        s.place(), GlimmixMessage.NOT_BUILT, "The " + statement + " statement without random effects");
            });
        }
        for (String option : List.of("EMPIRICAL", "HESSIAN", "ASYCOV", "ASYCORR")) {
            step.options().find(option).ifPresent(o -> {
                throw new StepFailure(
                        o.place(), GlimmixMessage.NOT_BUILT, "The option " + option + " without random effects");
            });
        }
    }

    public Options modelOptions() {
        return model.options();
    }

    /** Whether variances have no lower boundary, in PROC GLIMMIX or in PARMS. */
    public boolean isUnbounded() {
        return step.options().has("NOBOUND")
                || step.statement("PARMS")
                        .filter(s -> s.options().has("NOBOUND"))
                        .isPresent();
    }

    public boolean asksForOddsRatios() {
        return modelOptions().has("ODDSRATIO") || step.options().has("ODDSRATIO");
    }

    /** A text, word or number given to an option, as text. */
    public static String asText(OptionValue value) {
        if (value instanceof OptionValue.Number number) {
            double v = number.value();
            return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
        }
        if (value instanceof OptionValue.Word word) {
            return word.word();
        }
        return value instanceof OptionValue.Text text ? text.text() : "";
    }
}
