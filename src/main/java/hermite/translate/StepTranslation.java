package hermite.translate;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference.DataSetOptions;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.translate.code.ConditionText;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One model step as R: the rows it uses, its factors, its fit, what is asked of the fit. */
final class StepTranslation {
    /** Statements that ask for nothing R must be told. */
    private static final Set<String> READ = Set.of(
            "CLASS",
            "MODEL",
            "REPEATED",
            "RANDOM",
            "WEIGHT",
            "FREQ",
            "BY",
            "WHERE",
            "FORMAT",
            "LABEL",
            "ATTRIB",
            "EFFECT",
            "ZEROMODEL",
            "ID",
            "NLOPTIONS",
            "PARMS");
    /** Options that the call holds, or that steer a search or a print R has in its own way, by statement. */
    private static final Map<String, Set<String>> SAID = Map.of(
            "PROC",
            Set.of(
                    "DATA",
                    "ORDER",
                    "RORDER",
                    "DESCENDING",
                    "NAMELEN",
                    "METHOD",
                    "NOCLPRINT",
                    "NOITPRINT",
                    "ITDETAILS",
                    "PLOTS",
                    "IC",
                    "INFOCRIT",
                    "MAXITER",
                    "CONVF",
                    "CONVG",
                    "CONVH",
                    "SCORING",
                    "NOREML",
                    "ABSPCONV",
                    "PCONV",
                    "INITGLM",
                    "MAXOPT",
                    "MAXLMMUPDATE",
                    "SINGULAR",
                    "NOPROFILE",
                    "NOINFO",
                    "NOTEST",
                    "EMPIRICAL",
                    "NOBOUND",
                    "COVTEST"),
            "MODEL",
            Set.of(
                    "SOLUTION",
                    "DIST",
                    "LINK",
                    "OFFSET",
                    "NOINT",
                    "SCALE",
                    "DSCALE",
                    "PSCALE",
                    "DDFM",
                    "ITPRINT",
                    "MAXITER",
                    "CONVERGE",
                    "CONVH",
                    "SCORING",
                    "SINGULAR",
                    "INITIAL",
                    "DESCENDING",
                    "EXPECTED",
                    "WALDCI",
                    "ALPHA",
                    "CICONV",
                    "COVB",
                    "CORRB",
                    "CL",
                    "ODDSRATIO",
                    "OUTP",
                    "OUTPM",
                    "TYPE3",
                    "CHISQ",
                    "OBSTATS",
                    "WALD",
                    "HTYPE",
                    "NOTEST"),
            "REPEATED",
            Set.of(
                    "SUBJECT",
                    "TYPE",
                    "WITHINSUBJECT",
                    "LOGOR",
                    "SUBCLUSTER",
                    "CORRW",
                    "MODELSE",
                    "PRINTMLE",
                    "CONVERGE",
                    "MAXITER",
                    "SORTED",
                    "INITIAL",
                    "INTERCEPT",
                    "LOCAL",
                    "R",
                    "RCORR",
                    "COVB",
                    "ECOVB",
                    "MCOVB",
                    "LDATA",
                    "GROUP"),
            "RANDOM",
            Set.of("SUBJECT", "TYPE", "G", "GCORR", "V", "VCORR", "SOLUTION", "RESIDUAL", "NOFULLZ", "GROUP", "GDATA"));

    private static final Set<String> HELD = Set.of(
            "PARMS HOLD",
            "PARMS NOITER",
            "PARMS LOWERB",
            "PARMS UPPERB",
            "RANDOM GDATA",
            "RANDOM LDATA",
            "REPEATED LDATA");

    private final ProcStep step;
    private final Table table;
    private final Formats formats;
    private final String frame;
    private final Map<String, String> tables;
    private final boolean written;
    private final List<String> left = new ArrayList<>();
    private Optional<Stored> stored = Optional.empty();

    /**
     * @param table the rows that the step uses, with its formats
     * @param frame R's name of the data
     * @param tables R's names of the data sets of ODS OUTPUT, by the names of the tables
     * @param written whether the frame holds just the rows of the step
     */
    StepTranslation(
            ProcStep step, Table table, Formats formats, String frame, Map<String, String> tables, boolean written) {
        this.step = step;
        this.table = table;
        this.formats = formats;
        this.frame = frame;
        this.tables = tables;
        this.written = written;
    }

    /** What of the step has no translation. */
    List<String> left() {
        return left;
    }

    /** Statements and options that hold parameters at values, as no fit of R does but {@link WrittenCall} for MIXED. */
    private void refuseHeldParameters() throws Untranslatable {
        if (step.procedure().name().equals("MIXED")) {
            return;
        }
        for (ProcStatement statement : step.statements()) {
            for (BoundOption option : statement.options().all()) {
                String held = statement.spec().name() + " " + option.spec().name();
                if (HELD.contains(held)) {
                    throw new Untranslatable(held.replace(" ", " with ")
                            + "; nearest is glmmTMB with start = and map =, which hold parameters of its own scale");
                }
            }
        }
    }

