package hermite.sas.proc.glimmix.pseudo;

import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmVerdict;
import hermite.model.lmm.Residual;
import hermite.model.pl.PseudoFit;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.covariance.CovarianceModel.ParameterName;
import hermite.sas.proc.covariance.DegreesMethod;
import hermite.sas.proc.covariance.report.AsymptoticMatrix;
import hermite.sas.proc.covariance.report.InformationCriteria;
import hermite.sas.proc.covariance.report.TestColumns;
import hermite.sas.proc.glimmix.report.DerivativeTables;
import hermite.sas.proc.glimmix.report.GlimmixTables;
import hermite.sas.proc.glimmix.report.SearchDetails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Tables of the model, the search and the covariance parameters of a fit by pseudo-likelihood. */
final class PseudoTables {
    private final PseudoData data;
    private final PseudoRequest request;

    PseudoTables(PseudoData data) {
        this.data = data;
        this.request = data.request();
    }

    private String technique() {
        boolean restricted = request.isRestricted();
        if (PlainAnalysis.suits(data)) {
            return "Maximum Likelihood";
        }
        if (data.isLinear()) {
            return restricted ? "Restricted Maximum Likelihood" : "Maximum Likelihood";
        }
        return (restricted ? "Residual " : "") + (request.isMarginal() ? "MPL" : "PL");
    }

    OutputTable modelInformation() {
        List<List<Cell>> rows = GlimmixTables.variables(
                data.dataSet(), data.response(), data.frequency(), data.weight(), data.offset());
        boolean diagonal = data.model().random().isEmpty()
                && data.model().residual().structure().isIndependent();
        rows.add(
                data.covariance().bySubject()
                        ? GlimmixTables.row(
                                "Variance Matrix Blocked By", data.covariance().blockName())
                        : GlimmixTables.row("Variance Matrix", diagonal ? "Diagonal" : "Not blocked"));
        rows.add(GlimmixTables.row("Estimation Technique", technique()));
        DegreesMethod degrees = request.degreesOfFreedom();
        rows.add(GlimmixTables.row("Degrees of Freedom Method", degrees.label()));
        request.empirical()
                .ifPresent(correction -> rows.add(GlimmixTables.row(
                        "Fixed Effects SE Adjustment",
                        "Sandwich - "
                                + switch (correction) {
                                    case CLASSICAL -> "Classical";
                                    case DF -> "DF-adjusted";
                                    case ROOT -> "Root";
                                    default -> correction.name();
                                })));
        if (degrees.isKenwardRoger()) {
            rows.add(GlimmixTables.row("Fixed Effects SE Adjustment", "Kenward-Roger"));
        }
        return GlimmixTables.labelled("ModelInfo", "Model Information", rows);
    }

    OutputTable observations() {
        return GlimmixTables.observations(
                data.table().rowCount(),
                Arrays.stream(data.rowsUsed()).distinct().count(),
                data.frequency().isPresent() ? OptionalDouble.of(data.observations()) : OptionalDouble.empty(),
                data.response());
    }

    /** Whether there is any covariance parameter: a residual variance held at 1 is none. */
    boolean hasParameters() {
        return !shown().isEmpty();
    }

    /** Places in the order of output, without a residual variance held at 1. */
    List<Integer> shown() {
        List<Integer> places = new ArrayList<>();
        Residual residual = data.model().residual();
        int held = data.covariance().places().length - residual.groups();
        for (int k = 0; k < data.covariance().parameters().size(); k++) {
            boolean fixed = residual.fixedScale() && data.covariance().places()[k] == held;
            if (!fixed) {
                places.add(k);
            }
        }
        return places;
    }

    OutputTable dimensions() {
        List<List<Cell>> rows = new ArrayList<>();
        int random = data.covariance().randomParameters();
        int residual = shown().size() - random;
        if (random > 0) {
            rows.add(GlimmixTables.row("G-side Cov. Parameters", random));
        }
        if (residual > 0) {
            rows.add(GlimmixTables.row("R-side Cov. Parameters", residual));
        }
        boolean by = data.covariance().bySubject();
        rows.add(GlimmixTables.row("Columns in X", data.columnsInX()));
        if (data.covariance().columnsOfZ() > 0) {
            rows.add(GlimmixTables.row(
                    by ? "Columns in Z per Subject" : "Columns in Z",
                    data.covariance().columnsOfZ()));
        }
        rows.add(GlimmixTables.row("Subjects (Blocks in V)", data.covariance().subjects()));
        rows.add(GlimmixTables.row("Max Obs per Subject", data.covariance().largestSubject()));
        return GlimmixTables.counted("Dimensions", "Dimensions", NumberFormats.INTEGER, rows);
    }

