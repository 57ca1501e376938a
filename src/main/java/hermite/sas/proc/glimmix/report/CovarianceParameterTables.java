package hermite.sas.proc.glimmix.report;

import hermite.model.Effect;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.binding.SubjectLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names and estimates of the parameters of G and of the scale. */
public final class CovarianceParameterTables {
    private final GlimmixData data;

    public CovarianceParameterTables(GlimmixData data) {
        this.data = data;
    }

    public OutputTable estimates(GlmmFit fit) {
        List<List<Cell>> rows = new ArrayList<>();
        List<String> names = names();
        List<String> groups = groups();
        boolean grouped = groups.stream().anyMatch(g -> !g.isEmpty());
        int p = fit.beta().length;
        for (int k = 0; k < names.size(); k++) {
            boolean dispersion = k >= fit.covarianceParameters().length;
            double se = data.request().empirical() ? fit.empiricalStandardError(p + k) : fit.modelStandardError(p + k);
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(names.get(k)));
            row.add(Cell.of(dispersion ? "" : subject(k)));
            if (grouped) {
                row.add(Cell.of(groups.get(k)));
            }
            row.add(Cell.of(fit.estimates()[p + k]));
            row.add(Double.isFinite(se) ? Cell.of(se) : Cell.missing());
            rows.add(row);
        }
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(OutputColumn.rowHeader("CovParm", "Cov Parm"));
        columns.add(OutputColumn.text("Subject", "Subject"));
        if (grouped) {
            columns.add(OutputColumn.text("Group", "Group"));
        }
        columns.add(OutputColumn.number("Estimate", "Estimate", NumberFormats.D8_4));
        columns.add(OutputColumn.number("StdErr", "Standard|Error", NumberFormats.D8_4));
        return OutputTable.of("CovParms", "Covariance Parameter Estimates", Layout.COLUMNS, columns, rows);
    }

    /** The subject effect of a parameter of G, or "" without one. */
    String subject(int parameter) {
        int block = data.spec().covariance().reported().get(parameter).block();
        int row = data.spec().covariance().reported().get(parameter).row();
        boolean component =
                data.spec().covariance().reported().get(parameter).kind() == RandomCovariance.Kind.COMPONENTS;
        SubjectLevel level = data.randomColumns().stream()
                .filter(c -> c.block() == block)
                .map(c -> List.of(c.effect(), c.level()))
                .distinct()
                .skip(component ? row : 0)
                .map(c -> data.levels().get((Integer) c.get(1)))
                .findFirst()
                .orElseThrow();
        return level.declared() ? level.name() : "";
    }

    /** The level of GROUP= of each parameter, or "". */
    private List<String> groups() {
        List<String> groups = new ArrayList<>();
        for (RandomCovariance.Reported r : data.spec().covariance().reported()) {
            groups.add(data.randomColumns().stream()
                    .filter(c -> c.block() == r.block())
                    .findFirst()
                    .orElseThrow()
                    .group());
        }
        if (data.spec().response().hasDispersion()) {
            groups.add("");
        }
        return groups;
    }

    /** Printed names of the covariance parameters, the scale last. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (RandomCovariance.Reported r : data.spec().covariance().reported()) {
            names.add(
                    switch (r.kind()) {
                        case COMPONENTS -> component(r);
                        case UNSTRUCTURED, BANDED -> element("UN", r);
                        case CORRELATIONS -> r.row() == r.column() ? variance(r) : element("Corr", r);
                        case CHOLESKY -> element("CHOL", r);
                        case FACTOR -> element("FA", r);
                        case COMPOUND_SYMMETRY -> r.column() < 0 ? "CS" : "Variance";
                        case AUTOREGRESSIVE -> r.column() < 0 ? "AR(1)" : "Variance";
                        case HETEROGENEOUS_COMPOUND_SYMMETRY -> r.column() < 0 ? "CSH" : variance(r);
                        case HETEROGENEOUS_AUTOREGRESSIVE -> r.column() < 0 ? "ARH(1)" : variance(r);
                        case TOEPLITZ -> r.column() < 0 ? "TOEP(" + (r.row() + 1) + ")" : "Variance";
                    });
        }
        if (data.spec().response().hasDispersion()) {
            names.add(data.response().isNormal() ? "Residual" : "Scale");
        }
        return names;
    }

    private static String variance(RandomCovariance.Reported r) {
        return "Var(" + (r.row() + 1) + ")";
    }

    private static String element(String word, RandomCovariance.Reported r) {
        return String.format(Locale.ROOT, "%s(%d,%d)", word, r.row() + 1, r.column() + 1);
    }

    private String component(RandomCovariance.Reported parameter) {
        return data.randomColumns().stream()
                .filter(c -> c.block() == parameter.block())
                .map(GlimmixData.RandomColumn::effect)
                .distinct()
                .skip(parameter.row())
                .findFirst()
                .map(Effect::name)
                .orElse("");
    }
}
