package hermite.sas.proc.mixed;

import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.math.DenseSymmetric;
import hermite.model.DesignMatrix;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.Tails;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmPredictor;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.likelihood.MarginalCovariance;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.StackedTables;
import hermite.sas.proc.covariance.FixedInference;
import hermite.sas.proc.covariance.PredictedEffects;
import hermite.sas.proc.covariance.TermReader;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** OUTP= and OUTPM=: the input with predictions, their limits and residuals, over all BY groups. */
final class PredictionDataSets {
    /** Responses in a block above which its Cholesky root is too large. */
    private static final int LARGEST_ROOT = 5000;

    private final ProcStep step;
    private final ProcContext context;
    private final List<Table> conditional = new ArrayList<>();
    private final List<Table> marginal = new ArrayList<>();

    PredictionDataSets(ProcStep step, ProcContext context) {
        this.step = step;
        this.context = context;
    }

    private Optional<DataSetReference> target(boolean isMarginal) {
        return step.statement("MODEL").flatMap(m -> m.options().dataSet(isMarginal ? "OUTPM" : "OUTP"));
    }

    void add(MixedData data, LmmFit fit, FixedInference fixed) {
        if (target(false).isPresent()) {
            conditional.add(predicted(data, fit, fixed, false));
        }
        if (target(true).isPresent()) {
            marginal.add(predicted(data, fit, fixed, true));
        }
    }

    void write() {
        if (!conditional.isEmpty()) {
            context.write(target(false).orElseThrow(), StackedTables.of(conditional));
        }
        if (!marginal.isEmpty()) {
            context.write(target(true).orElseThrow(), StackedTables.of(marginal));
        }
    }

    private Table predicted(MixedData data, LmmFit fit, FixedInference fixed, boolean isMarginal) {
        Table table = data.table();
        int[] rows = UsableRows.all(table);
        Options model = data.request().model().options();
        double alpha = model.number("ALPHAP").orElse(data.request().alpha());
        boolean residuals = model.has("RESIDUAL");
        boolean scaled = model.has("VCIRY");
        int first = residuals ? 9 : 7;
        double[][] columns = new double[first + (scaled ? 2 : 0)][rows.length];
        Arrays.stream(columns).forEach(c -> Arrays.fill(c, Missing.DOT));
        Optional<PredictedEffects> tests =
                isMarginal ? Optional.empty() : fixed.predictionTests(rows.length, context.log());
        LmmPredictor predictor =
                tests.map(PredictedEffects::predictor).orElseGet(() -> new LmmFitter().predictor(data.spec(), fit));
        Readings readings =
                new Readings(data, table, isMarginal ? 0 : data.spec().random().size(), context);
        int[] used = new int[rows.length];
        Arrays.fill(used, -1);
        for (int i = 0; i < data.rowsUsed().length; i++) {
            used[data.rowsUsed()[i]] = i;
        }
        MarginalCovariance covariance = new MarginalCovariance(data.spec(), fit.theta());
        double[] y = table.numeric(table.indexOf(data.response())).values();
        FittedCoefficients coefficients = fixed.coefficients();
        for (int i = 0; i < rows.length; i++) {
            Optional<LmmPredictor.Combination> read = readings.row(i, predictor);
            if (read.isEmpty()) {
                continue;
            }
            LmmPredictor.Combination combination = read.get();
            double estimate = combination.estimate();
            double[] full = readings.x(i);
            PredictedEffects.Tested tested = tests.map(p -> p.tested(combination))
                    .orElseGet(() -> new PredictedEffects.Tested(
                            estimate,
                            isMarginal
                                    ? coefficients.combination(full).standardError()
                                    : predictor.standardError(combination),
                            coefficients.degreesOfFreedom().of(new double[][] {full})));
            double error = tested.standardError();
            double df = tested.df();
            double half = Tails.studentQuantile(alpha, df) * error;
            columns[0][i] = estimate;
            columns[1][i] = error;
            columns[2][i] = Double.isInfinite(df) ? Missing.DOT : df;
            columns[3][i] = alpha;
            columns[4][i] = estimate - half;
            columns[5][i] = estimate + half;
            if (!Double.isNaN(y[i])) {
                columns[6][i] = y[i] - estimate;
            }
            if (residuals && used[i] >= 0) {
                addScaled(columns, i, used[i], covariance, error, isMarginal);
            }
        }
        if (scaled) {
            addDecorrelated(columns[first], columns[first + 1], data, fit);
        }
        return extended(table, columns, residuals, scaled);
    }

    /** Fixed and random columns of all rows of a table, also of those that the fit left out. */
    private static final class Readings {
        private final DesignMatrix x;
        private final int[] kept;
        private final List<RandomTerm> terms;
        private final List<double[]> z = new ArrayList<>();
        private final List<int[]> subject = new ArrayList<>();
        private final List<int[]> group = new ArrayList<>();