    OutputTable optimization(String technique) {
        List<Integer> shown = shown();
        long lower = shown.stream()
                .filter(k -> data.covariance().parameters().get(k).isBoundedBelow())
                .count();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(GlimmixTables.row("Optimization Technique", technique));
        rows.add(GlimmixTables.row("Parameters in Optimization", Integer.toString(shown.size())));
        rows.add(GlimmixTables.row(
                "Lower Boundaries", request.step().options().has("NOBOUND") ? "0" : Long.toString(lower)));
        rows.add(GlimmixTables.row("Upper Boundaries", "0"));
        rows.add(GlimmixTables.row("Fixed Effects", "Profiled"));
        if (data.response().isNormal()
                && shown.stream()
                        .anyMatch(k -> !data.covariance().parameters().get(k).random())) {
            rows.add(GlimmixTables.row("Residual Variance", "Not Profiled"));
        }
        rows.add(GlimmixTables.row("Starting From", "Data"));
        return GlimmixTables.labelled("OptInfo", "Optimization Information", rows);
    }

    OutputTable iterations(PseudoFit fit) {
        List<List<Cell>> rows = new ArrayList<>();
        if (data.isLinear()) {
            double before = Double.NaN;
            for (LmmFit.Iteration i : fit.linear().history()) {
                rows.add(iteration(
                        i.number(), i.evaluations(), i.minusTwoLog(), before - i.minusTwoLog(), i.maxGradient()));
                before = i.minusTwoLog();
            }
        } else {
            for (int i = 0; i < fit.history().size(); i++) {
                PseudoFit.Update update = fit.history().get(i);
                rows.add(iteration(
                        i, update.subiterations(), update.minusTwoLog(), update.change(), update.maxGradient()));
            }
        }
        OutputTable plain = GlimmixTables.history(data.isLinear() ? "Evaluations" : "Subiterations", rows);
        if (!request.step().options().has("ITDETAILS")) {
            return plain;
        }
        boolean linear = data.isLinear();
        return SearchDetails.added(
                plain,
                shown().stream()
                        .map(k -> data.covariance().parameters().get(k).parameter())
                        .toList(),
                linear
                        ? fit.linear().history().stream()
                                .map(i -> inOrder(i.theta()))
                                .toList()
                        : fit.history().stream().map(u -> inOrder(u.theta())).toList(),
                linear
                        ? fit.linear().history().stream()
                                .map(i -> gradients(i.theta(), i.gradient()))
                                .toList()
                        : fit.history().stream()
                                .map(u -> gradients(u.theta(), u.gradient()))
                                .toList());
    }

    private double[] gradients(double[] theta, double[] gradient) {
        return shown().stream()
                .mapToInt(k -> data.covariance().places()[k])
                .mapToDouble(place -> gradient[place] / data.reportedSlope(place, theta[place]))
                .toArray();
    }

    /** Stored parameters as they are reported, in the order of output. */
    double[] inOrder(double[] stored) {
        return shown().stream()
                .mapToDouble(k -> data.reported(
                        data.covariance().places()[k], stored[data.covariance().places()[k]]))
                .toArray();
    }

    private static List<Cell> iteration(int number, int count, double objective, double change, double gradient) {
        return List.of(
                Cell.of((double) number),
                Cell.of(0.0),
                Cell.of((double) count),
                Cell.of(objective),
                TestColumns.number(change),
                Cell.of(gradient));
    }

    OutputTable convergence(boolean converged, LmmFit fit) {
        LmmVerdict verdict = fit.verdict();
        if (!converged) {
            return GlimmixTables.convergence("Did not converge.", 1, true, false);
        }
        return GlimmixTables.convergence(
                "Convergence criterion (" + PseudoSearch.criterion(data, fit) + ") satisfied.",
                0,
                data.model().hasPositiveDefiniteEffects(fit.theta()),
                verdict.kind() != LmmVerdict.Kind.INDEFINITE_HESSIAN);
    }