    String code() throws Untranslatable {
        refuseHeldParameters();
        ModelStep model = new ModelStep(step, table, formats);
        ModelCall call = sandwich(call(model));
        String inner = fit(model, call);
        leftOptions(call);
        StringBuilder out = new StringBuilder();
        model.notes().forEach(n -> out.append("# Note: ").append(n).append('\n'));
        call.notes().forEach(n -> out.append("# Note: ").append(n).append('\n'));
        left.forEach(l -> out.append("# Not translated: ").append(l).append(".\n"));
        out.append("data <- ").append(rows()).append('\n').append(model.factorCode("data"));
        Optional<String> frequency = model.variable("FREQ");
        if (frequency.isPresent()) {
            if (step.statement("REPEATED").isPresent()) {
                throw new Untranslatable("FREQ with REPEATED");
            }
            out.append("data <- data[rep(seq_len(nrow(data)), pmax(floor(data$")
                    .append(frequency.get())
                    .append("), 0, na.rm = TRUE)), ]\n");
        }
        Optional<ProcStatement> by = step.statement("BY");
        if (by.isEmpty()) {
            return out.append(inner).toString();
        }
        List<String> keys = ((Body.By) by.get().body())
                .items().stream().map(i -> "data$" + RText.name(i.name())).toList();
        out.append("groups <- split(data, list(")
                .append(String.join(", ", keys))
                .append("), drop = TRUE)\nfor (group in names(groups)) {\n  cat(\"\\n\", group, \"\\n\")\n")
                .append(
                        model.hasDefaultLevels()
                                ? "  data <- droplevels(groups[[group]])\n"
                                : "  data <- groups[[group]]\n")
                .append(inner.stripTrailing().indent(2))
                .append("}\n");
        return out.toString();
    }

    private String fit(ModelStep model, ModelCall call) {
        PostFit post = new PostFit(model, call);
        StringBuilder out = new StringBuilder(call.preparation());
        out.append("fit <- ").append(call.call()).append("\n");
        StringBuilder after = new StringBuilder(call.summary());
        ContrastRows rows = new ContrastRows(model, call);
        for (Part part : List.<Part>of(new PrintedOptions(model, call)::code, rows::typeThree, post::predictions)) {
            try {
                String code = part.code();
                after.append(code);
            } catch (Untranslatable e) {
                left.add(e.getMessage());
            }
        }
        after.append(statements(step, model, call, post));
        after.append(new OutputTables(model, call).code(tables, left));
        out.append(call.named(after.toString()));
        stored = Optional.of(new Stored(model, call));
        return out.toString();
    }

    private String statements(ProcStep asked, ModelStep model, ModelCall call, PostFit post) {
        StringBuilder out = new StringBuilder();
        ContrastRows rows = new ContrastRows(model, call);
        for (ProcStatement statement : asked.statements()) {
            String name = statement.spec().name();
            try {
                switch (name) {
                    case "ESTIMATE", "CONTRAST" -> out.append(rows.code(statement));
                    case "LSMEANS" -> out.append(post.means(statement));
                    case "LSMESTIMATE" -> out.append(post.meanEstimate(statement));
                    case "SLICE" -> out.append(post.sliceStatement(statement));
                    case "COVTEST" -> out.append(new PrintedOptions(model, call).covarianceTest(statement));
                    case "OUTPUT" -> out.append(post.output(statement, left));
                    case "STORE" -> out.append(post.store(statement));
                    default -> {
                        if (!READ.contains(name) && !(statement.body() instanceof Body.Program)) {
                            left.add("the statement " + name + " at line "
                                    + statement.place().line());
                        }
                    }
                }
            } catch (Untranslatable e) {
                left.add(e.getMessage() + " at line " + statement.place().line());
            }
        }
        return out.toString();
    }

    /** Code that may not be there. */
    private interface Part {
        String code() throws Untranslatable;
    }

    /** A fit that STORE keeps. */
    record Stored(ModelStep step, ModelCall call) {}

    /** The fit, once the code is made. */
    Optional<Stored> stored() {
        return stored;
    }

    /** What PLM asks of a stored fit; SCORE apart. */
    static StepTranslation ofStore(ProcStep plm, Stored stored, Table table, Formats formats) {
        StepTranslation translation = new StepTranslation(plm, table, formats, "data", Map.of(), true);
        translation.stored = Optional.of(stored);
        return translation;
    }

