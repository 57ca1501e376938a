package hermite.sas.proc.marginal.fitting;

import hermite.data.Formats;
import hermite.model.ModelTerms;
import hermite.model.ResponseFunctions;
import hermite.model.Sweep;
import hermite.model.Verdict;
import hermite.model.gee.MarginalFit;
import hermite.model.gee.multinomial.CategoryModel;
import hermite.model.gee.multinomial.GlobalOddsRatios;
import hermite.model.gee.multinomial.MultinomialFit;
import hermite.model.gee.multinomial.MultinomialFitter;
import hermite.model.gee.multinomial.MultinomialSpecification;
import hermite.model.glm.CumulativeFitter;
import hermite.model.glm.FitCriteria;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmSpecification;
import hermite.model.glm.ScaleRule;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearAlgebra;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.DependentColumns;
import hermite.sas.proc.marginal.binding.GenmodClusters;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fits multinomial responses, by maximum likelihood or estimating equations, and tests what the step asks for. */
public final class MultinomialAnalyst {
    private final GenmodModel model;
    private final GenmodSample sample;
    private final int categories;
    private final Optional<MultinomialFit> marginal;
    private final GlmFit glm;
    private final LikelihoodAnalyst likelihood;

    private MultinomialAnalyst(GenmodModel model, GenmodSample sample, Formats formats, Log log) {
        this.model = model;
        this.sample = sample;
        this.categories = sample.profile().orElseThrow().levels().size();
        this.likelihood = new LikelihoodAnalyst(model, sample, categories);
        if (model.categories() == GenmodModel.Categories.NOMINAL) {
            MultinomialFit fit = nominal(sample.clusters().orElseThrow());
            this.glm = likelihoodOf(fit);
            this.marginal = isSeparated(fit, formats, log) ? Optional.empty() : Optional.of(fit);
        } else {
            this.glm = cumulative();
            if (glm.verdict().outcome() == Verdict.Outcome.SEPARATION) {
                log.write(GenmodMessage.NOT_POSITIVE_DEFINITE);
                new CategoryFindings(sample, formats, log).separation(glm);
            } else {
                Analyst.report(glm.verdict(), log);
            }
            boolean separated = sample.clusters().isPresent() && glm.verdict().outcome() == Verdict.Outcome.SEPARATION;
            if (separated) {
                Analyst.reportNoEstimates(log);
            }
            this.marginal = separated ? Optional.empty() : sample.clusters().map(this::ordinal);
        }
        dependentColumns(log);
        marginal.ifPresent(fit -> {
            Analyst.report(fit.verdict(), log);
            model.repeated()
                    .orElseThrow()
                    .request()
                    .extensions()
                    .forEach(option -> log.write(GenmodMessage.EXTENSION, option));
        });
    }

    /** Whether logits run to infinity, which is said. */
    private boolean isSeparated(MultinomialFit fit, Formats formats, Log log) {
        boolean separated =
                !fit.verdict().isConverged() && new CategoryFindings(sample, formats, log).separationOfLogits();
        if (separated) {
            Analyst.reportNoEstimates(log);
        }
        return separated;
    }

    public static GenmodAnalysis analyse(GenmodModel model, GenmodSample sample, Formats formats, Log log) {
        return new MultinomialAnalyst(model, sample, formats, log).result();
    }

    /** Columns of the design, which all functions of the response share. */
    private void dependentColumns(Log log) {
        double[] crossProducts = sample.observations().crossProducts();
        ModelTerms terms = sample.terms().withFunctions(ResponseFunctions.ONE);
        Sweep sweep = Sweep.of(crossProducts, terms.columnCount(), model.singular());
        new DependentColumns(terms, log).write(crossProducts, sweep.aliased(), model.singular());
    }

    private GlmFit cumulative() {
        GlmSpecification specification = GlmSpecification.of(model.family(), model.link())
                .withScale(model.scale())
                .withMaxIterations(model.maxIterations())
                .withExpectedInformation(model.expected())
                .withStart(likelihood.start())
                .withSingular(model.singular());
        if (model.converge().isPresent()) {
            specification = specification.withTolerance(model.converge().get());
        }
        return likelihood.aggregated(CumulativeFitter.fit(specification, sample.observations(), categories));
    }

