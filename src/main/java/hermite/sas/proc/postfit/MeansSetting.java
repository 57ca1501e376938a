package hermite.sas.proc.postfit;

import hermite.model.ModelTerms;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.LeastSquaresMeans.Setting;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the means of a statement are taken: AT, OM, BYLEVEL. */
final class MeansSetting {
    private final Setting setting;
    private final Map<String, Double> shown;

    private MeansSetting(Setting setting, Map<String, Double> shown) {
        this.setting = setting;
        this.shown = shown;
    }

    /** @throws StepFailure when a covariate does not exist, or data are needed that are not there */
    static MeansSetting of(StatementOptions options, PostFitModel model) {
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
            setting = setting.withMargins(
                    model.margins()
                            .orElseThrow(
                                    () -> new StepFailure(PostFitMessage.NO_DATA, options.has("OM") ? "OM" : "BYLEVEL"))
                            .get(),
                    options.has("BYLEVEL"));
        }
        return new MeansSetting(setting, options.has("BYLEVEL") ? Map.of() : shown);
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
