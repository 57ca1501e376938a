package hermite.sas.proc.glimmix.binding;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.Effect;
import hermite.model.rows.Grouping;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.GlimmixRequest.RandomStatement;
import hermite.sas.syntax.ast.EffectTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A subject effect of RANDOM statements and the units it makes of the rows used. A random effect of class variables in a
 * statement without SUBJECT= is an intercept (or slopes) of subjects which are its class levels.
 *
 * @param name effect as printed
 * @param variables its variables
 * @param unit unit of each row used, 0-based
 * @param labels printed names of the units
 * @param declared whether SUBJECT= named it
 */
public record SubjectLevel(String name, List<String> variables, int[] unit, List<String> labels, boolean declared) {

    int units() {
        return labels.size();
    }

    /** The class levels of a unit, without the names of their variables. */
    public String values(int number) {
        String label = labels.get(number);
        for (String variable : variables) {
            label = label.replaceFirst(java.util.regex.Pattern.quote(variable + " "), "");
        }
        return label;
    }

    /** The distinct subject effects of the statements in order of appearance. */
    static List<SubjectLevel> of(
            List<RandomStatement> statements,
            List<List<Effect>> effects,
            Table table,
            List<ClassVariable> declared,
            List<ClassLevels> classes,
            int[] rows,
            ProcContext context) {
        List<SubjectLevel> all = new ArrayList<>();
        for (int s = 0; s < statements.size(); s++) {
            if (statements.get(s).subject().isPresent()) {
                EffectTerm term = statements.get(s).subject().get();
                Effect subject = new Effect(term.crossed(), term.nested()).spelledAs(table);
                if (place(all, subject.name()) < 0) {
                    all.add(bySubject(term, subject, table, declared, classes, rows, context));
                }
                continue;
            }
            for (Effect effect : effects.get(s)) {
                Effect units = classPart(effect, declared);
                if (units.isIntercept()) {
                    throw new StepFailure(statements.get(s).place(), GlimmixMessage.NO_CLASS_IN_RANDOM, effect.name());
                }
                if (place(all, units.name()) < 0) {
                    all.add(grouped(units, classes, table, rows, context, false));
                }
            }
        }
        return all;
    }

    /** The level that an effect of a statement belongs to. */
    static int place(List<SubjectLevel> levels, RandomStatement statement, Effect effect, List<ClassVariable> classes) {
        return place(
                levels,
                statement
                        .subject()
                        .map(t -> new Effect(t.crossed(), t.nested()).name())
                        .orElseGet(() -> classPart(effect, classes).name()));
    }

    private static int place(List<SubjectLevel> levels, String name) {
        for (int l = 0; l < levels.size(); l++) {
            if (levels.get(l).name.equalsIgnoreCase(name)) {
                return l;
            }
        }
        return -1;
    }

    /** The class variables of an effect: the units over which its coefficients vary. */
    static Effect classPart(Effect effect, List<ClassVariable> classes) {
        return new Effect(
                effect.crossed().stream().filter(v -> isClass(v, classes)).toList(), effect.nestedWithin());
    }

    /** The other variables: what the coefficients multiply. */
    static Effect continuousPart(Effect effect, List<ClassVariable> classes) {
        return new Effect(
                effect.crossed().stream().filter(v -> !isClass(v, classes)).toList(), List.of());
    }

    private static boolean isClass(String variable, List<ClassVariable> classes) {
        return classes.stream().anyMatch(c -> c.name().equalsIgnoreCase(variable));
    }

    private static SubjectLevel bySubject(
            EffectTerm term,
            Effect subject,
            Table table,
            List<ClassVariable> declared,
            List<ClassLevels> classes,
            int[] rows,
            ProcContext context) {
        if (!subject.variables().stream().allMatch(v -> isClass(v, declared))) {
            return runs(term, subject, table, rows, context);
        }
        return grouped(EffectBinding.effect(term, table, declared), classes, table, rows, context, true);
    }

    private static SubjectLevel grouped(
            Effect effect, List<ClassLevels> classes, Table table, int[] rows, ProcContext context, boolean declared) {
        Grouping grouping = Grouping.of(effect, classes, table, rows, context.formats());
        List<String> labels = grouping.labels(effect, classes);
        return new SubjectLevel(effect.name(), effect.variables(), grouping.group(), labels, declared);
    }

    /** A numeric subject variable outside CLASS: a new subject begins whenever its value changes. */
    private static SubjectLevel runs(EffectTerm term, Effect subject, Table table, int[] rows, ProcContext context) {
        String name = subject.variables().get(0);
        if (subject.variables().size() != 1
                || !table.variable(table.indexOf(name)).isNumeric()) {
            throw new StepFailure(term.place(), GlimmixMessage.SUBJECT_NOT_CLASS, GlimmixRequest.name(term));
        }
        double[] values = UsableRows.values(table, name, rows);
        int[] unit = new int[rows.length];
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (i == 0 || Missing.compare(values[i], values[i - 1]) != 0) {
                labels.add(name + " " + context.formats().display(table.variable(table.indexOf(name)), values[i]));
            }
            unit[i] = labels.size() - 1;
        }
        return new SubjectLevel(name, List.of(name), unit, labels, true);
    }

    /** Unit of every row of the table, −1 where it is none that was used. */
    int[] unitsOf(Table table, int[] rowsUsed, List<ClassLevels> classes, ProcContext context) {
        int[] result = new int[table.rowCount()];
        Arrays.fill(result, -1);
        for (int i = 0; i < rowsUsed.length; i++) {
            result[rowsUsed[i]] = unit[i];
        }
        List<ClassLevels> keys = classes.stream()
                .filter(c -> variables.stream().anyMatch(c.name()::equalsIgnoreCase))
                .toList();
        if (keys.size() < variables.size()) {
            return result;
        }
        int[][] index = keys.stream()
                .map(c -> c.indices(table, UsableRows.all(table), context.formats()))
                .toArray(int[][]::new);
        Map<List<Integer>, Integer> known = new HashMap<>();
        for (int row : rowsUsed) {
            known.put(key(index, row), result[row]);
        }
        for (int row = 0; row < result.length; row++) {
            result[row] = known.getOrDefault(key(index, row), -1);
        }
        return result;
    }

    private static List<Integer> key(int[][] index, int row) {
        return Arrays.stream(index).map(v -> v[row]).collect(Collectors.toList());
    }
}
