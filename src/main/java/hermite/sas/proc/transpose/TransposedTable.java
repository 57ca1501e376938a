package hermite.sas.proc.transpose;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The transposed data set: BY and COPY variables, names and labels of the former variables, then the new ones. These
 * are numeric when all transposed variables are; otherwise text, numbers by their format.
 */
final class TransposedTable {
    private static final int SHORTEST_NAME = 8;

    private final TransposeRequest request;
    private final Table input;
    private final Formats formats;
    private final List<Variable> variables = new ArrayList<>();
    private final boolean text;
    private final int nameColumn;
    private final int labelColumn;
    /** Column of the result by new variable; -1 where a variable of that name is there already. */
    private final int[] columns;

    TransposedTable(TransposeRequest request, NewNames newNames, Table input, ProcContext context, String target) {
        this.request = request;
        this.input = input;
        this.formats = context.formats();
        List<Variable> former = request.transposed().stream()
                .map(name -> input.variable(name).orElseThrow())
                .toList();
        this.text = former.stream().anyMatch(v -> !v.isNumeric());
        request.by().forEach(name -> variables.add(input.variable(name).orElseThrow()));
        request.copies().stream()
                .filter(name -> !request.by().contains(name))
                .forEach(name -> variables.add(input.variable(name).orElseThrow()));
        int longestName = former.stream().mapToInt(v -> v.name().length()).max().orElse(0);
        this.nameColumn = add(Variable.character(request.nameVariable(), Math.max(SHORTEST_NAME, longestName))
                .withLabel("NAME OF FORMER VARIABLE"));
        int longestLabel =
                former.stream().mapToInt(v -> v.label().length()).max().orElse(0);
        this.labelColumn = longestLabel == 0
                ? -1
                : add(Variable.character(request.labelVariable(), longestLabel).withLabel("LABEL OF FORMER VARIABLE"));
        this.columns = new int[newNames.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = add(like(former, newNames.name(i)).withLabel(newNames.label(i)));
            if (columns[i] < 0) {
                context.log().write(ProcMessage.VARIABLE_EXISTS, newNames.name(i), target);
            }
        }
    }

    /** Adds a variable and gives its column; -1 when the name is taken. */
    private int add(Variable variable) {
        if (variables.stream().anyMatch(v -> v.isNamed(variable.name()))) {
            return -1;
        }
        variables.add(variable);
        return variables.size() - 1;
    }

    /** A new variable: as long as the longest former one, with their format when all have the same. */
    private Variable like(List<Variable> former, String name) {
        List<Optional<Format>> shared =
                former.stream().map(Variable::format).distinct().toList();
        if (text) {
            int length = former.stream()
                    .mapToInt(v -> v.isNumeric() ? width(v) : v.length())
                    .max()
                    .orElse(1);
            boolean onlyText = former.stream().noneMatch(Variable::isNumeric);
            return Variable.character(name, length)
                    .withFormat(onlyText && shared.size() == 1 ? shared.get(0) : Optional.empty());
        }
        return Variable.numeric(name).withFormat(shared.size() == 1 ? shared.get(0) : Optional.empty());
    }

    private int width(Variable variable) {
        return formats.write(0, format(variable)).length();
    }

    private static Format format(Variable variable) {
        return variable.format().orElse(Formats.BEST12);
    }

    Table of(List<TransposedGroup> groups) {
        TableBuilder builder = new TableBuilder(variables);
        for (TransposedGroup group : groups) {
            int copied = request.copies().isEmpty() ? 0 : group.rows().rowCount();
            int[] sources = group.rowByPlace(columns.length);
            for (int row = 0; row < Math.max(request.transposed().size(), copied); row++) {
                addRow(builder, group.rows(), row, sources);
            }
        }
        return builder.build();
    }

    private void addRow(TableBuilder builder, Table table, int row, int[] sources) {
        int column = 0;
        for (String name : request.by()) {
            copy(builder, column++, table, table.indexOf(name), 0);
        }
        for (String name : request.copies()) {
            if (!request.by().contains(name)) {
                copy(builder, column++, table, table.indexOf(name), row);
            }
        }
        boolean hasFormer = row < request.transposed().size();
        int former = hasFormer ? table.indexOf(request.transposed().get(row)) : -1;
        if (nameColumn >= 0) {
            builder.set(nameColumn, hasFormer ? table.variable(former).name() : "");
        }
        if (labelColumn >= 0) {
            builder.set(labelColumn, hasFormer ? table.variable(former).label() : "");
        }
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] >= 0) {
                copy(builder, columns[i], table, former, sources[i]);
            }
        }
        builder.endRow();
    }

    /** A value of the input; missing where there is no such variable or row. */
    private void copy(TableBuilder builder, int column, Table table, int place, int row) {
        boolean there = place >= 0 && row >= 0 && row < table.rowCount();
        if (variables.get(column).isNumeric()) {
            builder.set(column, there ? table.numeric(place).get(row) : Missing.DOT);
        } else if (!there) {
            builder.set(column, "");
        } else if (table.variable(place).isNumeric()) {
            double value = table.numeric(place).get(row);
            builder.set(
                    column, formats.write(value, format(table.variable(place))).stripTrailing());
        } else {
            builder.set(column, table.character(place).get(row));
        }
    }
}
