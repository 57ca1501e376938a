package hermite.sas.proc.marginal.fitting;

import hermite.data.Table;
import hermite.model.ModelTerms;
import hermite.model.Observations;
import hermite.model.glm.CumulativeFitter;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import hermite.model.glm.ProfileLimits;
import hermite.model.glm.ScaleRule;
import hermite.model.glm.Subpopulations;
import hermite.model.inference.ChiSquareTest;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Starting values, subpopulations, likelihood-ratio sequences and profile limits of a maximum likelihood fit. */
final class LikelihoodAnalyst {
    private final GenmodModel model;
    private final GenmodSample sample;
    /** Categories of an ordinal response; 0 of a response that is a number. */
    private final int categories;

    LikelihoodAnalyst(GenmodModel model, GenmodSample sample) {
        this(model, sample, 0);
    }

    LikelihoodAnalyst(GenmodModel model, GenmodSample sample, int categories) {
        this.model = model;
        this.sample = sample;
        this.categories = categories;
    }

    /** Starting values as INITIAL= and INTERCEPT= give them, NaN for those taken from the data; empty without both. */
    List<Double> start() {
        List<Double> initial = model.likelihood().initial();
        List<Double> intercepts = model.intercept() ? model.likelihood().intercept() : List.of();
        boolean constant = !intercepts.isEmpty();
        if (initial.isEmpty() && !constant) {
            return List.of();
        }
        ModelTerms terms = sample.terms();
        int first = categories > 0 ? categories - 1 : terms.hasIntercept() ? 1 : 0;
        if (constant && intercepts.size() != first) {
            throw new StepFailure(GenmodMessage.INTERCEPT_COUNT, intercepts.size(), first);
        }
        for (int c = 1; c < intercepts.size(); c++) {
            if (intercepts.get(c) <= intercepts.get(c - 1)) {
                throw new StepFailure(
                        GenmodMessage.INTERCEPT_ORDER,
                        SampleText.plain(intercepts.get(c - 1)),
                        SampleText.plain(intercepts.get(c)));
            }
        }
        int expected = terms.columnCount() - first;
        if (!initial.isEmpty() && initial.size() != expected) {
            throw new StepFailure(GenmodMessage.MODEL_INITIAL_COUNT, initial.size(), expected);
        }
        List<Double> start = new ArrayList<>();
        for (int c = 0; c < first; c++) {
            start.add(constant ? intercepts.get(c) : Double.NaN);
        }
        for (int j = 0; j < expected; j++) {
            start.add(initial.isEmpty() ? Double.NaN : initial.get(j));
        }
        return start;
    }

    /** The fit with deviance and chi-square over the subpopulations of AGGREGATE. */
    GlmFit aggregated(GlmFit fit) {
        return model.likelihood().subpopulations().isEmpty()
                ? fit
                : subpopulations(fit, sample.observations()).applyTo(fit);
    }

    /** @param data the sample, with the columns of the fit */
    private Subpopulations subpopulations(GlmFit fit, Observations data) {
        List<String> variables = model.likelihood().subpopulations().orElseThrow();
        List<List<Object>> keys = new ArrayList<>();
        for (int i = 0; i < data.rows(); i++) {
            keys.add(variables.isEmpty() ? covariates(sample.observations(), i) : values(variables, sample.rows()[i]));
        }
        return categories > 0
                ? Subpopulations.ofCategories(fit, data, categories, keys)
                : Subpopulations.of(fit, data, keys);
    }

    private static List<Object> covariates(Observations data, int row) {
        List<Object> key = new ArrayList<>();
        int p = data.columns();
        Arrays.stream(data.x(), row * p, (row + 1) * p).forEach(key::add);
        key.add(data.offset()[row]);
        return key;
    }

    private List<Object> values(List<String> variables, int row) {
        Table table = sample.table();
        List<Object> key = new ArrayList<>();
        for (String variable : variables) {
            int place = table.indexOf(variable);
            key.add(
                    table.variable(place).isNumeric()
                            ? table.numeric(place).get(row)
                            : table.character(place).get(row));
        }
        return key;
    }

    LikelihoodAnalysis analyse(GlmFit fit) {
        return new LikelihoodAnalysis(model.tests().type1() ? sequence(fit) : List.of(), profile(fit));
    }

    private Optional<List<ProfileLimits.Limits>> profile(GlmFit fit) {
        if (!model.likelihood().profileLimits()) {
            return Optional.empty();
        }
        double tolerance = model.likelihood().profileTolerance();
        ProfileLimits limits = categories > 0
                ? new ProfileLimits(fit, sample.observations(), categories, model.alpha(), tolerance)
                : new ProfileLimits(fit, sample.observations(), model.alpha(), tolerance);
        List<ProfileLimits.Limits> all = new ArrayList<>(limits.coefficients());
        all.add(limits.scale());
        return Optional.of(all);
    }

    /** One model an effect, in the order of MODEL, at the full model's dispersion where that is a plug-in. */
    private List<LikelihoodAnalysis.Step> sequence(GlmFit full) {
        boolean plugIn = full.specification().scale() instanceof ScaleRule.Pearson
                || full.specification().scale() instanceof ScaleRule.Deviance;
        GlmSpecification specification = full.specification().withStart(List.of());
        if (plugIn) {
            specification = specification.withScale(new ScaleRule.Fixed(full.dispersion()));
        }
        ModelTerms terms = sample.terms();
        List<LikelihoodAnalysis.Step> steps = new ArrayList<>();
        Optional<GlmFit> before = Optional.empty();
        for (int e = 0; e < terms.effects().size(); e++) {
            // the thresholds of an ordinal response take the place of one column of the design
            int columns = terms.firstColumn(e) + terms.columnCount(e) - Math.max(0, categories - 2);
            Observations data = sample.observations().withDesign(leading(columns), columns);
            GlmFit fit = categories > 0
                    ? CumulativeFitter.fit(specification, data, categories)
                    : GlmFitter.fit(specification, data);
            Optional<ChiSquareTest> test = before.map(b -> {
                double drop = fit.criteria().logLikelihood() - b.criteria().logLikelihood();
                int df = fit.rank() - b.rank();
                return df == 0
                        ? new ChiSquareTest(Double.NaN, 0, Double.NaN)
                        : ChiSquareTest.of(Math.max(0, 2 * drop), df);
            });
            boolean likelihood = full.scaleIsMaximumLikelihood()
                    || Double.isNaN(full.criteria().deviance());
            double measure = likelihood
                    ? 2 * fit.criteria().logLikelihood()
                    : categories > 0
                            ? subpopulations(fit, data).deviance()
                            : fit.criteria().deviance();
            String source = categories > 0 && e == 0
                    ? "Intercepts"
                    : terms.effects().get(e).name();
            steps.add(new LikelihoodAnalysis.Step(source, measure, test));
            before = Optional.of(fit);
        }
        return steps;
    }

    private double[] leading(int columns) {
        Observations data = sample.observations();
        double[] x = new double[data.rows() * columns];
        for (int i = 0; i < data.rows(); i++) {
            System.arraycopy(data.x(), i * data.columns(), x, i * columns, columns);
        }
        return x;
    }
}
