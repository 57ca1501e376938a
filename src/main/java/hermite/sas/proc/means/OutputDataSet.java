package hermite.sas.proc.means;

import hermite.data.Format;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ClassLevels;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The data set of one OUTPUT statement: BY, ID and CLASS variables, {@code _TYPE_}, {@code _FREQ_}, then the statistics
 * asked for; without any, a row for each of N, MIN, MAX, MEAN and STD, named by {@code _STAT_}.
 */
final class OutputDataSet {
    private final MeansRequest request;
    private final Options before;
    private final Options slash;
    private final DataSetReference target;
    private final List<Wanted> wanted;
    private final Set<Statistic> oneSided;
    private final List<Statistic> stacked;
    private final List<String> byVariables;
    private final TableBuilder builder;

    /** A statistic of a variable, and the name of the variable that shall hold it. */
    private record Wanted(Statistic statistic, String variable, String name) {}

    OutputDataSet(
            ProcStatement statement, MeansRequest request, Table table, List<String> byVariables, ProcContext context) {
        this.request = request;
        this.before = ((Body.Main) statement.body()).options();
        this.slash = statement.options();
        this.byVariables = byVariables;
        this.target = before.dataSet("OUT").orElse(DataSetReference.of("", "_DATA_"));
        this.wanted = wanted(table, context, statement);
        boolean asked = before.all().stream()
                .anyMatch(o -> Statistic.named(o.spec().name()).isPresent());
        this.oneSided = MeansRequest.oneSided(
                wanted.stream().map(Wanted::statistic).distinct().toList(), false);
        this.stacked = asked || request.counting() ? List.of() : stackedStatistics();
        this.builder = new TableBuilder(variables(table));
    }

    private List<Statistic> stackedStatistics() {
        List<Statistic> statistics =
                new ArrayList<>(List.of(Statistic.N, Statistic.MIN, Statistic.MAX, Statistic.MEAN, Statistic.STD));
        if (!request.weights().isEmpty()) {
            statistics.add(Statistic.SUMWGT);
        }
        return statistics;
    }

    private List<Wanted> wanted(Table table, ProcContext context, ProcStatement statement) {
        List<Wanted> found = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        reserved().forEach(n -> taken.add(n.toUpperCase(Locale.ROOT)));
        for (BoundOption option : before.all()) {
            Optional<Statistic> statistic = Statistic.named(option.spec().name());
            if (statistic.isEmpty()) {
                continue;
            }
            for (Wanted one : wanted(statistic.get(), option, table, context, statement)) {
                if (taken.add(one.name().toUpperCase(Locale.ROOT))) {
                    found.add(one);
                } else {
                    context.log()
                            .write(option.place(), ProcMessage.VARIABLE_EXISTS, one.name(), context.fullName(target));
                }
            }
        }
        return found;
    }

    private List<String> reserved() {
        List<String> names = new ArrayList<>(byVariables);
        names.addAll(request.ids());
        request.classes().forEach(c -> names.add(c.name()));
        names.add("_TYPE_");
        names.add("_FREQ_");
        return names;
    }

