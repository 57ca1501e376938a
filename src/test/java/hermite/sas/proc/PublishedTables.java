package hermite.sas.proc;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.PublishedData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Published data as tables. */
public final class PublishedTables {
    private PublishedTables() {}

    /** id, trt, time, y, t, time2 of the contraceptive trial; four rows a woman, y missing after drop-out. */
    public static Table contraceptive() {
        List<double[]> rows = new ArrayList<>();
        int id = 0;
        for (PublishedData.Pattern pattern : PublishedData.contraceptive()) {
            for (int repeat = 0; repeat < pattern.count(); repeat++) {
                id++;
                for (int j = 0; j < 4; j++) {
                    char y = pattern.responses().charAt(j);
                    double t = j + 1;
                    rows.add(new double[] {id, pattern.group(), t, y == '.' ? Missing.DOT : y - '0', t, t * t});
                }
            }
        }
        return numbers("id trt time y t time2", rows);
    }

    /** id, drug, before, after of the leprosy trial. */
    public static Table leprosy() {
        List<double[]> rows = new ArrayList<>();
        List<String> drugs = new ArrayList<>();
        double[][] data = PublishedData.leprosy();
        for (int i = 0; i < data.length; i++) {
            rows.add(new double[] {i + 1, data[i][1], data[i][2]});
            drugs.add("ABP".substring((int) data[i][0], (int) data[i][0] + 1));
        }
        return withText(numbers("id before after", rows), "drug", drugs);
    }

    /** id, drug, time, time1, bacilli, a_effect, b_effect: two rows a patient. */
    public static Table leprosyVisits() {
        List<double[]> rows = new ArrayList<>();
        double[][] data = PublishedData.leprosy();
        for (int i = 0; i < data.length; i++) {
            rows.add(new double[] {i + 1, 0, 0, data[i][1], 0, 0});
            rows.add(new double[] {i + 1, 1, 1, data[i][2], data[i][0] == 0 ? 1 : 0, data[i][0] == 1 ? 1 : 0});
        }
        return numbers("id time time1 bacilli a_effect b_effect", rows);
    }

    /** smoking, bp, personality, cases, py, logpy, id. */
    public static Table heart() {
        List<double[]> rows = new ArrayList<>();
        for (double[] row : PublishedData.heart()) {
            double[] wider = Arrays.copyOf(row, 7);
            wider[5] = Math.log(row[4]);
            wider[6] = rows.size() + 1;
            rows.add(wider);
        }
        return numbers("smoking bp personality cases py logpy id", rows);
    }

    /** id, treat, time, y of the respiratory trial, five visits from 0. */
    public static Table respiratory() {
        List<double[]> rows = new ArrayList<>();
        List<String> treatments = new ArrayList<>();
        int id = 0;
        for (PublishedData.Pattern pattern : PublishedData.respiratory()) {
            for (int repeat = 0; repeat < pattern.count(); repeat++) {
                id++;
                for (int j = 0; j < 5; j++) {
                    rows.add(new double[] {id, j, pattern.responses().charAt(j) - '0'});
                    treatments.add(pattern.group() == 1 ? "A" : "P");
                }
            }
        }
        return withText(numbers("id time y", rows), "treat", treatments);
    }

    /** case, city, age, smoke, wheeze. */
    public static Table wheeze() {
        List<double[]> rows = new ArrayList<>();
        List<String> cities = new ArrayList<>();
        for (double[] row : PublishedData.wheeze()) {
            rows.add(new double[] {row[0], row[2], row[3], row[4]});
            cities.add(row[1] == 1 ? "kingston" : "portage");
        }
        return withText(numbers("case age smoke wheeze", rows), "city", cities);
    }

    public static Table numbers(String names, List<double[]> rows) {
        String[] name = names.split(" ");
        List<Variable> variables = Arrays.stream(name).map(Variable::numeric).toList();
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < name.length; j++) {
            int column = j;
            columns.add(
                    new NumericColumn(rows.stream().mapToDouble(r -> r[column]).toArray()));
        }
        return new Table(variables, columns, rows.size());
    }

    public static Table withText(Table table, String name, List<String> values) {
        List<Variable> variables = new ArrayList<>(table.variables());
        variables.add(Variable.character(name, 8));
        List<Column> columns = new ArrayList<>();
        for (int v = 0; v < table.variables().size(); v++) {
            columns.add(table.column(v));
        }
        columns.add(CharacterColumn.of(values));
        return new Table(variables, columns, table.rowCount());
    }
}