    private MultinomialFit ordinal(GenmodClusters clusters) {
        MultinomialSpecification specification = specification(new CategoryModel.Cumulative(model.link()));
        GenmodModel.Repeated repeated = model.repeated().orElseThrow();
        if (clusters.logOddsRatios().isPresent()) {
            int largest = clusters.observations().largestCluster();
            if ((long) largest * (categories - 1) > MultinomialFitter.LARGEST_CLUSTER) {
                throw new StepFailure(
                        GenmodMessage.GLOBAL_ODDS_SIZE, largest, categories, MultinomialFitter.LARGEST_CLUSTER);
            }
            GlobalOddsRatios ratios = new GlobalOddsRatios(
                    clusters.logOddsRatios().get(),
                    categories - 1,
                    repeated.request().ratiosByCuts());
            specification = specification.withAssociation(ratios);
            if (repeated.startingLogOddsRatios().isPresent()) {
                specification = specification.withStart(Analyst.startingLogOddsRatios(
                        repeated.startingLogOddsRatios().get(), ratios.parameters()));
            }
        }
        return MultinomialFitter.fit(specification, clusters.observations(), glm.estimates());
    }

    private MultinomialFit nominal(GenmodClusters clusters) {
        double[] zeros = new double[sample.terms().columnCount()];
        return MultinomialFitter.fit(
                specification(new CategoryModel.GeneralizedLogit()), clusters.observations(), zeros);
    }

    private MultinomialSpecification specification(CategoryModel categoryModel) {
        GenmodModel.Repeated repeated = model.repeated().orElseThrow();
        MultinomialSpecification specification = MultinomialSpecification.of(categoryModel, categories)
                .withMaxIterations(repeated.maxIterations())
                .withSingular(model.singular());
        return repeated.converge().map(specification::withTolerance).orElse(specification);
    }

    /** Under independence the estimating equations are the likelihood's, and so is the model-based covariance. */
    private GlmFit likelihoodOf(MultinomialFit fit) {
        double n = sample.observations().count();
        FitCriteria criteria = new FitCriteria(
                n,
                n * (categories - 1) - fit.rank(),
                Double.NaN,
                Double.NaN,
                1,
                fit.logLikelihood(),
                fit.logLikelihood(),
                fit.rank());
        return new GlmFit(
                GlmSpecification.of(model.family(), model.link()).withScale(new ScaleRule.Fixed(1)),
                fit.estimates(),
                fit.modelBasedCovariance(),
                fit.aliased(),
                fit.rank(),
                1,
                0,
                Optional.empty(),
                fit.crossProducts(),
                criteria,
                List.of(),
                fit.verdict(),
                Optional.empty());
    }

    private GenmodAnalysis result() {
        HypothesisTests tests = this::test;
        return new GenmodAnalysis(
                sample,
                glm,
                marginal.map(fit -> (MarginalFit) fit),
                Optional.empty(),
                model.tests().type3() && !GenmodAnalysis.isWithoutEstimates(sample, marginal.map(fit -> fit))
                        ? tests.typeThree(
                                model,
                                sample,
                                marginal.map(MultinomialFit::crossProducts).orElse(glm.crossProducts()))
                        : List.of(),
                tests.contrasts(marginal.isPresent()),
                Optional.empty(),
                model.categories() == GenmodModel.Categories.ORDERED && marginal.isEmpty()
                        ? likelihood.analyse(glm)
                        : LikelihoodAnalysis.NONE);
    }

    private ChiSquareTest test(double[][] hypothesis, boolean wald) {
        if (wald) {
            return ChiSquareTest.wald(
                    hypothesis,
                    marginal.map(MultinomialFit::estimates).orElse(glm.estimates()),
                    marginal.map(MultinomialFit::empiricalCovariance).orElse(glm.covariance()));
        }
        double[][] rows = LinearAlgebra.independentRows(hypothesis);
        return marginal.isPresent()
                ? MultinomialFitter.score(
                        marginal.get(), sample.clusters().orElseThrow().observations(), rows)
                : likelihoodRatio(rows);
    }

    private ChiSquareTest likelihoodRatio(double[][] rows) {
        int thresholds = categories - 1;
        if (Arrays.stream(rows)
                .anyMatch(row -> Arrays.stream(row, 0, thresholds).anyMatch(v -> v != 0))) {
            throw new StepFailure(GenmodMessage.OPTION_NEEDS, "INTERCEPT in the CONTRAST statement", "the option WALD");
        }
        double[][] overDesign = Arrays.stream(rows)
                .map(row -> Arrays.copyOfRange(row, thresholds - 1, row.length))
                .toArray(double[][]::new);
        return CumulativeFitter.likelihoodRatio(glm, sample.observations(), categories, overDesign);
    }
}
