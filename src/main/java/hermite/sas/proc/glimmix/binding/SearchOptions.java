package hermite.sas.proc.glimmix.binding;

import hermite.math.search.ConjugateGradient;
import hermite.math.search.DoubleDogleg;
import hermite.math.search.Maximiser;
import hermite.math.search.NelderMead;
import hermite.math.search.NewtonRaphson;
import hermite.math.search.NoSearch;
import hermite.math.search.QuasiNewton;
import hermite.math.search.StoppingRule;
import hermite.math.search.StoppingRule.Criterion;
import hermite.math.search.TrustRegion;
import hermite.model.glmm.FitPlan;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The technique of the search and when it ends: what NLOPTIONS asks for, and how the listing names it.
 *
 * @param label of Optimization Information
 * @param maximiser what runs
 * @param rule its criteria, for the line about convergence
 */
public record SearchOptions(String label, Maximiser maximiser, StoppingRule rule) {
    private static final List<Criterion> CRITERIA = List.of(Criterion.values());

    /** NLOPTIONS. */
    public static StatementSpec statement() {
        List<OptionSpec> all = new ArrayList<>();
        all.add(OptionSpec.of("TECHNIQUE", ValueKind.WORD, "technique of the search")
                .alias("TECH", "OMETHOD", "OM")
                .oneOf(
                        "CONGRA~CG",
                        "DBLDOG~DD",
                        "NEWRAP~NRA",
                        "NMSIMP~NMS",
                        "NONE",
                        "NRRIDG~NRR",
                        "QUANEW~QN",
                        "TRUREG~TR")
                .otherwise("structured Newton, an extension"));
        all.add(OptionSpec.of("UPDATE", ValueKind.WORD, "update formula of QUANEW and CONGRA")
                .alias("UPD")
                .oneOf("BFGS", "CD", "DBFGS", "DDFP", "DFP", "FR", "PB", "PR"));
        all.add(limit("MAXITER", "iterations").alias("MAXIT"));
        all.add(limit("MINITER", "iterations at least").alias("MINIT"));
        all.add(limit("MAXFUNC", "evaluations").alias("MAXFU"));
        all.add(OptionSpec.of("MAXTIME", ValueKind.NUMBER, "seconds"));
        all.add(criterion("ABSCONV", "ABSTOL", "objective at most r"));
        all.add(criterion("ABSFCONV", "ABSFTOL", "change of the objective"));
        all.add(criterion("ABSGCONV", "ABSGTOL", "largest gradient element").otherwise("1E-5"));
        all.add(criterion("ABSXCONV", "ABSXTOL", "length of the step"));
        all.add(criterion("FCONV", "FTOL", "relative change of the objective"));
        all.add(criterion("FCONV2", "FTOL2", "predicted change of the objective"));
        all.add(criterion("GCONV", "GTOL", "relative predicted change").otherwise("1E-8"));
        all.add(criterion("XCONV", "XTOL", "relative change of the parameters"));
        all.add(OptionSpec.known("GCONV2", ValueKind.NUMBERS).alias("GTOL2"));
        for (String number : List.of(
                "LINESEARCH",
                "LSPRECISION",
                "INSTEP",
                "DAMPSTEP",
                "FSIZE",
                "XSIZE",
                "LCEPSILON",
                "LCSINGULAR",
                "ASINGULAR",
                "MSINGULAR",
                "VSINGULAR",
                "INHESSIAN",
                "HESCAL",
                "HESSCAL",
                "FDIGITS")) {
            all.add(OptionSpec.known(number, ValueKind.OPTIONAL_NUMBER));
        }
        all.add(OptionSpec.known("RESTART", ValueKind.NUMBER).alias("REST"));
        for (String flag : List.of("NOHLF", "NOPRINT", "PALL", "PHISTORY", "PHISTPARMS", "PINIT", "PSUMMARY")) {
            all.add(OptionSpec.known(flag, ValueKind.FLAG));
        }
        for (String number : List.of("LCDEACT", "MAXSTEP", "VERSION")) {
            all.add(OptionSpec.known(number, ValueKind.OPTIONAL_NUMBER));
        }
        all.add(OptionSpec.known("SOCKET", ValueKind.TEXT_OR_WORD));
        return StatementSpec.of("NLOPTIONS", StatementForm.OPTIONS, "technique, limits and criteria of the search")
                .alias("NLOPTION")
                .options(all.toArray(OptionSpec[]::new));
    }

    private static OptionSpec limit(String name, String help) {
        return OptionSpec.of(name, ValueKind.INTEGER, help);
    }

    private static OptionSpec criterion(String name, String alias, String help) {
        return OptionSpec.of(name, ValueKind.NUMBERS, help + ", and how often in a row")
                .alias(alias);
    }

    /** The technique of the step, or the default one. */
    public static SearchOptions of(ProcStep step) {
        return step.statement("NLOPTIONS")
                .map(SearchOptions::of)
                .orElseGet(() -> new SearchOptions(
                        "Structured Newton", FitPlan.structuredNewton(), StoppingRule.of(2, 200, Integer.MAX_VALUE)));
    }