    OutputTable fitStatistics(PseudoFit fit) {
        double p = data.model().p();
        double n = fit.model().rows() - (request.isRestricted() ? p : 0);
        double m2ll = fit.linear().minusTwoLog();
        List<List<Cell>> rows = new ArrayList<>();
        String restricted = request.isRestricted() ? "Res " : "";
        if (data.isLinear()) {
            String criteria = request.step().options().word("IC").orElse("Q");
            double d = fit.linear().freeParameters() + (request.isRestricted() && criteria.equals("Q") ? 0 : p);
            double s = data.covariance().subjects() > 1 ? data.covariance().subjects() : n;
            rows.add(GlimmixTables.row("-2 " + restricted + "Log Likelihood", m2ll));
            if (!criteria.equals("NONE")) {
                rows.addAll(GlimmixTables.criteria(new InformationCriteria(m2ll, d, Math.max(n, d + 2), s)));
            }
        } else {
            rows.add(GlimmixTables.row("-2 " + restricted + "Log Pseudo-Likelihood", m2ll));
        }
        rows.add(GlimmixTables.row("Generalized Chi-Square", fit.generalizedChiSquare()));
        rows.add(GlimmixTables.row("Gener. Chi-Square / DF", fit.generalizedChiSquare() / n));
        return GlimmixTables.counted("FitStatistics", "Fit Statistics", NumberFormats.F12_2, rows);
    }

    OutputTable covarianceParameters(LmmFit fit) {
        List<Integer> shown = shown();
        boolean subjects = shown.stream()
                .anyMatch(k -> !data.covariance().parameters().get(k).subject().isEmpty());
        boolean groups = shown.stream()
                .anyMatch(k -> !data.covariance().parameters().get(k).group().isEmpty());
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("CovParm", "Cov Parm"));
        if (subjects) {
            columns.add(OutputColumn.text("Subject", "Subject"));
        }
        if (groups) {
            columns.add(OutputColumn.text("Group", "Group"));
        }
        columns.add(OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4));
        columns.add(OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4));
        boolean gradient = request.step().options().has("GRADIENT");
        if (gradient) {
            columns.add(OutputColumn.number("Gradient", "Gradient", NumberFormats.BEST8));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int k : shown) {
            ParameterName name = data.covariance().parameters().get(k);
            int place = data.covariance().places()[k];
            List<Cell> row = new ArrayList<>(List.of(Cell.of(name.parameter())));
            if (subjects) {
                row.add(Cell.of(name.subject()));
            }
            if (groups) {
                row.add(Cell.of(name.group()));
            }
            double slope = data.reportedSlope(place, fit.theta()[place]);
            row.add(Cell.of(data.reported(place, fit.theta()[place])));
            row.add(TestColumns.number(fit.standardError(place) * Math.abs(slope)));
            if (gradient) {
                row.add(TestColumns.number(fit.gradient()[place] / slope));
            }
            rows.add(row);
        }
        return OutputTable.of("CovParms", "Covariance Parameter Estimates", Layout.COLUMNS, columns, rows);
    }

    /** Negative second derivatives of the log pseudo-likelihood by the covariance parameters. */
    OutputTable hessian(LmmFit fit) {
        return DerivativeTables.hessian(shownCovariance(fit), shownNames());
    }

    OutputTable asymptotic(LmmFit fit, boolean correlation) {
        return new AsymptoticMatrix(shownNames(), shownCovariance(fit))
                .table("Covariance Parameter Estimates", correlation, false);
    }

    private List<String> shownNames() {
        return shown().stream()
                .map(k -> data.covariance().parameters().get(k).parameter())
                .toList();
    }

    /** Covariances of the parameters as reported, row-major in the order of output. */
    private double[] shownCovariance(LmmFit fit) {
        List<Integer> shown = shown();
        int m = shown.size();
        int n = fit.theta().length;
        double[] covariance = new double[m * m];
        for (int k = 0; k < m; k++) {
            for (int l = 0; l < m; l++) {
                int a = data.covariance().places()[shown.get(k)];
                int b = data.covariance().places()[shown.get(l)];
                covariance[k * m + l] = fit.thetaCovariance()[a * n + b]
                        * data.reportedSlope(a, fit.theta()[a])
                        * data.reportedSlope(b, fit.theta()[b]);
            }
        }
        return covariance;
    }
}
