package hermite.sas.proc.postfit;

import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.postfit.random.RandomEffect;
import hermite.sas.proc.postfit.random.RandomEffects;
import hermite.sas.proc.postfit.random.RandomEffects.Part;
import hermite.sas.proc.postfit.random.RandomEffects.Target;
import hermite.sas.proc.postfit.table.CoefficientTable;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * The rows of ESTIMATE or CONTRAST. Each row with random effects has a column of its own behind those of X: the
 * predicted combination of its random effects, with coefficient 1.
 *
 * @param fit the coefficients, those columns included
 * @param random coefficients of the random effects of each row, empty for a row without
 */
record HypothesisRows(FittedCoefficients fit, List<double[]> rows, List<List<Part>> random) {
    static HypothesisRows of(ProcStatement statement, PostFitModel model, Log log, IntToDoubleFunction divisor) {
        String name = statement.spec().name();
        CoefficientBinding binding = new CoefficientBinding(model.coefficients().terms(), name);
        List<Coefficients.Row> written = ((Coefficients) statement.body()).rows();
        FittedCoefficients fit = finalEffect(written, binding)
                .map(model.coefficients()::forEffect)
                .orElse(model.coefficients());
        List<double[]> rows = new ArrayList<>();
        List<List<Part>> random = new ArrayList<>();
        for (int r = 0; r < written.size(); r++) {
            double by = divisor.applyAsDouble(r);
            rows.add(binding.row(written.get(r), by));
            List<Part> parts = new ArrayList<>();
            for (Coefficients.Term term : written.get(r).random()) {
                parts.addAll(parts(term, statement, r, written.size(), by, effects(model, statement), log));
            }
            random.add(parts);
        }
        if (random.stream().allMatch(List::isEmpty)) {
            requireRandom(statement.options(), name);
            return new HypothesisRows(fit, rows, random);
        }
        RandomEffects effects = effects(model, statement);
        String method = effects.methodWithoutDegreesOfFreedom();
        if (!method.isEmpty()) {
            throw new StepFailure(statement.place(), PostFitMessage.NO_PREDICTION_DF, method);
        }
        return extended(fit, rows, random, effects);
    }

    /** The last fixed effect listed: the tests of fixed effects give its denominator to the hypothesis. */
    private static Optional<Integer> finalEffect(List<Coefficients.Row> written, CoefficientBinding binding) {
        return written.stream()
                .flatMap(row -> row.terms().stream())
                .reduce((first, second) -> second)
                .map(term -> binding.effect(term.effect()));
    }

    /** SUBJECT and GROUP weigh random effects. */
    private static void requireRandom(Options options, String statement) {
        for (String option : List.of("SUBJECT", "GROUP")) {
            if (options.has(option)) {
                throw new StepFailure(PostFitMessage.NOTHING_TO_WEIGH, option, statement);
            }
        }
    }

    private static RandomEffects effects(PostFitModel model, ProcStatement statement) {
        return model.random()
                .orElseThrow(() -> new StepFailure(
                        statement.place(),
                        PostFitMessage.NO_RANDOM_EFFECTS,
                        statement.spec().name()))
                .get();
    }

    private static List<Part> parts(
            Coefficients.Term term,
            ProcStatement statement,
            int row,
            int rows,
            double divisor,
            RandomEffects of,
            Log log) {
        int place = place(term.effect(), statement, of, log);
        RandomEffect effect = of.effects().get(place);
        String name = statement.spec().name();
        double[] coefficients = new CoefficientBinding(effect.columns(), name)
                .row(new Coefficients.Row("", List.of(term), List.of()), divisor);
        List<Part> parts = new ArrayList<>();
        double[] weights = weights(effect, statement, row, rows);
        for (int c = 0; c < weights.length; c++) {
            for (int j = 0; j < coefficients.length && weights[c] != 0; j++) {
                if (coefficients[j] != 0) {
                    parts.add(new Part(place, j, effect.copies().get(c), coefficients[j] * weights[c]));
                }
            }
        }
        return parts;
    }

    private static int place(EffectTerm term, ProcStatement statement, RandomEffects of, Log log) {
        List<Integer> found = new ArrayList<>();
        for (int e = 0; e < of.effects().size(); e++) {
            if (CoefficientBinding.names(of.effects().get(e).effect(), term)) {
                found.add(e);
            }
        }
        String name = String.join("*", term.crossed());
        if (found.isEmpty()) {
            throw new StepFailure(term.place(), PostFitMessage.NOT_RANDOM, name);
        }
        if (found.size() > 1) {
            log.write(
                    PostFitMessage.SEVERAL_RANDOM,
                    name,
                    statement.spec().name(),
                    of.effects().get(found.get(0)).subject());
        }
        return found.get(0);
    }