    private static SearchOptions of(ProcStatement statement) {
        Options options = ((Body.Main) statement.body()).options();
        String technique = options.word("TECHNIQUE").orElse("");
        StoppingRule rule = rule(statement, options, technique);
        String update = options.word("UPDATE").orElse("");
        checkUpdate(statement, technique, update);
        return switch (technique) {
            case "QUANEW" ->
                new SearchOptions(
                        update.isEmpty() || update.startsWith("D") && !update.equals("DFP")
                                ? "Dual Quasi-Newton"
                                : "Quasi-Newton",
                        new QuasiNewton(
                                rule, update.endsWith("DFP") ? QuasiNewton.Update.DFP : QuasiNewton.Update.BFGS),
                        rule);
            case "NEWRAP" -> new SearchOptions("Newton-Raphson", new NewtonRaphson(rule, false), rule);
            case "NRRIDG" -> new SearchOptions("Newton-Raphson with Ridging", new NewtonRaphson(rule, true), rule);
            case "TRUREG" -> new SearchOptions("Trust Region", new TrustRegion(rule), rule);
            case "CONGRA" ->
                new SearchOptions("Conjugate-Gradient", new ConjugateGradient(rule, conjugate(update)), rule);
            case "DBLDOG" -> new SearchOptions("Double Dogleg", new DoubleDogleg(rule), rule);
            case "NMSIMP" -> new SearchOptions("Nelder-Mead Simplex", new NelderMead(rule), rule);
            case "NONE" -> new SearchOptions("None", new NoSearch(), rule);
            default ->
                new SearchOptions(
                        "Structured Newton", FitPlan.structuredNewton().with(rule), rule);
        };
    }

    private static void checkUpdate(ProcStatement statement, String technique, String update) {
        boolean fits = update.isEmpty()
                || switch (technique) {
                    case "CONGRA" -> List.of("CD", "FR", "PB", "PR").contains(update);
                    case "QUANEW" -> update.endsWith("FGS") || update.endsWith("DFP");
                    case "DBLDOG" -> update.equals("DBFGS");
                    default -> false;
                };
        if (!fits) {
            throw new StepFailure(
                    statement.place(),
                    GlimmixMessage.UPDATE,
                    update,
                    technique.isEmpty() ? "the default technique" : "TECH=" + technique);
        }
    }

    private static ConjugateGradient.Update conjugate(String update) {
        return switch (update) {
            case "FR" -> ConjugateGradient.Update.FLETCHER_REEVES;
            case "PR" -> ConjugateGradient.Update.POLAK_RIBIERE;
            case "CD" -> ConjugateGradient.Update.CONJUGATE_DESCENT;
            default -> ConjugateGradient.Update.POWELL_BEALE;
        };
    }

    /** SAS's limits for the technique; its criteria with a technique of SAS, only those asked for with the default. */
    private static StoppingRule rule(ProcStatement statement, Options options, String technique) {
        int iterations =
                switch (technique) {
                    case "CONGRA" -> 400;
                    case "NMSIMP" -> 1000;
                    case "NEWRAP", "NRRIDG", "TRUREG" -> 50;
                    default -> 200;
                };
        int evaluations =
                switch (technique) {
                    case "CONGRA" -> 1000;
                    case "NMSIMP" -> 3000;
                    case "NEWRAP", "NRRIDG", "TRUREG" -> 125;
                    case "" -> Integer.MAX_VALUE;
                    default -> 500;
                };
        // differences of the gradient are evaluations here, which SAS does not count
        if (List.of("NEWRAP", "NRRIDG", "TRUREG").contains(technique)) {
            evaluations = Integer.MAX_VALUE;
        }
        StoppingRule start = StoppingRule.of(2, iterations, evaluations);
        StoppingRule rule = new StoppingRule(
                2,
                whole(statement, options, "MINITER", 0),
                whole(statement, options, "MAXITER", iterations),
                whole(statement, options, "MAXFUNC", evaluations),
                options.number("MAXTIME").orElse(Double.POSITIVE_INFINITY),
                technique.isEmpty() ? Map.of() : start.tolerances());
        for (Criterion criterion : CRITERIA) {
            List<Double> values = options.numbers(criterion.name());
            if (!values.isEmpty()) {
                if (values.size() > 2 || values.size() == 2 && (values.get(1) < 1 || values.get(1) % 1 != 0)) {
                    throw new StepFailure(statement.place(), GlimmixMessage.CRITERION, criterion.name());
                }
                rule = rule.with(
                        criterion,
                        values.get(0),
                        values.size() == 2 ? values.get(1).intValue() : 1);
            }
        }
        return rule;
    }

    private static int whole(ProcStatement statement, Options options, String name, int otherwise) {
        double value = options.find(name)
                .map(BoundOption::value)
                .map(v -> ((OptionValue.Number) v).value())
                .orElse((double) otherwise);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new StepFailure(statement.place(), GlimmixMessage.LIMIT_RANGE, name, number(value));
        }
        return (int) value;
    }

    /** {@code GCONV=1E-8}: the criterion as the listing writes it. */
    public String met(Criterion criterion) {
        double tolerance = rule.tolerance(criterion);
        return criterion.name() + "=" + number(Double.isNaN(tolerance) ? 1e-8 : tolerance);
    }

    /** A tolerance as the listing writes it. */
    public static String number(double value) {
        if (value == 0) {
            return "0";
        }
        if (Math.abs(value) >= 1e-5 && Math.abs(value) < 1e6) {
            return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        }
        String scientific = String.format(Locale.ROOT, "%.5E", value);
        int e = scientific.indexOf('E');
        String mantissa = scientific.substring(0, e).replaceAll("0+$", "").replaceAll("\\.$", "");
        return mantissa + "E" + Integer.parseInt(scientific.substring(e + 1));
    }
}
