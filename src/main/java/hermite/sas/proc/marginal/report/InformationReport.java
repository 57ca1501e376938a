package hermite.sas.proc.marginal.report;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.ClassLevels;
import hermite.model.Link;
import hermite.model.StandardLink;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.ClassLevelTable;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables about model and data, before any estimate. */
public final class InformationReport {
    private static final int LINES_OF_LEVELS = 2;

    private final GenmodModel model;
    private final GenmodSample sample;
    private final Table table;
    private final Parameters parameters;

    public InformationReport(GenmodModel model, GenmodSample sample, Table table, Parameters parameters) {
        this.model = model;
        this.sample = sample;
        this.table = table;
        this.parameters = parameters;
    }

    public OutputTable modelInformation() {
        Rows.LabelValue rows = new Rows.LabelValue()
                .text("Data Set", model.dataSet())
                .text("Distribution", distribution())
                .text("Link Function", linkText());
        if (model.hasTrials()) {
            variable(rows, "Response Variable (Events)", model.response().variable());
            variable(
                    rows,
                    "Response Variable (Trials)",
                    model.response().trials().orElseThrow());
        } else {
            variable(rows, "Dependent Variable", model.response().variable());
        }
        model.frequency().ifPresent(v -> variable(rows, "Frequency Weight Variable", v));
        model.weight().ifPresent(v -> variable(rows, "Scale Weight Variable", v));
        model.offset().ifPresent(v -> variable(rows, "Offset Variable", v));
        return rows.table("ModelInfo", "Model Information");
    }

    private String distribution() {
        return model.isMultinomial()
                ? "Multinomial"
                : (model.zeroInflation().isPresent() ? "Zero Inflated " : "")
                        + model.family().label();
    }

    private String linkText() {
        return switch (model.categories()) {
            case NONE -> linkName(model.link());
            case ORDERED -> "Cumulative " + linkName(model.link());
            case NOMINAL -> "Generalized Logit";
        };
    }

    private void variable(Rows.LabelValue rows, String label, String name) {
        rows.text(label, name, table.variable(name).map(Variable::label).orElse(""));
    }

    /** Link names as this procedure prints them. */
    public static String linkName(Link link) {
        return link == StandardLink.CLOGLOG ? "CLL" : link == StandardLink.LOGLOG ? "LL" : link.label();
    }

    public OutputTable observations() {
        double used = sample.rows().length;
        List<List<Cell>> rows = new ArrayList<>();
        add(rows, "Number of Observations Read", sample.read());
        add(rows, "Number of Observations Used", used);
        if (model.frequency().isPresent()) {
            add(rows, "Sum of Frequencies Read", sample.frequencyRead());
            add(rows, "Sum of Frequencies Used", sample.frequencyUsed());
        }
        if (model.family() == hermite.model.Family.BINOMIAL && !model.isMultinomial()) {
            add(rows, "Number of Events", sample.events());
            add(rows, "Number of Trials", sample.trials());
        }
        if (sample.read() > used) {
            add(rows, "Missing Values", sample.read() - used);
        }
        List<OutputColumn> columns = List.of(
                OutputColumn.rowHeader("Label", "").withLabel("Label"),
                OutputColumn.number("N", "", NumberFormats.BEST8).withLabel("N"),
                hidden("NObsRead"),
                hidden("NObsUsed"),
                hidden("SumFreqsRead"),
                hidden("SumFreqsUsed"));
        return OutputTable.of("NObs", "", Layout.LABEL_VALUE, columns, rows);
    }

    private void add(List<List<Cell>> rows, String label, double value) {
        // Events of fractional trials are summed from proportions: rounding noise is taken off.
        double clean = Math.round(value * 1e9) / 1e9;
        rows.add(List.of(
                Cell.of(label),
                Cell.of(clean),
                Cell.of((double) sample.read()),
                Cell.of((double) sample.rows().length),
                Cell.of(sample.frequencyRead()),
                Cell.of(sample.frequencyUsed())));
    }

    private static OutputColumn hidden(String name) {
        return OutputColumn.number(name, "", NumberFormats.BEST12)
                .withLabel(name)
                .onlyInDataSet();
    }

