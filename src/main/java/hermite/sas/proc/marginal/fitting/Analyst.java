package hermite.sas.proc.marginal.fitting;

import hermite.data.Formats;
import hermite.model.CentredColumns;
import hermite.model.Family;
import hermite.model.Verdict;
import hermite.model.gee.AlrFit;
import hermite.model.gee.AlrFitter;
import hermite.model.gee.AlrSpecification;
import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.GeeFit;
import hermite.model.gee.GeeFitter;
import hermite.model.gee.GeeSpecification;
import hermite.model.gee.MarginalFit;
import hermite.model.gee.WorkingCorrelation;
import hermite.model.gee.influence.BiasCorrection;
import hermite.model.gee.influence.SmallSampleCovariance;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import hermite.model.glm.ScaleRule;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearAlgebra;
import hermite.report.NumberFormats;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.DependentColumns;
import hermite.sas.proc.marginal.binding.GenmodClusters;
import hermite.sas.proc.marginal.binding.GenmodMessage;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.marginal.binding.MarginalRequest;
import java.util.List;
import java.util.Optional;

/** Fits a sample and tests what the step asks for. */
public final class Analyst {
    private static final int MOST_UNSTRUCTURED = 1000;
    private static final int MOST_FULLY_PARAMETERIZED = 100;
    private static final int LARGE_CLUSTER = 300;

    private final GenmodModel model;
    private final GenmodSample sample;
    private final Log log;
    private final LikelihoodAnalyst likelihood;
    private final DesignFindings findings;
    private final GlmFit glm;
    private final Optional<MarginalFit> marginal;
    private final Optional<SmallSampleCovariance> smallSample;

    private Analyst(GenmodModel model, GenmodSample sample, Formats formats, Log log) {
        this.model = model;
        this.sample = sample;
        this.log = log;
        this.likelihood = new LikelihoodAnalyst(model, sample);
        this.findings = new DesignFindings(model, sample, formats, log);
        this.glm = fitGlm();
        this.marginal = startsSeparated() ? Optional.empty() : sample.clusters().map(this::fitMarginal);
        this.smallSample = marginal.filter(MarginalFit::hasCovariance)
                .flatMap(fit -> model.repeated().orElseThrow().request().correction())
                .map(this::correct);
    }

    public static GenmodAnalysis analyse(GenmodModel model, GenmodSample sample, Formats formats, Log log) {
        return new Analyst(model, sample, formats, log).result();
    }

    private GlmFit fitGlm() {
        GlmSpecification specification = GlmSpecification.of(model.family(), model.link())
                .withScale(model.scale())
                .withMaxIterations(model.maxIterations())
                .withExpectedInformation(model.expected())
                .withSingular(model.singular())
                .withStart(likelihood.start());
        if (model.power().isPresent()) {
            specification = specification.withPower(model.power().getAsDouble());
        }
        if (model.converge().isPresent()) {
            specification = specification.withTolerance(model.converge().get());
        }
        GlmFit fit = sample.clusters().isPresent()
                ? GlmFitter.fitInOrder(
                        specification, sample.clusters().get().observations().observations())
                : GlmFitter.fit(specification, sample.observations());
        if (fit.verdict().outcome() == Verdict.Outcome.SEPARATION) {
            log.write(GenmodMessage.NOT_POSITIVE_DEFINITE);
            findings.separation(fit);
        } else {
            report(fit.verdict());
        }
        if (fit.verdict().outcome() == Verdict.Outcome.ITERATION_LIMIT) {
            if (model.family() == Family.TWEEDIE) {
                findings.zeroLevels();
            }
            log.write(GenmodMessage.TRY, "MODEL ... / MAXITER=" + 4 * model.maxIterations());
        }
        new DependentColumns(sample.terms(), log).write(fit.crossProducts(), fit.aliased(), model.singular());
        return likelihood.aggregated(fit);
    }

    /** Estimates that run to infinity are no start; others may be, when they are given. */
    private boolean startsSeparated() {
        boolean separated = sample.clusters().isPresent()
                && glm.verdict().outcome() == Verdict.Outcome.SEPARATION
                && model.repeated().orElseThrow().request().initial().isEmpty();
        if (separated) {
            reportNoEstimates(log);
            log.write(GenmodMessage.SEPARATION_MARGINAL);
        }
        return separated;
    }

    static void reportNoEstimates(Log log) {
        log.write(GenmodMessage.COVARIANCE_ERROR);
        log.write(GenmodMessage.ESTIMATION_ERROR);
    }

    private SmallSampleCovariance correct(BiasCorrection correction) {
        SmallSampleCovariance corrected = SmallSampleCovariance.of(
                marginal.orElseThrow(), sample.clusters().orElseThrow().observations(), correction);
        if (corrected.indispensable() > 0) {
            log.write(GenmodMessage.INDISPENSABLE, corrected.indispensable());
        }
        return corrected;
    }

