package hermite.sas.proc.mixed;

import hermite.model.lmm.LmmFit;
import hermite.model.lmm.RandomTerm;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.covariance.CovarianceModel;
import hermite.sas.proc.covariance.CovarianceModel.ParameterName;
import hermite.sas.proc.covariance.report.TestColumns;
import java.util.ArrayList;
import java.util.List;

/** Tables of the model and of the search. */
final class ModelTables {
    private final MixedData data;

    ModelTables(MixedData data) {
        this.data = data;
    }

    static OutputTable labelled(
            String name, String title, String label, String value, OutputColumn values, List<List<Cell>> rows) {
        return OutputTable.of(
                name,
                title,
                Layout.LABEL_VALUE,
                List.of(OutputColumn.rowHeader(label, "").withLabel(label), values.withLabel(value)),
                rows);
    }

    static List<Cell> row(String label, String value) {
        return List.of(Cell.of(label), Cell.of(value));
    }

    static List<Cell> row(String label, double value) {
        return List.of(Cell.of(label), TestColumns.number(value));
    }

    OutputTable modelInformation() {
        List<List<Cell>> rows = new ArrayList<>();
        boolean residual = data.covariance().parameters().stream()
                .anyMatch(n -> n.parameter().equals("Residual"));
        rows.add(row("Data Set", data.dataSet()));
        rows.add(row("Dependent Variable", data.response()));
        data.weight().ifPresent(w -> rows.add(row("Weight Variable", w)));
        List<String> structures = new ArrayList<>();
        for (RandomTerm term : data.spec().random()) {
            structures.add(data.covariance().title(term.structure()));
        }
        if (data.request().repeated().isPresent()) {
            structures.add(data.covariance().title(data.spec().residual().structure()));
        }
        if (structures.isEmpty()) {
            structures.add("Diagonal");
        }
        List<String> distinct = structures.stream().distinct().toList();
        rows.add(row(
                distinct.size() > 1 ? "Covariance Structures" : "Covariance Structure", String.join(", ", distinct)));
        List<String> subjects = data.covariance().parameters().stream()
                .map(ParameterName::subject)
                .filter(s -> !s.isEmpty())
                .distinct()
                .toList();
        if (!subjects.isEmpty()) {
            rows.add(row(subjects.size() > 1 ? "Subject Effects" : "Subject Effect", String.join(", ", subjects)));
        }
        rows.add(row("Estimation Method", data.request().method()));
        rows.add(row("Residual Variance Method", data.request().anovaType() > 0 ? "Factor" : profiled(residual)));
        rows.add(row("Fixed Effects SE Method", errors()));
        rows.add(row(
                "Degrees of Freedom Method", data.request().degreesOfFreedom().label()));
        return labelled("ModelInfo", "Model Information", "Descr", "Value", OutputColumn.text("Value", ""), rows);
    }

    private String profiled(boolean residual) {
        if (!residual) {
            return "None";
        }
        return data.request().step().options().has("NOPROFILE") ? "Parameter" : "Profile";
    }

    private String errors() {
        if (data.request().empirical()) {
            return "Empirical";
        }
        return data.request().degreesOfFreedom().isKenwardRoger() ? "Prasad-Rao-Jeske-Kackar-Harville" : "Model-Based";
    }

    OutputTable dimensions() {
        CovarianceModel model = data.covariance();
        boolean by = model.bySubject();
        return labelled(
                "Dimensions",
                "Dimensions",
                "Descr",
                "Value",
                OutputColumn.number("Value", "", NumberFormats.INTEGER),
                List.of(
                        row("Covariance Parameters", model.parameters().size()),
                        row("Columns in X", data.x().columns()),
                        row(by ? "Columns in Z per Subject" : "Columns in Z", model.columnsOfZ()),
                        row("Subjects", model.subjects()),
                        row("Max Obs per Subject", model.largestSubject())));
    }

    OutputTable observations() {
        double read = data.table().rowCount();
        double used = java.util.Arrays.stream(data.rowsUsed()).distinct().count();
        return labelled(
                "NObs",
                "Number of Observations",
                "Label",
                "N",
                OutputColumn.number("N", "", NumberFormats.INTEGER),
                List.of(
                        row("Number of Observations Read", read),
                        row("Number of Observations Used", used),
                        row("Number of Observations Not Used", read - used)));
    }

    private String objective() {
        return data.request().restricted() ? "-2 Res Log Like" : "-2 Log Like";
    }

    OutputTable iterations(LmmFit fit) {
        List<List<Cell>> rows = new ArrayList<>();
        for (LmmFit.Iteration i : fit.history()) {
            rows.add(List.of(
                    Cell.of((double) i.number()),
                    Cell.of((double) i.evaluations()),
                    Cell.of(i.minusTwoLog()),
                    i.number() == 0 ? Cell.missing() : TestColumns.number(i.criterion())));
        }
        return OutputTable.of(
                "IterHistory",
                "Iteration History",
                Layout.COLUMNS,
                List.of(
                        OutputColumn.number("Iteration", "Iteration", NumberFormats.INTEGER)
                                .asRowHeader(),
                        OutputColumn.number("Evaluations", "Evaluations", NumberFormats.INTEGER),
                        OutputColumn.number(
                                data.request().restricted() ? "M2ResLogLike" : "M2LogLike",
                                objective(),
                                NumberFormats.F14_8),
                        OutputColumn.number("Criterion", "Criterion", NumberFormats.F14_8)),
                rows);
    }
}