    /** The code of PLM's statements but SCORE. */
    String storedCode() {
        Stored model = stored.orElseThrow();
        List<ProcStatement> asked = step.statements().stream()
                .filter(s -> !s.spec().name().equals("SCORE"))
                .toList();
        ProcStep others = new ProcStep(step.procedure(), step.options(), asked, step.place());
        String code = statements(others, model.step(), model.call(), new PostFit(model.step(), model.call()));
        StringBuilder out = new StringBuilder();
        left.forEach(l -> out.append("# Not translated: ").append(l).append(".\n"));
        return out.append(model.call().named(code)).toString();
    }

    /** Names the options that neither the call nor what follows it says. */
    private void leftOptions(ModelCall call) {
        boolean glm = call.function().equals("glm") || call.function().equals("MASS::glm.nb");
        List<String> more = new ArrayList<>();
        if (glm) {
            more.addAll(List.of("TYPE1", "LRCI"));
        }
        if (step.statement("REPEATED").isPresent() || call.function().equals("glm")) {
            more.add("NOSCALE");
        }
        leftOptions("PROC", "the PROC statement", step.options(), List.of());
        for (ProcStatement statement : step.statements()) {
            String name = statement.spec().name();
            if (SAID.containsKey(name)) {
                leftOptions(name, name, statement.options(), name.equals("MODEL") ? more : List.of());
            }
        }
    }

    private void leftOptions(String key, String where, Options options, List<String> more) {
        for (BoundOption option : options.all()) {
            String name = option.spec().name();
            if (!SAID.get(key).contains(name) && !more.contains(name)) {
                left.add("the option " + name + " of " + where);
            }
        }
    }

    /** EMPIRICAL of linear mixed models. */
    private ModelCall sandwich(ModelCall call) {
        if (!step.options().has("EMPIRICAL")
                || !List.of("lmerTest::lmer", "nlme::gls", "nlme::lme").contains(call.function())
                || call.call().startsWith("sas_")) {
            return call;
        }
        String kind = step.options().word("EMPIRICAL").orElse("CLASSICAL");
        String type =
                switch (kind) {
                    case "CLASSICAL", "HC0" -> "CR0";
                    case "DF", "HC1" -> "CR1p";
                    case "ROOT", "HC2" -> "CR2";
                    case "FIRORES", "HC3" -> "CR3";
                    default -> "";
                };
        return type.isEmpty()
                ? call
                : call.withSandwich(
                        type,
                        "EMPIRICAL=" + kind + " is clubSandwich's " + type
                                + (type.equals("CR2") ? " to three digits" : "")
                                + "; tests of whole effects take it too, by the normal distribution.");
    }

    private static ModelCall call(ModelStep model) throws Untranslatable {
        return switch (model.step().procedure().name()) {
            case "GENMOD", "GEE" -> MarginalCall.of(model);
            case "GLIMMIX" -> GeneralizedMixedCall.of(model);
            default -> {
                if (WrittenCall.isWanted(model.step())) {
                    yield WrittenCall.of(model);
                }
                String method = model.step().options().word("METHOD").orElse("REML");
                yield LinearMixedCall.of(
                        model, method.equals("ML"), model.step().statement("REPEATED"));
            }
        };
    }

    /** The rows: all, or those of WHERE and of the data set's options. */
    private String rows() throws Untranslatable {
        if (written) {
            return frame;
        }
        Optional<DataSetOptions> options = step.options().dataSet("DATA").map(d -> d.options());
        String rows = frame;
        List<String> conditions = new ArrayList<>();
        if (options.isPresent() && !options.get().rename().isEmpty()) {
            List<String> names = new ArrayList<>();
            options.get()
                    .rename()
                    .forEach((old, now) ->
                            names.add(RText.name(old) + " = " + RText.quoted(now.toLowerCase(Locale.ROOT))));
            rows = "sas_rename(" + rows + ", c(" + String.join(", ", names) + "))";
        }
        if (options.isPresent() && options.get().where().isPresent()) {
            conditions.add(ConditionText.of(options.get().where().get()));
        }
        for (ProcStatement statement : step.statements("WHERE")) {
            Expression condition = ((Body.Condition) statement.body()).expression();
            conditions.add(ConditionText.of(condition));
        }
        if (!conditions.isEmpty()) {
            rows = "subset(" + rows + ", "
                    + String.join(
                            " & ", conditions.stream().map(c -> "(" + c + ")").toList()) + ")";
        }
        if (options.isPresent()
                && (options.get().obs().isPresent() || options.get().firstObs().isPresent())) {
            long first = options.get().firstObs().orElse(1L);
            rows = options.get().obs().isPresent()
                    ? "head(" + rows + ", " + options.get().obs().get() + ")"
                    : rows;
            rows = first > 1 ? "tail(" + rows + ", -" + (first - 1) + ")" : rows;
        }
        return rows;
    }

    /** {@code PROC GENMOD, line 12}. */
    static String heading(ProcStep step) {
        return "PROC " + step.procedure().name().toUpperCase(Locale.ROOT) + ", line "
                + step.place().line();
    }
}