    /**
     * Coefficients to start from: INITIAL= for all but the intercept, or for those of them that are estimated, INTERCEPT=
     * for that one.
     */
    private double[] start(MarginalRequest request) {
        double[] start = glm.estimates().clone();
        if (request.initial().isPresent()) {
            double[] given = request.initial().get();
            int first = model.intercept() ? 1 : 0;
            int all = start.length - first;
            int estimated = glm.rank() - first;
            if (given.length != all && given.length != estimated) {
                throw new StepFailure(GenmodMessage.INITIAL_COUNT, given.length, estimated);
            }
            int next = 0;
            for (int j = first; j < start.length; j++) {
                if (!glm.aliased()[j]) {
                    start[j] = given[given.length == all ? j - first : next++];
                }
            }
        }
        if (request.intercept().isPresent() && model.intercept()) {
            start[0] = request.intercept().get();
        }
        return start;
    }

    private MarginalFit fitMarginal(GenmodClusters clusters) {
        GenmodModel.Repeated repeated = model.repeated().orElseThrow();
        MarginalFit fit;
        checkSize(repeated, clusters.observations());
        if (clusters.logOddsRatios().isPresent()) {
            AlrSpecification specification = AlrSpecification.of(
                            clusters.logOddsRatios().get())
                    .withLink(model.link())
                    .withUpdateEvery(repeated.request().updateEvery())
                    .withMaxIterations(repeated.maxIterations());
            if (repeated.converge().isPresent()) {
                specification = specification.withTolerance(repeated.converge().get());
            }
            if (repeated.startingLogOddsRatios().isPresent()) {
                specification = specification.withStart(startingLogOddsRatios(
                        repeated.startingLogOddsRatios().get(),
                        clusters.logOddsRatios().get().parameters()));
            }
            fit = AlrFitter.fit(specification, clusters.observations(), start(repeated.request()));
        } else {
            GeeSpecification specification = GeeSpecification.of(model.family(), model.link(), repeated.correlation())
                    .withShape(glm.shape())
                    .withUpdateEvery(repeated.request().updateEvery())
                    .withMaxIterations(repeated.maxIterations());
            if (model.scale() instanceof ScaleRule.Fixed fixed
                    && model.family().dispersion() != Family.Dispersion.SHAPE) {
                specification = specification.withFixedDispersion(Optional.of(fixed.dispersion()));
            } else if (!(model.scale() instanceof ScaleRule.MaximumLikelihood)) {
                specification = specification.withFixedDispersion(Optional.empty());
            }
            if (repeated.converge().isPresent()) {
                specification = specification.withTolerance(repeated.converge().get());
            }
            reportPower(model, glm, log);
            fit = GeeFitter.fit(specification, clusters.observations(), start(repeated.request()));
        }
        if (fit.verdict().outcome() == Verdict.Outcome.NOT_POSITIVE_DEFINITE) {
            reportNoEstimates(log);
            because(fit.verdict(), log);
        } else {
            report(fit.verdict());
        }
        switch (fit.verdict().outcome()) {
            case ITERATION_LIMIT ->
                log.write(
                        GenmodMessage.TRY,
                        "REPEATED ... / MAXITER=" + 4 * repeated.maxIterations() + ", or " + simpler(repeated));
            case WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE -> {
                findings.constantClusters(clusters);
                log.write(GenmodMessage.TRY, simpler(repeated));
            }
            default -> {
                // what is wrong has been said
            }
        }
        repeated.request().extensions().forEach(option -> log.write(GenmodMessage.EXTENSION, option));
        return fit;
    }

    /** Structures whose parameters or work grow too fast with the clusters are named before the fit. */
    private void checkSize(GenmodModel.Repeated repeated, ClusteredObservations data) {
        long largest = data.largestCluster();
        long occasions = data.dimension();
        if (repeated.logOddsRatios().isPresent()) {
            if (repeated.logOddsRatios().get() instanceof GenmodModel.LogOddsStructure.FullClusters) {
                limit(occasions, MOST_FULLY_PARAMETERIZED, "LOGOR=FULLCLUST", "LOGOR=EXCH");
            }
            if (largest > LARGE_CLUSTER) {
                log.write(GenmodMessage.LARGE_CLUSTERS, largest, largest * (largest - 1) / 2);
            }
        } else if (repeated.correlation() instanceof WorkingCorrelation.Unstructured) {
            limit(occasions, MOST_UNSTRUCTURED, "TYPE=UN", "TYPE=EXCH, TYPE=AR or TYPE=MDEP(m)");
        }
        if (occasions > GeeFit.MOST_ROWS && repeated.prints().workingCorrelation()) {
            log.write(GenmodMessage.MATRIX_TOO_LARGE, occasions, GeeFit.MOST_ROWS);
        }
    }

    private static void limit(long occasions, int most, String structure, String other) {
        if (occasions > most) {
            throw new StepFailure(
                    GenmodMessage.TOO_MANY_OCCASIONS,
                    structure,
                    occasions,
                    occasions * (occasions - 1) / 2,
                    most,
                    other);
        }
    }

