package hermite.sas.proc.postfit;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.ModelTerms;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.LeastSquaresMeans.Setting;
import hermite.model.inference.ObservedMargins;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.OptionValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where the means of a statement are taken: AT, OM, BYLEVEL. */
final class MeansSetting {
    private final Setting setting;
    private final Map<String, Double> shown;

    private MeansSetting(Setting setting, Map<String, Double> shown) {
        this.setting = setting;
        this.shown = shown;
    }

    /** @throws StepFailure when a covariate does not exist, or data are needed that are not there */
    static MeansSetting of(StatementOptions options, PostFitModel model, ProcContext context) {
        ModelTerms terms = model.coefficients().terms();
        List<String> covariates = terms.variables().stream()
                .filter(v -> terms.classNames().stream().noneMatch(v::equalsIgnoreCase))
                .toList();
        Map<String, Double> at = new LinkedHashMap<>();
        Map<String, Double> shown = new LinkedHashMap<>();
        boolean products = false;
        for (BoundOption option : options.all().findAll("AT")) {
            List<OptionValue.Settings.Setting> given = ((OptionValue.Settings) option.value()).settings();
            products |= given.isEmpty();
            for (OptionValue.Settings.Setting value : given) {
                int place = CoefficientBinding.indexOf(covariates, value.variable());
                if (place < 0) {
                    throw new StepFailure(option.place(), PostFitMessage.NOT_A_COVARIATE, value.variable());
                }
                at.put(value.variable().toLowerCase(Locale.ROOT), value.value());
                shown.put(covariates.get(place), value.value());
            }
        }
        Setting setting = Setting.of(means(covariates, at, model)).withAt(at);
        if (products) {
            setting = setting.withProductsOfMeans();
        }
        if (options.has("OM") || options.has("BYLEVEL")) {
            setting = setting.withMargins(margins(options, model, context), options.has("BYLEVEL"));
        }
        return new MeansSetting(setting, options.has("BYLEVEL") ? Map.of() : shown);
    }

    /** Of the data set that OM= names, or of the data of the fit. */
    private static ObservedMargins margins(StatementOptions options, PostFitModel model, ProcContext context) {
        Optional<DataSetReference> named = options.all().dataSet("OM");
        if (named.isEmpty()) {
            return model.margins()
                    .orElseThrow(() -> new StepFailure(PostFitMessage.NO_DATA, options.has("OM") ? "OM" : "BYLEVEL"))
                    .get();
        }
        ModelTerms terms = model.coefficients().terms();
        InputData input = context.input(named);
        Table table = input.table();
        for (String variable : terms.variables()) {
            boolean numbers = terms.classNames().stream().noneMatch(variable::equalsIgnoreCase);
            int place = table.indexOf(variable);
            if (place < 0 || numbers && !table.variables().get(place).isNumeric()) {
                throw new StepFailure(PostFitMessage.NOT_IN_MARGINS, input.name(), variable);
            }
        }
        List<String> covariates = terms.variables().stream()
                .filter(v -> terms.classNames().stream().noneMatch(v::equalsIgnoreCase))
                .toList();
        int[] rows = IntStream.range(0, table.rowCount())
                .filter(row -> covariates.stream()
                        .noneMatch(v -> Missing.isMissing(
                                table.numeric(table.indexOf(v)).get(row))))
                .toArray();
        double[] counts = new double[rows.length];
        Arrays.fill(counts, 1);
        ObservedMargins margins = ObservedMargins.of(terms, table, rows, counts, context.formats());
        if (margins.isEmpty()) {
            throw new StepFailure(PostFitMessage.EMPTY_MARGINS, input.name());
        }
        return margins;
    }

    private static CovariateMeans means(List<String> covariates, Map<String, Double> at, PostFitModel model) {
        boolean needed = covariates.stream().anyMatch(c -> !at.containsKey(c.toLowerCase(Locale.ROOT)));
        if (!needed) {
            return CovariateMeans.NONE;
        }
        return model.means()
                .orElseThrow(() -> new StepFailure(PostFitMessage.NO_COVARIATE_MEANS))
                .get();
    }

    Setting setting() {
        return setting;
    }

    /** Columns that show the values given. */
    List<OutputColumn> columns() {
        return shown.keySet().stream()
                .map(v -> OutputColumn.number(v, v, NumberFormats.BEST8))
                .toList();
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        shown.values().forEach(v -> cells.add(Cell.of(v)));
        return cells;
    }
}