    /** Of the copies of an effect: as SUBJECT and GROUP give them, in equal shares where they do not. */
    private static double[] weights(RandomEffect effect, ProcStatement statement, int row, int rows) {
        List<Double> subject = weights("SUBJECT", statement, row, rows, effect.subjects());
        List<Double> group = weights("GROUP", statement, row, rows, effect.groups());
        List<RandomEffect.Copy> copies = effect.copies();
        double[] weights = new double[copies.size()];
        for (int c = 0; c < weights.length; c++) {
            RandomEffect.Copy copy = copies.get(c);
            double alike = copies.stream()
                    .filter(o -> (subject.isEmpty() || o.subject() == copy.subject())
                            && (group.isEmpty() || o.group() == copy.group()))
                    .count();
            weights[c] = at(subject, copy.subject()) * at(group, copy.group()) / alike;
        }
        return weights;
    }

    private static double at(List<Double> weights, int place) {
        return weights.isEmpty() ? 1 : place < weights.size() ? weights.get(place) : 0;
    }

    private static List<Double> weights(
            String option, ProcStatement statement, int row, int rows, List<String> levels) {
        List<List<Double>> given = statement.options().rows(option);
        if (given.isEmpty()) {
            return List.of();
        }
        if (given.size() > 1 && given.size() != rows) {
            throw new StepFailure(statement.place(), PostFitMessage.WEIGHT_ROWS, option, given.size(), rows);
        }
        List<Double> weights = given.get(given.size() == 1 ? 0 : row);
        if (weights.size() > levels.size() || levels.equals(List.of(""))) {
            int count = levels.equals(List.of("")) ? 0 : levels.size();
            throw new StepFailure(statement.place(), PostFitMessage.WEIGHT_COUNT, option, weights.size(), count);
        }
        return weights;
    }

    private static HypothesisRows extended(
            FittedCoefficients fit, List<double[]> rows, List<List<Part>> random, RandomEffects effects) {
        int p = fit.columns();
        List<Target> targets = new ArrayList<>();
        for (int j = 0; j < p; j++) {
            double[] unit = new double[p];
            unit[j] = 1;
            targets.add(new Target(unit, List.of()));
        }
        List<double[]> longer = new ArrayList<>();
        int[] own = new int[rows.size()];
        for (int r = 0; r < own.length; r++) {
            own[r] = random.get(r).isEmpty() ? -1 : targets.size();
            if (own[r] >= 0) {
                targets.add(new Target(new double[p], random.get(r)));
            }
        }
        int n = targets.size();
        double[] estimates = Arrays.copyOf(fit.estimates(), n);
        double[] cross = new double[n * n];
        double[] covariance = effects.covariance(targets);
        for (int j = 0; j < p; j++) {
            System.arraycopy(fit.crossProducts(), j * p, cross, j * n, p);
            System.arraycopy(fit.covariance(), j * p, covariance, j * n, p);
        }
        for (int j = p; j < n; j++) {
            estimates[j] = effects.estimate(targets.get(j).random());
            cross[j * n + j] = 1;
        }
        for (int r = 0; r < own.length; r++) {
            double[] row = Arrays.copyOf(rows.get(r), n);
            if (own[r] >= 0) {
                row[own[r]] = 1;
            }
            longer.add(row);
        }
        DegreesOfFreedom df = effects.degreesOfFreedom(targets)
                .orElseGet(() -> degreesOfFreedom(fit.degreesOfFreedom(), p, effects.degreesOfFreedom()));
        return new HypothesisRows(
                new FittedCoefficients(fit.terms(), estimates, covariance, cross, df), longer, random);
    }

    /** Those of the fixed effects with coefficients; of the residuals where there are none. */
    private static DegreesOfFreedom degreesOfFreedom(DegreesOfFreedom fixed, int p, double residual) {
        return rows -> {
            double[][] heads = Arrays.stream(rows)
                    .map(r -> Arrays.copyOf(r, p))
                    .filter(r -> Arrays.stream(r).anyMatch(v -> v != 0))
                    .toArray(double[][]::new);
            return heads.length == 0 ? residual : fixed.of(heads);
        };
    }

    /** The table that option E prints: coefficients of X, then those of the random effects. */
    hermite.report.OutputTable table(String name, String title, List<String> labels, PostFitModel model) {
        List<CoefficientTable.Further> further = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            for (Part part : random.get(r)) {
                RandomEffect of = model.random().orElseThrow().get().effects().get(part.effect());
                String column = String.join(
                        " ", of.columns().columns().get(part.column()).labels());
                further.add(new CoefficientTable.Further(
                        (of.effect().name() + " " + column).strip(),
                        of.subjects().get(part.copy().subject()),
                        of.groups().get(part.copy().group()),
                        r,
                        part.coefficient()));
            }
        }
        return CoefficientTable.of(name, title, fit.terms(), labels, rows, further);
    }
}
