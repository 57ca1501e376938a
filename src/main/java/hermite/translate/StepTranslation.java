package hermite.translate;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.syntax.ast.DataSetReference.DataSetOptions;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            "NLOPTIONS");

    private final ProcStep step;
    private final Table table;
    private final Formats formats;
    private final String frame;
    private final List<String> left = new ArrayList<>();
    private boolean usesRows;

    /** @param frame R's name of the data */
    StepTranslation(ProcStep step, Table table, Formats formats, String frame) throws Untranslatable {
        this.step = step;
        this.table = formatted(step, table);
        this.formats = formats;
        this.frame = frame;
    }

    /** Whether the code calls {@link ContrastRows#FUNCTIONS}. */
    boolean usesRows() {
        return usesRows;
    }

    /** What of the step has no translation. */
    List<String> left() {
        return left;
    }

    String code() throws Untranslatable {
        ModelStep model = new ModelStep(step, table, formats);
        ModelCall call = call(model);
        String inner = fit(model, call);
        StringBuilder out = new StringBuilder();
        call.notes().forEach(n -> out.append("# Note: ").append(n).append('\n'));
        left.forEach(l -> out.append("# Not translated: ").append(l).append(".\n"));
        out.append("data <- ").append(rows()).append('\n').append(model.factorCode("data"));
        Optional<ProcStatement> by = step.statement("BY");
        if (by.isEmpty()) {
            return out.append(inner).toString();
        }
        List<String> keys = ((Body.By) by.get().body())
                .items().stream().map(i -> "data$" + RText.name(i.name())).toList();
        out.append("groups <- split(data, list(")
                .append(String.join(", ", keys))
                .append("), drop = TRUE)\nfor (group in names(groups)) {\n  cat(\"\\n\", group, \"\\n\")\n")
                .append("  data <- groups[[group]]\n")
                .append(inner.stripTrailing().indent(2))
                .append("}\n");
        return out.toString();
    }

    private String fit(ModelStep model, ModelCall call) {
        StringBuilder out = new StringBuilder(call.preparation());
        out.append("fit <- ").append(call.call()).append("\nprint(summary(fit))\n");
        ContrastRows rows = new ContrastRows(model, call);
        for (ProcStatement statement : step.statements()) {
            String name = statement.spec().name();
            try {
                if (name.equals("ESTIMATE") || name.equals("CONTRAST")) {
                    out.append(rows.code(statement));
                    usesRows = true;
                } else if (name.equals("LSMEANS") && call.means()) {
                    out.append(ContrastRows.means(statement, model));
                } else if (!READ.contains(name)) {
                    left.add("the statement " + name + " at line "
                            + statement.place().line());
                }
            } catch (Untranslatable e) {
                left.add(e.getMessage() + " at line " + statement.place().line());
            }
        }
        return out.toString();
    }

    private static ModelCall call(ModelStep model) throws Untranslatable {
        return switch (model.step().procedure().name()) {
            case "GENMOD", "GEE" -> MarginalCall.of(model);
            case "GLIMMIX" -> GeneralizedMixedCall.of(model);
            default -> {
                String method = model.step().options().word("METHOD").orElse("REML");
                if (!method.equals("REML") && !method.equals("ML")) {
                    throw new Untranslatable("METHOD=" + method);
                }
                yield LinearMixedCall.of(
                        model, method.equals("ML"), model.step().statement("REPEATED"));
            }
        };
    }

    /** The rows: all, or those of WHERE and of the data set's options. */
    private String rows() throws Untranslatable {
        List<String> conditions = new ArrayList<>();
        Optional<DataSetOptions> options = step.options().dataSet("DATA").map(d -> d.options());
        if (options.isPresent()) {
            if (options.get().obs().isPresent() || options.get().firstObs().isPresent()) {
                throw new Untranslatable("FIRSTOBS= or OBS= of the data set");
            }
            if (!options.get().rename().isEmpty()) {
                throw new Untranslatable("RENAME= of the data set");
            }
            if (options.get().where().isPresent()) {
                conditions.add(ConditionText.of(options.get().where().get()));
            }
        }
        for (ProcStatement statement : step.statements("WHERE")) {
            Expression condition = ((Body.Condition) statement.body()).expression();
            conditions.add(ConditionText.of(condition));
        }
        return conditions.isEmpty()
                ? frame
                : "subset(" + frame + ", "
                        + String.join(
                                " & ",
                                conditions.stream().map(c -> "(" + c + ")").toList()) + ")";
    }

    /** The table with the formats of the step. */
    private static Table formatted(ProcStep step, Table table) throws Untranslatable {
        List<Variable> variables = new ArrayList<>(table.variables());
        for (ProcStatement statement : step.statements("FORMAT")) {
            if (((Body.Program) statement.body()).statement() instanceof DataStatement.Formats given) {
                for (DataStatement.Formats.Item item : given.items()) {
                    for (var list : item.variables()) {
                        String name = ModelStep.plain(list);
                        variables.replaceAll(v -> v.isNamed(name) ? v.withFormat(item.format()) : v);
                    }
                }
            }
        }
        return table.withVariables(variables);
    }

    /** {@code PROC GENMOD, line 12}. */
    static String heading(ProcStep step) {
        return "PROC " + step.procedure().name().toUpperCase(Locale.ROOT) + ", line "
                + step.place().line();
    }
}