    /** All CLASS variables under GLM coding; otherwise those of the model with their design variables. */
    public Optional<OutputTable> classLevels() {
        boolean indicator =
                sample.classes().stream().noneMatch(c -> c.variable().coding().isFullRank());
        List<ClassLevels> shown = indicator ? sample.classes() : parameters.usedClasses();
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(indicator ? ClassLevelTable.values(shown, LINES_OF_LEVELS) : ClassLevelTable.designs(shown));
    }

    /** Whether the values of some class variable do not fit into the table. */
    public boolean cutsClassLevels() {
        return sample.classes().stream().noneMatch(c -> c.variable().coding().isFullRank())
                && sample.classes().stream().anyMatch(c -> ClassLevelTable.takesMore(c, LINES_OF_LEVELS));
    }

    /** Of a binary response, or of events and nonevents. */
    public Optional<OutputTable> responseProfile() {
        if (sample.profile().isPresent()) {
            GenmodSample.ResponseProfile profile = sample.profile().get();
            return Optional.of(profile(
                    OutputColumn.text(profile.variable(), profile.variable()),
                    profile.levels(),
                    profile.frequencies()));
        }
        if (model.family() == hermite.model.Family.BINOMIAL) {
            double events = Math.round(sample.events() * 1e9) / 1e9;
            return Optional.of(profile(
                    OutputColumn.text("Outcome", "Binary|Outcome"),
                    List.of("Event", "Nonevent"),
                    List.of(events, Math.round((sample.trials() - events) * 1e9) / 1e9)));
        }
        return Optional.empty();
    }

    private static OutputTable profile(OutputColumn outcome, List<String> levels, List<Double> frequencies) {
        List<OutputColumn> columns = List.of(
                OutputColumn.number("OrderedValue", "Ordered|Value", NumberFormats.INTEGER),
                outcome,
                OutputColumn.number("Frequency", "Total|Frequency", NumberFormats.BEST8));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            rows.add(List.of(Cell.of(i + 1.0), Cell.of(levels.get(i)), Cell.of(frequencies.get(i))));
        }
        return OutputTable.of("ResponseProfile", "Response Profile", Layout.COLUMNS, columns, rows);
    }

    /** Which probability is modelled. */
    public static Optional<String> modeling(GenmodModel model, GenmodSample sample) {
        return modeling("GENMOD", model, sample);
    }

    /** Which probability a procedure says it models. */
    public static Optional<String> modeling(String procedure, GenmodModel model, GenmodSample sample) {
        return sample.profile().map(profile -> {
            if (model.categories() == GenmodModel.Categories.NOMINAL) {
                return GenmodMessage.MODELING_LOGITS.format(
                        procedure,
                        profile.variable(),
                        profile.levels().get(profile.levels().size() - 1));
            }
            if (model.isMultinomial()) {
                return (model.response().descending()
                                ? GenmodMessage.MODELING_ORDER
                                : GenmodMessage.MODELING_ORDER_HINT)
                        .format(procedure, profile.variable());
            }
            boolean chosen =
                    model.response().descending() || model.response().event().isPresent();
            return chosen
                    ? GenmodMessage.MODELING.format(procedure, profile.variable(), profile.event())
                    : GenmodMessage.MODELING_HINT.format(
                            procedure, profile.variable(), profile.event(), profile.variable(), profile.other());
        });
    }

    public OutputTable parameterInformation() {
        List<ClassLevels> classes = parameters.usedClasses();
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("Parameter", "Parameter"));
        columns.add(OutputColumn.text("Effect", "Effect"));
        boolean members = parameters.all().stream().anyMatch(p -> !p.members().isEmpty());
        if (members) {
            columns.add(OutputColumn.text("Column", "Column"));
        }
        classes.forEach(c -> columns.add(OutputColumn.text(c.name(), c.name())));
        List<List<Cell>> rows = new ArrayList<>();
        for (Parameters.Parameter parameter : parameters.all()) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(parameters.shortName(parameter)));
            row.add(Cell.of(parameter.name()));
            if (members) {
                row.add(Cell.of(String.join(" ", parameter.members())));
            }
            for (ClassLevels levels : classes) {
                int place = parameter.classVariables().indexOf(levels.name());
                row.add(Cell.of(place < 0 ? "" : parameter.levels().get(place)));
            }
            rows.add(row);
        }
        return OutputTable.of("ParmInfo", "Parameter Information", Layout.COLUMNS, columns, rows);
    }
}
