package hermite.sas.proc.plm;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.model.ClassLevels;
import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.ResponseFunctions;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ClassLevelTable;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.store.ItemStore;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.ProcStatement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables about an item store. */
final class StoreTables {
    private static final LocalDateTime SAS_EPOCH = LocalDateTime.of(1960, 1, 1, 0, 0);
    private static final List<String> ALL =
            List.of("CLASSLEVELS", "EFFECTS", "PARAMETERS", "COVARIANCE", "CORRELATION", "FITSTATS");

    private final String name;
    private final ItemStore store;
    private final ProcContext context;

    StoreTables(String name, ItemStore store, ProcContext context) {
        this.name = name;
        this.store = store;
        this.context = context;
    }

    private ModelTerms terms() {
        return store.groups().get(0).terms();
    }

    OutputTable information() {
        StoredFit fit = store.groups().get(0);
        List<List<Cell>> rows = new ArrayList<>();
        add(rows, "Item Store", name);
        if (!store.label().isEmpty()) {
            add(rows, "Label", store.label());
        }
        add(rows, "Data Set Created From", store.dataSet());
        add(rows, "Created By", "PROC " + store.creator());
        add(rows, "Date Created", created());
        add(rows, "Response Variable", store.response());
        ResponseFunctions functions = terms().functions();
        String kind = functions.isOne() ? "" : functions.cumulative() ? "Cumulative " : "Generalized ";
        add(rows, "Link Function", kind + fit.link().label());
        add(rows, "Distribution", fit.distribution());
        if (!terms().classes().isEmpty()) {
            add(rows, "Class Variables", String.join(" ", terms().classNames()));
        }
        add(rows, "Model Effects", terms().effects().stream().map(Effect::name).collect(Collectors.joining(" ")));
        if (store.groups().size() > 1) {
            add(rows, "BY Groups", Integer.toString(store.groups().size()));
        }
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Descr", "").withLabel("Descr"),
                OutputColumn.text("Value", "").withLabel("Value"));
        return OutputTable.of("StoreInfo", "Store Information", Layout.LABEL_VALUE, columns, rows);
    }

    private static void add(List<List<Cell>> rows, String label, String value) {
        rows.add(List.of(Cell.of(label), Cell.of(value)));
    }

    private String created() {
        double seconds = Duration.between(SAS_EPOCH, store.created()).toSeconds();
        return context.formats().write(seconds, Format.of("DATETIME16.")).strip();
    }

    Optional<OutputTable> classLevels() {
        List<ClassLevels> classes = terms().classes();
        boolean indicator =
                classes.stream().noneMatch(c -> c.variable().coding().isFullRank());
        List<ClassLevels> shown = indicator ? classes : terms().usedClasses();
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(indicator ? ClassLevelTable.values(shown, 2) : ClassLevelTable.designs(shown));
    }

    /** SHOW: each word one table; once for each BY group where the table is about estimates. */
    void show(ProcStatement statement) {
        List<String> words = new ArrayList<>();
        for (OptionValue value : ((ProcStatement.Body.Values) statement.body()).values()) {
            words.add(value instanceof OptionValue.Word w ? w.word().toUpperCase(Locale.ROOT) : value.toString());
        }
        if (words.contains("ALL")) {
            words = ALL;
        }
        for (String word : words) {
            show(word);
        }
    }

    private void show(String word) {
        switch (word) {
            case "CLASSLEVELS", "CLASS" -> classLevels().ifPresent(context::put);
            case "EFFECTS" -> context.put(effects());
            case "PARAMETERS", "PARMS" -> byGroup(this::parameters);
            case "COVARIANCE", "COV" -> byGroup(g -> matrix(g, false));
            case "CORRELATION", "CORR" -> byGroup(g -> matrix(g, true));
            case "FITSTATS", "FIT" -> byGroup(StoreTables::statistics);
            case "BYVAR" -> context.put(groups());
            default -> context.log().write(PlmMessage.UNKNOWN_SHOW, word);
        }
    }

    private void byGroup(Function<StoredFit, OutputTable> table) {
        for (StoredFit fit : store.groups()) {
            StoredGroups.begin(fit, context);
            context.put(table.apply(fit));
        }
    }

    private OutputTable effects() {
        List<List<Cell>> rows = new ArrayList<>();
        for (int e = 0; e < terms().effects().size(); e++) {
            rows.add(List.of(Cell.of(e + 1.0), Cell.of(terms().effects().get(e).name()), Cell.of((double)
                    terms().columnCount(e))));
        }
        List<OutputColumn> columns = List.of(
                OutputColumn.number("Number", "Number", NumberFormats.INTEGER),
                OutputColumn.text("Effect", "Effect"),
                OutputColumn.number("Columns", "Columns", NumberFormats.INTEGER));
        return OutputTable.of("Effects", "Model Effects", Layout.COLUMNS, columns, rows);
    }

    private OutputTable parameters(StoredFit fit) {
        List<ClassLevels> classes = fit.terms().usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Effect", "Effect"));
        boolean multinomial = !fit.terms().functions().isOne();
        if (multinomial) {
            columns.add(OutputColumn.rowHeader(store.response(), store.response()));
        }
        classes.forEach(c -> columns.add(OutputColumn.rowHeader(c.name(), c.name())));
        columns.add(OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4));
        columns.add(OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4));
        List<List<Cell>> rows = new ArrayList<>();
        int p = fit.estimates().length;
        for (int j = 0; j < p; j++) {
            DesignColumn column = fit.terms().columns().get(j);
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(fit.terms().effects().get(column.effect()).name()));
            if (multinomial) {
                row.add(Cell.of(responseLevel(fit.terms(), j)));
            }
            for (ClassLevels levels : classes) {
                int place = column.classVariables().indexOf(levels.name());
                row.add(Cell.of(place < 0 ? "" : column.levels().get(place)));
            }
            row.add(Cell.of(fit.estimates()[j]));
            row.add(fit.aliased()[j] ? Cell.missing() : Cell.of(Math.sqrt(fit.covariance()[j * p + j])));
            rows.add(row);
        }
        return OutputTable.of("ParameterEstimates", "Parameter Estimates", Layout.COLUMNS, columns, rows);
    }

    /** Of a multinomial response, the level that a coefficient is about; empty for one that all levels share. */
    private static String responseLevel(ModelTerms terms, int coefficient) {
        ResponseFunctions functions = terms.functions();
        if (functions.isOne()) {
            return "";
        }
        if (!functions.cumulative()) {
            return functions.levels().get(coefficient % functions.count());
        }
        boolean threshold = terms.hasIntercept() && coefficient < functions.count();
        return threshold ? functions.levels().get(coefficient) : "";
    }

    private static OutputTable matrix(StoredFit fit, boolean correlation) {
        int p = fit.estimates().length;
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.number("Row", "Row", NumberFormats.INTEGER).asRowHeader());
        columns.add(OutputColumn.rowHeader("Parameter", "Parameter"));
        for (int j = 1; j <= p; j++) {
            columns.add(
                    OutputColumn.number("Col" + j, "Col" + j, correlation ? NumberFormats.F8_4 : NumberFormats.D8_4));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < p; i++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(i + 1.0));
            DesignColumn column = fit.terms().columns().get(i);
            List<String> words = new ArrayList<>();
            words.add(fit.terms().effects().get(column.effect()).name());
            words.add(responseLevel(fit.terms(), i));
            words.addAll(column.levels());
            words.removeIf(String::isEmpty);
            row.add(Cell.of(String.join(" ", words)));
            for (int j = 0; j < p; j++) {
                double value = fit.covariance()[i * p + j];
                double scale = Math.sqrt(fit.covariance()[i * p + i] * fit.covariance()[j * p + j]);
                row.add(Cell.of(correlation ? Missing.normalise(value / scale) : value));
            }
            rows.add(row);
        }
        return OutputTable.of(
                correlation ? "Corr" : "Cov",
                correlation ? "Correlation Matrix" : "Covariance Matrix",
                Layout.COLUMNS,
                columns,
                rows);
    }

    private static OutputTable statistics(StoredFit fit) {
        List<List<Cell>> rows = fit.statistics().stream()
                .map(s -> List.of(Cell.of(s.name()), Cell.of(Missing.normalise(s.value()))))
                .toList();
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Descr", "").withLabel("Descr"),
                OutputColumn.number("Value", "", NumberFormats.F12_4).withLabel("Value"));
        return OutputTable.of("FitStatistics", "Fit Statistics", Layout.LABEL_VALUE, columns, rows);
    }

    private OutputTable groups() {
        List<List<Cell>> rows = new ArrayList<>();
        for (StoredFit fit : store.groups()) {
            rows.add(List.of(Cell.of(fit.byHeading().isEmpty() ? "(none)" : fit.byHeading())));
        }
        return OutputTable.of(
                "ByVar", "BY Groups", Layout.COLUMNS, List.of(OutputColumn.rowHeader("Group", "Group")), rows);
    }
}
