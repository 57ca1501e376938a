package hermite.sas.proc.covariance.report;

import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.likelihood.MarginalCovariance;
import hermite.report.OutputTable;
import hermite.sas.proc.covariance.CovarianceModel;
import hermite.sas.proc.covariance.CovarianceModel.Description;
import hermite.sas.proc.covariance.CovarianceStatements;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** G, R and V as matrices, correlations, Cholesky roots and inverses. */
public final class MatrixTables {
    private final CovarianceStatements statements;
    private final CovarianceModel covariance;
    private final LmmSpec spec;
    private final LmmFit fit;
    private final MatrixForm.Naming naming;
    private final Function<int[], double[]> responses;

    public MatrixTables(
            CovarianceStatements statements,
            CovarianceModel covariance,
            LmmSpec spec,
            LmmFit fit,
            MatrixForm.Naming naming) {
        this(statements, covariance, spec, fit, naming, rows -> new MarginalCovariance(spec, fit.theta())
                .responses(rows));
    }

    /** @param responses V of rows of the specification, in place of that of the linear model */
    public MatrixTables(
            CovarianceStatements statements,
            CovarianceModel covariance,
            LmmSpec spec,
            LmmFit fit,
            MatrixForm.Naming naming,
            Function<int[], double[]> responses) {
        this.statements = statements;
        this.covariance = covariance;
        this.spec = spec;
        this.fit = fit;
        this.naming = naming;
        this.responses = responses;
    }

    /** Those that the REPEATED statement asks for, then those of the RANDOM statements. */
    public List<OutputTable> asked() {
        List<OutputTable> tables = new ArrayList<>();
        statements.residual().ifPresent(residual -> {
            addBlocks("R", residual.options(), tables);
            addBlocks("V", residual.options(), tables);
        });
        List<ProcStatement> random = statements.random();
        for (int s = 0; s < random.size(); s++) {
            Options options = random.get(s).options();
            for (MatrixForm form : MatrixForm.values()) {
                if (options.has(form.option("G"))) {
                    tables.add(effects(s, form));
                }
            }
            addBlocks("V", options, tables);
        }
        return tables;
    }

    private void addBlocks(String letter, Options options, List<OutputTable> tables) {
        for (MatrixForm form : MatrixForm.values()) {
            String option = form.option(letter);
            if (options.has(option)) {
                List<Double> wanted = options.numbers(option);
                for (double block : wanted.isEmpty() ? List.of(1.0) : wanted) {
                    if (block >= 1 && block <= covariance.blockLabels().size()) {
                        tables.add(block(letter, form, (int) block - 1));
                    }
                }
            }
        }
    }

    private OutputTable effects(int statement, MatrixForm form) {
        List<String> names = new ArrayList<>();
        List<double[]> blocks = new ArrayList<>();
        for (int t = 0; t < covariance.described().size(); t++) {
            Description of = covariance.described().get(t);
            if (of.statement() == statement) {
                RandomTerm term = spec.random().get(t);
                blocks.add(term.structure().matrix(fit.theta(), spec.firstParameter(t), term.columns(), -1, -1));
                names.addAll(of.columnNames());
            }
        }
        int q = names.size();
        double[] g = new double[q * q];
        int first = 0;
        for (double[] block : blocks) {
            int width = (int) Math.round(Math.sqrt(block.length));
            for (int i = 0; i < width; i++) {
                System.arraycopy(block, i * width, g, (first + i) * q + first, width);
            }
            first += width;
        }
        return form.table("G", "", names, g, naming);
    }

    private OutputTable block(String letter, MatrixForm form, int block) {
        int[] rows = IntStream.range(0, spec.rows())
                .filter(i -> covariance.blockOf()[i] == block)
                .toArray();
        double[] m =
                letter.equals("R") ? new MarginalCovariance(spec, fit.theta()).residuals(rows) : responses.apply(rows);
        String label = covariance.blockLabels().get(block);
        return form.table(letter, label.isEmpty() ? "" : " for " + label, List.of(), m, naming);
    }
}
