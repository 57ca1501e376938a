package hermite.sas.proc;

import hermite.sas.source.Place;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement.ByItem;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.syntax.ast.VariableList;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Builds bound PROC steps for tests, in place of the parser. Options that a procedure's table lacks fail the test. */
public final class StepBuilder {
    private final Map<String, OptionValue> options = new LinkedHashMap<>();
    private final List<Function<ProcedureSpec, ProcStatement>> statements = new ArrayList<>();
    private List<ByItem> by = List.of();

    public static StepBuilder step() {
        return new StepBuilder();
    }

    public StepBuilder option(String name, OptionValue value) {
        options.put(name, value);
        return this;
    }

    public StepBuilder flags(String... names) {
        for (String name : names) {
            option(name, new OptionValue.None());
        }
        return this;
    }

    public StepBuilder dataSet(String name, String dataSet) {
        return option(name, new OptionValue.DataSet(reference(dataSet)));
    }

    public StepBuilder text(String name, String text) {
        return option(name, new OptionValue.Text(text));
    }

    public StepBuilder word(String name, String word) {
        return option(name, new OptionValue.Word(word));
    }

    public StepBuilder number(String name, double value) {
        return option(name, new OptionValue.Number(value));
    }

    /** {@code by -a b} is written {@code by("-a", "b")}. */
    public StepBuilder by(String... variables) {
        by = Arrays.stream(variables)
                .map(v -> new ByItem(v.replaceFirst("^-", ""), v.startsWith("-"), Place.UNKNOWN))
                .toList();
        statements.add(spec -> statement(spec, "BY", new Body.By(by, false), Options.NONE));
        return this;
    }

    /** VAR, CLASS, ID … */
    public StepBuilder variables(String statement, String... names) {
        statements.add(spec -> statement(
                spec,
                statement,
                new Body.Variables(Arrays.stream(names)
                        .map(n -> new Body.Variables.Item(name(n), Options.NONE))
                        .toList()),
                Options.NONE));
        return this;
    }

    /** TABLES, TYPES: each effect written {@code a*b}. */
    public StepBuilder effects(String statement, Map<String, OptionValue> slash, String... effects) {
        statements.add(spec -> {
            StatementSpec found = spec.statement(statement).orElseThrow();
            return new ProcStatement(
                    found,
                    new Body.Effects(Arrays.stream(effects)
                            .map(e -> new EffectTerm(List.of(e.split("\\*")), List.of(), Place.UNKNOWN))
                            .toList()),
                    bind(found.slashOptions(), slash),
                    Place.UNKNOWN);
        });
        return this;
    }

    /** A statement of options, as OUTPUT. */
    public StepBuilder main(String statement, Map<String, OptionValue> before, Map<String, OptionValue> slash) {
        statements.add(spec -> {
            StatementSpec found = spec.statement(statement).orElseThrow();
            return new ProcStatement(
                    found,
                    new Body.Main(bind(found.options(), before)),
                    bind(found.slashOptions(), slash),
                    Place.UNKNOWN);
        });
        return this;
    }

    /** A statement of constants. */
    public StepBuilder values(String statement, OptionValue... values) {
        statements.add(spec -> statement(spec, statement, new Body.Values(List.of(values)), Options.NONE));
        return this;
    }

    List<ByItem> byItems() {
        return by;
    }

    ProcStep build(ProcedureSpec spec) {
        return new ProcStep(
                spec,
                bind(spec.options(), options),
                statements.stream().map(s -> s.apply(spec)).toList(),
                Place.UNKNOWN);
    }

    public static OptionValue statistic(List<String> variables, List<String> names) {
        return new OptionValue.Statistic(
                variables.stream().map(StepBuilder::name).toList(),
                names.stream().map(StepBuilder::name).toList());
    }

    public static VariableList name(String name) {
        return name.equals("_NUMERIC_")
                ? new VariableList.Special(VariableList.Kind.NUMERIC, Place.UNKNOWN)
                : new VariableList.Name(name, Place.UNKNOWN);
    }

    public static DataSetReference reference(String name) {
        int dot = name.indexOf('.');
        return DataSetReference.of(name.substring(0, Math.max(0, dot)), name.substring(dot + 1));
    }

    private static ProcStatement statement(ProcedureSpec spec, String name, Body body, Options options) {
        return new ProcStatement(spec.statement(name).orElseThrow(), body, options, Place.UNKNOWN);
    }

    private static Options bind(List<OptionSpec> table, Map<String, OptionValue> given) {
        return new Options(given.entrySet().stream()
                .map(e -> new BoundOption(
                        table.stream()
                                .filter(o -> o.isNamed(e.getKey()))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("no option " + e.getKey())),
                        e.getValue(),
                        Options.NONE,
                        Place.UNKNOWN))
                .toList());
    }
}