    /** A statement whose association has fewer parameters. */
    private static String simpler(GenmodModel.Repeated repeated) {
        if (repeated.logOddsRatios().isPresent()) {
            return repeated.logOddsRatios().get() instanceof GenmodModel.LogOddsStructure.Exchangeable
                    ? "REPEATED ... / TYPE=IND"
                    : "REPEATED ... / LOGOR=EXCH";
        }
        WorkingCorrelation structure = repeated.correlation();
        if (structure instanceof WorkingCorrelation.Fixed) {
            return "another matrix in REPEATED ... / TYPE=USER(...), or TYPE=EXCH";
        }
        boolean many = structure instanceof WorkingCorrelation.Unstructured
                || structure instanceof WorkingCorrelation.MDependent;
        return many ? "REPEATED ... / TYPE=EXCH or TYPE=AR" : "REPEATED ... / TYPE=IND";
    }

    static double[] startingLogOddsRatios(double[] given, int expected) {
        if (given.length == expected) {
            return given;
        }
        if (given.length == 1) {
            double[] all = new double[expected];
            java.util.Arrays.fill(all, given[0]);
            return all;
        }
        throw new StepFailure(GenmodMessage.ALPHA_COUNT, given.length, expected);
    }

    private void report(Verdict verdict) {
        report(verdict, log);
    }

    /** The power of a Tweedie variance function when the data chose it, for the estimating equations keep it. */
    static void reportPower(GenmodModel model, GlmFit ordinary, Log log) {
        if (ordinary.power().isPresent() && model.power().isEmpty()) {
            log.write(
                    GenmodMessage.POWER_HELD,
                    NumberFormats.BEST8.print(ordinary.power().get().value()));
        }
    }

    static void report(Verdict verdict, Log log) {
        switch (verdict.outcome()) {
            case CONVERGED -> log.write(GenmodMessage.CONVERGED);
            case ITERATION_LIMIT -> log.write(GenmodMessage.ITERATION_LIMIT);
            case SEPARATION, NOT_POSITIVE_DEFINITE -> log.write(GenmodMessage.NOT_POSITIVE_DEFINITE);
            case BOUNDARY -> log.write(GenmodMessage.CONVERGED);
            case INVALID_MEAN -> log.write(GenmodMessage.INVALID_MEAN);
            case WORKING_COVARIANCE_NOT_POSITIVE_DEFINITE -> log.write(GenmodMessage.ESTIMATION_ERROR);
        }
        if (!verdict.isConverged()) {
            because(verdict, log);
        }
    }

    private static void because(Verdict verdict, Log log) {
        log.write(GenmodMessage.BECAUSE, sentence(verdict.cause()), verdict.advice());
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private GenmodAnalysis result() {
        HypothesisTests tests = this::test;
        return new GenmodAnalysis(
                sample,
                glm,
                marginal,
                smallSample,
                model.tests().type3() && !GenmodAnalysis.isWithoutEstimates(sample, marginal)
                        ? tests.typeThree(model, sample, glm.crossProducts())
                        : List.of(),
                tests.contrasts(marginal.isPresent()),
                denominatorDf(),
                likelihood.analyse(glm));
    }

    private Optional<Double> denominatorDf() {
        if (smallSample.isPresent()) {
            boolean infinite = model.repeated().orElseThrow().request().degreesOfFreedom()
                    == MarginalRequest.DegreesOfFreedom.NONE;
            return infinite ? Optional.empty() : smallSample.map(SmallSampleCovariance::denominatorDf);
        }
        boolean estimatedScale =
                model.scale() instanceof ScaleRule.Pearson || model.scale() instanceof ScaleRule.Deviance;
        return marginal.isEmpty() && estimatedScale ? Optional.of(glm.criteria().df()) : Optional.empty();
    }

    private ChiSquareTest test(double[][] hypothesis, boolean wald) {
        if (wald) {
            return ChiSquareTest.wald(columns().combinations(hypothesis), nearCoefficients(), nearCovariance());
        }
        if (marginal.isEmpty()) {
            return GlmFitter.likelihoodRatio(glm, sample.observations(), LinearAlgebra.independentRows(hypothesis));
        }
        double[][] rows = LinearAlgebra.independentRows(hypothesis);
        GenmodClusters clusters = sample.clusters().orElseThrow();
        return marginal.get() instanceof GeeFit gee
                ? GeeFitter.score(gee, clusters.observations(), rows)
                : AlrFitter.score((AlrFit) marginal.get(), clusters.observations(), rows);
    }

    private CentredColumns columns() {
        return marginal.map(MarginalFit::columns).orElseGet(glm::columns);
    }

    private double[] nearCoefficients() {
        return marginal.map(fit -> fit.nearest().estimates())
                .orElseGet(() -> glm.nearest().estimates());
    }

    private double[] nearCovariance() {
        return smallSample
                .map(SmallSampleCovariance::nearCovariance)
                .or(() -> marginal.map(fit -> fit.nearest().empiricalCovariance()))
                .orElseGet(() -> glm.nearest().covariance());
    }
}
