package hermite.sas.proc.means;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ClassLevels;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A PROC MEANS step bound to its input.
 *
 * @param statistics to print, in order
 * @param oneSided limits that were asked for without their counterpart
 * @param variables analysis variables
 * @param weights weight variable by analysis variable, for those that have one
 * @param printedTypes crossings to print, bit masks with the last CLASS variable lowest
 * @param allTypes crossings for output data sets
 * @param counting whether there is no analysis variable: only rows are counted
 */
record MeansRequest(
        Options options,
        List<Statistic> statistics,
        Set<Statistic> oneSided,
        List<String> variables,
        List<ClassVariable> classes,
        Map<String, String> weights,
        Optional<String> frequency,
        List<String> ids,
        List<Integer> printedTypes,
        List<Integer> allTypes,
        Sample.Rules rules,
        OptionalInt maximumDecimals,
        boolean counting) {

    /** A CLASS variable with its options. */
    record ClassVariable(String name, ClassLevels.Order order, boolean descending, boolean missing) {}

    private static final int MOST_CLASSES = 20;

    static MeansRequest of(ProcStep step, ProcContext context, Table table, boolean countsWithoutVar) {
        Options options = step.options();
        List<ClassVariable> classes = classes(step, context, table);
        List<String> ids = names(step, "ID", context, table);
        Optional<String> frequency = numeric(step, "FREQ", context, table);
        Optional<String> weight = numeric(step, "WEIGHT", context, table);
        Map<String, String> weights = new LinkedHashMap<>();
        Set<String> variables = new LinkedHashSet<>();
        for (ProcStatement var : step.statements("VAR")) {
            for (String name : context.resolve(((Body.Variables) var.body()).lists(), table)) {
                requireNumeric(name, table, var);
                variables.add(name);
                var.options().variable("WEIGHT").or(() -> weight).ifPresent(w -> weights.put(name, w));
            }
        }
        if (variables.isEmpty() && !countsWithoutVar && step.statements("VAR").isEmpty()) {
            Set<String> used = new LinkedHashSet<>(ids);
            classes.forEach(c -> used.add(c.name()));
            frequency.ifPresent(used::add);
            weight.ifPresent(used::add);
            by(step, table).forEach(used::add);
            table.variables().stream()
                    .filter(v -> v.isNumeric() && !used.contains(v.name()))
                    .forEach(v -> variables.add(v.name()));
            weight.ifPresent(w -> variables.forEach(v -> weights.put(v, w)));
        }
        List<Statistic> statistics = statistics(options);
        return new MeansRequest(
                options,
                statistics.isEmpty() ? Statistic.DEFAULT : statistics,
                oneSided(statistics, options.has("CLM")),
                List.copyOf(variables),
                classes,
                weights,
                frequency,
                ids,
                printedTypes(step, classes),
                allTypes(step, classes),
                rules(step),
                maximumDecimals(options),
                variables.isEmpty());
    }

    private static List<Statistic> statistics(Options options) {
        Set<Statistic> found = new LinkedHashSet<>();
        for (BoundOption option : options.all()) {
            if (option.spec().name().equals("CLM")) {
                found.add(Statistic.LCLM);
                found.add(Statistic.UCLM);
            } else {
                Statistic.named(option.spec().name()).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    /** A limit without its counterpart is one-sided (Base SAS procedures guide, PROC MEANS, LCLM and UCLM). */
    static Set<Statistic> oneSided(List<Statistic> statistics, boolean clm) {
        boolean lower = statistics.contains(Statistic.LCLM);
        boolean upper = statistics.contains(Statistic.UCLM);
        return clm || lower == upper ? Set.of() : Set.of(lower ? Statistic.LCLM : Statistic.UCLM);
    }

    private static Sample.Rules rules(ProcStep step) {
        Options options = step.options();
        double alpha = options.number("ALPHA").orElse(0.05);
        if (!(alpha > 0 && alpha < 1)) {
            throw new StepFailure(
                    step.place(), ProcMessage.OPTION_OUT_OF_RANGE, alpha, "ALPHA=", "a number between 0 and 1");
        }
        int definition = (int) options.number("QNTLDEF").orElse(5);
        if (definition < 1 || definition > 5) {
            throw new StepFailure(
                    step.place(), ProcMessage.OPTION_OUT_OF_RANGE, definition, "QNTLDEF=", "1, 2, 3, 4 or 5");
        }
        return new Sample.Rules(Sample.Divisor.valueOf(options.word("VARDEF").orElse("DF")), alpha, definition);
    }

    private static OptionalInt maximumDecimals(Options options) {
        var given = options.number("MAXDEC");
        return given.isPresent()
                ? OptionalInt.of((int) Math.max(0, Math.min(8, given.getAsDouble())))
                : OptionalInt.empty();
    }

    private static List<ClassVariable> classes(ProcStep step, ProcContext context, Table table) {
        Map<String, ClassVariable> classes = new LinkedHashMap<>();
        for (ProcStatement statement : step.statements("CLASS")) {
            Options slash = statement.options();
            ClassLevels.Order order = ClassLevels.Order.valueOf(
                    slash.word("ORDER").or(() -> step.options().word("ORDER")).orElse("INTERNAL"));
            for (String name : context.resolve(((Body.Variables) statement.body()).lists(), table)) {
                boolean missing = slash.has("MISSING") || step.options().has("MISSING");
                classes.put(name, new ClassVariable(name, order, slash.has("DESCENDING"), missing));
            }
        }
        if (classes.size() > MOST_CLASSES) {
            throw new StepFailure(step.place(), MeansMessage.TOO_MANY_CLASSES, classes.size(), MOST_CLASSES);
        }
        return List.copyOf(classes.values());
    }

    private static List<Integer> allTypes(ProcStep step, List<ClassVariable> classes) {
        int full = (1 << classes.size()) - 1;
        if (step.options().has("NWAY")) {
            return List.of(full);
        }
        Set<Integer> types = requestedTypes(step, classes);
        if (types.isEmpty()) {
            for (int type = 0; type <= full; type++) {
                types.add(type);
            }
        }
        return List.copyOf(types);
    }

    private static List<Integer> printedTypes(ProcStep step, List<ClassVariable> classes) {
        Set<Integer> requested = requestedTypes(step, classes);
        boolean several = step.options().has("PRINTALLTYPES") || !requested.isEmpty();
        return several ? allTypes(step, classes) : List.of((1 << classes.size()) - 1);
    }

    private static Set<Integer> requestedTypes(ProcStep step, List<ClassVariable> classes) {
        Set<Integer> types = new TreeSet<>();
        for (ProcStatement statement : step.statements("TYPES")) {
            for (EffectTerm term : ((Body.Effects) statement.body()).effects()) {
                types.add(type(term, classes));
            }
        }
        Set<Integer> ways = new TreeSet<>();
        for (ProcStatement statement : step.statements("WAYS")) {
            ways.addAll(wholeNumbers(((Body.Values) statement.body()).values()));
        }
        for (int type = 0; !ways.isEmpty() && type < 1 << classes.size(); type++) {
            if (ways.contains(Integer.bitCount(type))) {
                types.add(type);
            }
        }
        return types;
    }

    private static int type(EffectTerm term, List<ClassVariable> classes) {
        int type = 0;
        for (String name : term.crossed()) {
            int place = 0;
            while (place < classes.size() && !classes.get(place).name().equalsIgnoreCase(name)) {
                place++;
            }
            if (place == classes.size()) {
                throw new StepFailure(term.place(), MeansMessage.NOT_A_CLASS, name.toUpperCase(Locale.ROOT));
            }
            type |= 1 << classes.size() - 1 - place;
        }
        return type;
    }

    /** Numbers, and ranges written {@code 0 to 2}. */
    private static List<Integer> wholeNumbers(List<OptionValue> values) {
        List<Integer> numbers = new ArrayList<>();
        boolean range = false;
        for (OptionValue value : values) {
            if (value instanceof OptionValue.Word) {
                range = true;
            } else if (value instanceof OptionValue.Number number) {
                int last = (int) number.value();
                for (int i = range ? numbers.get(numbers.size() - 1) + 1 : last; i <= last; i++) {
                    numbers.add(i);
                }
                range = false;
            } else if (value instanceof OptionValue.Numbers several) {
                several.values().forEach(v -> numbers.add(v.intValue()));
            }
        }
        return numbers;
    }

    private static List<String> by(ProcStep step, Table table) {
        return step.statement("BY").stream()
                .flatMap(s -> ((Body.By) s.body()).items().stream())
                .flatMap(i -> table.variable(i.name()).stream())
                .map(v -> v.name())
                .toList();
    }

    private static List<String> names(ProcStep step, String statement, ProcContext context, Table table) {
        return step.statements(statement).stream()
                .flatMap(s -> context.resolve(((Body.Variables) s.body()).lists(), table).stream())
                .distinct()
                .toList();
    }

    private static Optional<String> numeric(ProcStep step, String statement, ProcContext context, Table table) {
        List<String> names = names(step, statement, context, table);
        names.forEach(n -> requireNumeric(n, table, step.statement(statement).orElseThrow()));
        return names.stream().findFirst();
    }

    private static void requireNumeric(String name, Table table, ProcStatement statement) {
        if (!table.variable(name).orElseThrow().isNumeric()) {
            throw new StepFailure(statement.place(), ProcMessage.WRONG_TYPE, name.toUpperCase(Locale.ROOT));
        }
    }
}