        /** @param random how many random terms are read */
        Readings(MixedData data, Table table, int random, ProcContext context) {
            int[] rows = UsableRows.all(table);
            x = data.terms().design(table, rows, context.formats());
            kept = data.design().kept();
            terms = data.spec().random().subList(0, random);
            for (int t = 0; t < random; t++) {
                TermReader reader = data.covariance().described().get(t).reader();
                z.add(reader.z(table, rows, context.formats()));
                subject.add(reader.subject(table, rows, context.formats()));
                group.add(reader.group(table, rows, context.formats()));
            }
        }

        /** Fixed columns of a row, aliased ones included. */
        double[] x(int row) {
            double[] full = new double[x.columns()];
            Arrays.setAll(full, j -> x.get(row, j));
            return full;
        }

        /** What predicts a row; empty where a column is missing. */
        Optional<LmmPredictor.Combination> row(int row, LmmPredictor predictor) {
            double[] full = x(row);
            boolean complete = Arrays.stream(full).noneMatch(Double::isNaN);
            LmmPredictor.Combination combination = predictor.combination(
                    Arrays.stream(kept).mapToDouble(j -> full[j]).toArray());
            for (int t = 0; t < terms.size(); t++) {
                int width = terms.get(t).columns();
                double[] of = Arrays.copyOfRange(z.get(t), row * width, (row + 1) * width);
                complete &= Arrays.stream(of).noneMatch(Double::isNaN);
                combination.with(t, subject.get(t)[row], Math.max(0, group.get(t)[row]), of);
            }
            return complete ? Optional.of(combination) : Optional.empty();
        }
    }

    /** Response and marginal residual by the inverse of the Cholesky root of V, block by block. */
    private static void addDecorrelated(double[] response, double[] residual, MixedData data, LmmFit fit) {
        MarginalCovariance covariance = new MarginalCovariance(data.spec(), fit.theta());
        int[] block = data.covariance().bySubject()
                ? data.covariance().blockOf()
                : new int[data.spec().rows()];
        Map<Integer, List<Integer>> rows = new TreeMap<>();
        for (int i = 0; i < block.length; i++) {
            rows.computeIfAbsent(block[i], k -> new ArrayList<>()).add(i);
        }
        int p = data.spec().p();
        for (List<Integer> of : rows.values()) {
            int[] place = of.stream().mapToInt(Integer::intValue).toArray();
            int m = place.length;
            if (m > LARGEST_ROOT) {
                throw new StepFailure(data.request().model().place(), MixedMessage.VCIRY_SIZE, m, LARGEST_ROOT);
            }
            double[] root = new double[m * m];
            DenseSymmetric.cholesky(covariance.responses(place), root, m);
            for (int i = 0; i < m; i++) {
                double y = data.spec().y()[place[i]];
                double r = y;
                for (int k = 0; k < p; k++) {
                    r -= data.spec().x()[place[i] * p + k] * fit.beta()[k];
                }
                for (int j = 0; j < i; j++) {
                    y -= root[i * m + j] * response[data.rowsUsed()[place[j]]];
                    r -= root[i * m + j] * residual[data.rowsUsed()[place[j]]];
                }
                response[data.rowsUsed()[place[i]]] = y / root[i * m + i];
                residual[data.rowsUsed()[place[i]]] = r / root[i * m + i];
            }
        }
    }

    /** Studentized by the standard deviation of the residual, Pearson by that of the response. */
    private static void addScaled(
            double[][] columns, int i, int row, MarginalCovariance covariance, double error, boolean isMarginal) {
        double variance = isMarginal ? covariance.variance(row) : covariance.residualVariance(row);
        double left = variance - error * error;
        columns[7][i] = left > 1e-12 * variance ? columns[6][i] / Math.sqrt(left) : Missing.DOT;
        columns[8][i] = columns[6][i] / Math.sqrt(variance);
    }

    private Table extended(Table table, double[][] added, boolean residuals, boolean scaled) {
        List<String> names = new ArrayList<>(List.of(
                "Pred", "StdErrPred", "DF", "Alpha", "Lower", "Upper", "Resid", "StudentResid", "PearsonResid"));
        List<String> labels = new ArrayList<>(List.of(
                "Predicted Value",
                "Std Err Pred",
                "DF",
                "Alpha",
                "Lower",
                "Upper",
                "Residual",
                "Studentized Residual",
                "Pearson Residual"));
        if (!residuals) {
            names.subList(7, 9).clear();
            labels.subList(7, 9).clear();
        }
        if (scaled) {
            names.addAll(List.of("ScaledDep", "ScaledResid"));
            labels.addAll(List.of("Scaled Dependent Variable", "Scaled Residual"));
        }
        List<Variable> variables = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Optional<List<String>> id =
                step.statement("ID").map(s -> context.resolve(((Body.Variables) s.body()).lists(), table));
        for (int c = 0; c < table.variables().size(); c++) {
            String name = table.variable(c).name();
            if (id.isEmpty() || id.get().stream().anyMatch(name::equalsIgnoreCase)) {
                variables.add(table.variable(c));
                columns.add(table.column(c));
            }
        }
        for (int k = 0; k < added.length; k++) {
            variables.add(Variable.numeric(names.get(k)).withLabel(labels.get(k)));
            columns.add(new NumericColumn(added[k]));
        }
        return new Table(variables, columns, table.rowCount());
    }
}
