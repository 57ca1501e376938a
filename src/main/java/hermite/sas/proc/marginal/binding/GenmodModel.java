package hermite.sas.proc.marginal.binding;

import hermite.model.ClassVariable;
import hermite.model.ClassVariable.LevelOrder;
import hermite.model.Effect;
import hermite.model.Family;
import hermite.model.Link;
import hermite.model.gee.WorkingCorrelation;
import hermite.model.glm.ScaleRule;
import hermite.sas.proc.construct.ConstructedEffects;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.Options;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a step asks for: statements and options bound to the variables of its input.
 *
 * @param constructed what EFFECT statements add to the variables that effects name
 * @param categories what kind of multinomial the response is; the family of a multinomial is the binomial
 * @param power of a Tweedie variance function, when it is given
 */
public record GenmodModel(
        String dataSet,
        Response response,
        List<ClassVariable> classes,
        List<Effect> effects,
        ConstructedEffects constructed,
        boolean intercept,
        Family family,
        Link link,
        Categories categories,
        Optional<ZeroInflation> zeroInflation,
        ScaleRule scale,
        OptionalDouble power,
        boolean scaleGiven,
        Optional<String> offset,
        Optional<String> weight,
        Optional<String> frequency,
        double alpha,
        Optional<Double> converge,
        int maxIterations,
        boolean expected,
        double singular,
        int nameLength,
        Tests tests,
        LikelihoodOptions likelihood,
        Optional<Repeated> repeated,
        List<Store> stores,
        Optional<Output> output) {

    /**
     * The response.
     *
     * @param trials variable of trials in {@code events/trials}
     * @param order of its levels
     * @param event which level is modelled, when the statement says so; otherwise the first in order
     */
    public record Response(
            String variable, Optional<String> trials, LevelOrder order, boolean descending, Optional<Event> event) {}

    /** Multinomial responses. */
    public enum Categories {
        /** The response is no multinomial. */
        NONE,
        /** Ordered levels, with a cumulative link. */
        ORDERED,
        /** Levels without order, with generalized logits. */
        NOMINAL
    }

    /** A level by name, or by place in the order. */
    public sealed interface Event {
        record Level(String value) implements Event {}

        record First() implements Event {}

        record Last() implements Event {}

        /** All but this one. */
        record NotLevel(String value) implements Event {}
    }

    /** ZEROMODEL: the effects, besides the constant, and the link of the probability of an extra zero. */
    public record ZeroInflation(List<Effect> effects, Link link) {}

    /** What is printed about tests and matrices. */
    public record Tests(
            boolean type1,
            boolean type3,
            boolean wald,
            boolean covariance,
            boolean correlation,
            boolean scaleLimitsPlain,
            boolean type3Coefficients) {}

    /**
     * REPEATED.
     *
     * @param within occasions; empty for the order of the rows
     * @param logOddsRatios empty for estimating equations with {@code correlation}
     */
    public record Repeated(
            Effect subject,
            Optional<Effect> within,
            WorkingCorrelation correlation,
            Optional<LogOddsStructure> logOddsRatios,
            Optional<double[]> startingLogOddsRatios,
            Optional<Double> converge,
            int maxIterations,
            Prints prints,
            MarginalRequest request) {}

    /** What REPEATED prints beyond its estimates. */
    public record Prints(
            boolean modelBasedErrors,
            boolean initialFit,
            boolean workingCorrelation,
            boolean modelCovariance,
            boolean empiricalCovariance,
            boolean modelCorrelation,
            boolean empiricalCorrelation) {}

    /** LOGOR=, before the number of occasions and levels is known. */
    public sealed interface LogOddsStructure {
        /** The text of "Log Odds Ratio Structure". */
        String label();

        record Exchangeable() implements LogOddsStructure {
            @Override
            public String label() {
                return "Exchangeable";
            }
        }

        record FullClusters() implements LogOddsStructure {
            @Override
            public String label() {
                return "Fully Parameterized Clusters";
            }
        }

        /** Levels of a class variable that is constant in a subject. */
        record ByVariable(String variable) implements LogOddsStructure {
            @Override
            public String label() {
                return "Constant Within Subject Groups";
            }
        }

        record Nested(String subcluster, boolean each) implements LogOddsStructure {
            @Override
            public String label() {
                return each ? "k-Nested" : "1-Nested";
            }
        }

        /**
         * Rows of Z for each cluster.
         *
         * @param rows names of the columns of Z
         * @param pair names of the two variables with the pair; empty when rows are in the order of the pairs
         */
        record Full(hermite.data.Table table, List<String> rows, List<String> pair) implements LogOddsStructure {
            @Override
            public String label() {
                return "Full Z-Matrix";
            }
        }

        /** Rows of Z for the pairs of occasions in order, the same for all clusters. */
        record Replicated(List<double[]> rows) implements LogOddsStructure {
            @Override
            public String label() {
                return "Replicated Z-Matrix";
            }
        }
    }

    public record Store(DataSetReference reference, String label) {}

    /** OUTPUT: statistics by option name with the variable's name. */
    public record Output(Optional<DataSetReference> out, Options statistics, double alpha) {}

    public boolean hasTrials() {
        return response.trials().isPresent();
    }

    /** Whether the response has levels, one of which is modelled. */
    public boolean isBinary() {
        return family == Family.BINOMIAL && !hasTrials() && !isMultinomial();
    }

    public boolean isMultinomial() {
        return categories != Categories.NONE;
    }
}