    private List<Wanted> wanted(
            Statistic statistic, BoundOption option, Table table, ProcContext context, ProcStatement statement) {
        List<String> variables = request.variables();
        List<String> names = List.of();
        if (option.value() instanceof OptionValue.Statistic value) {
            if (!value.variables().isEmpty()) {
                variables = context.resolve(value.variables(), table);
                for (String name : variables) {
                    if (!request.variables().contains(name)) {
                        throw new StepFailure(
                                statement.place(), MeansMessage.NOT_IN_VAR, name.toUpperCase(Locale.ROOT));
                    }
                }
            }
            names = newNames(value.names());
        }
        List<Wanted> made = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            String variable = variables.get(i);
            if (i < names.size()) {
                made.add(new Wanted(statistic, variable, names.get(i)));
            } else if (names.isEmpty()) {
                made.add(new Wanted(
                        statistic, variable, slash.has("AUTONAME") ? automaticName(variable, statistic) : variable));
            }
        }
        return made;
    }

    private static String automaticName(String variable, Statistic statistic) {
        int room = 32 - 1 - statistic.suffix().length();
        return variable.substring(0, Math.min(room, variable.length())) + "_" + statistic.suffix();
    }

    /** Names that do not exist yet: single ones and {@code m1-m3}. */
    private static List<String> newNames(List<VariableList> lists) {
        List<String> names = new ArrayList<>();
        for (VariableList list : lists) {
            if (list instanceof VariableList.Name name) {
                names.add(name.name());
            } else if (list instanceof VariableList.Numbered numbered) {
                int width = Math.max(1, numbered.digits());
                for (int i = numbered.first(); i <= numbered.last(); i++) {
                    names.add(numbered.prefix() + String.format(Locale.ROOT, "%0" + width + "d", i));
                }
            } else {
                throw new StepFailure(list.place(), ProcMessage.VARIABLE_NOT_FOUND, list);
            }
        }
        return names;
    }

    private List<Variable> variables(Table table) {
        List<Variable> variables = new ArrayList<>();
        byVariables.forEach(n -> variables.add(table.variable(n).orElseThrow()));
        request.ids().forEach(n -> variables.add(table.variable(n).orElseThrow()));
        request.classes().forEach(c -> variables.add(table.variable(c.name()).orElseThrow()));
        if (slash.has("WAYS")) {
            variables.add(Variable.numeric("_WAY_"));
        }
        variables.add(
                request.options().has("CHARTYPE")
                        ? Variable.character("_TYPE_", request.classes().size())
                        : Variable.numeric("_TYPE_"));
        if (slash.has("LEVELS")) {
            variables.add(Variable.numeric("_LEVEL_"));
        }
        variables.add(Variable.numeric("_FREQ_"));
        if (!stacked.isEmpty()) {
            variables.add(Variable.character("_STAT_", 8));
            request.variables()
                    .forEach(n -> variables.add(inherit(table.variable(n).orElseThrow(), n, Statistic.MEAN)));
        }
        for (Wanted one : wanted) {
            variables.add(inherit(table.variable(one.variable()).orElseThrow(), one.name(), one.statistic()));
        }
        return variables;
    }

    private Variable inherit(Variable analysis, String name, Statistic statistic) {
        Variable variable = Variable.numeric(name);
        if (slash.has("NOINHERIT")) {
            return variable;
        }
        Optional<Format> format = statistic.keepsFormat() ? analysis.format() : Optional.empty();
        String label = slash.has("AUTOLABEL") ? analysis.labelOrName() + "_" + statistic.suffix() : analysis.label();
        return variable.withFormat(format).withLabel(label);
    }

    /** Adds the rows of a BY group. */
    void add(ByGroup group, Crossing crossing) {
        List<Integer> types = new ArrayList<>(request.allTypes());
        if (request.options().has("DESCENDTYPES")) {
            Collections.reverse(types);
        }
        for (int type : types) {
            int level = 1;
            for (Crossing.Group cell : crossing.groups(type)) {
                Map<String, Sample> samples = wanted.isEmpty() && stacked.isEmpty() ? Map.of() : crossing.samples(cell);
                if (stacked.isEmpty()) {
                    int place = identify(group, crossing, cell, level);
                    for (Wanted one : wanted) {
                        builder.set(place++, value(samples.get(one.variable()), one.statistic()));
                    }
                    builder.endRow();
                }
                for (Statistic statistic : stacked) {
                    int place = identify(group, crossing, cell, level);
                    builder.set(place++, statistic.name());
                    for (String variable : request.variables()) {
                        builder.set(place++, samples.get(variable).get(statistic));
                    }
                    builder.endRow();
                }
                level++;
            }
        }
    }

    private double value(Sample sample, Statistic statistic) {
        return oneSided.contains(statistic) ? sample.oneSided(statistic) : sample.get(statistic);
    }

    private int identify(ByGroup by, Crossing crossing, Crossing.Group cell, int level) {
        Table table = crossing.table();
        int place = 0;
        for (String name : byVariables) {
            SummaryTable.copyValue(builder, place++, table, name, 0);
        }
        for (String name : request.ids()) {
            if (cell.rows().length == 0) {
                SummaryTable.setMissing(builder, place++, table.variable(name).orElseThrow());
            } else {
                SummaryTable.copyValue(builder, place++, table, name, extremeRow(table, name, cell.rows()));
            }
        }
        for (int c = 0; c < crossing.classes().size(); c++) {
            ClassLevels levels = crossing.classes().get(c);
            int code = cell.levels()[c];
            if (code < 0) {
                SummaryTable.setMissing(builder, place++, levels.variable());
            } else {
                SummaryTable.copyValue(
                        builder, place++, table, levels.variable().name(), levels.rows()[code]);
            }
        }
        if (slash.has("WAYS")) {
            builder.set(place++, Integer.bitCount(cell.type()));
        }
        if (request.options().has("CHARTYPE")) {
            builder.set(place++, typeText(cell.type()));
        } else {
            builder.set(place++, cell.type());
        }
        if (slash.has("LEVELS")) {
            builder.set(place++, level);
        }
        builder.set(place++, cell.count());
        return place;
    }

    private String typeText(int type) {
        StringBuilder text = new StringBuilder();
        for (int bit = request.classes().size() - 1; bit >= 0; bit--) {
            text.append(type >> bit & 1);
        }
        return text.toString();
    }

    /** The row with the greatest value of an ID variable; with IDMIN the least. */
    private int extremeRow(Table table, String name, int[] rows) {
        var column = table.column(table.indexOf(name));
        int sign = request.options().has("IDMIN") ? -1 : 1;
        int best = rows[0];
        for (int row : rows) {
            if (sign * column.compare(row, best) > 0) {
                best = row;
            }
        }
        return best;
    }

    void write(ProcContext context) {
        context.write(target, builder.build());
    }
}
