package hermite.sas.proc.postfit;

import hermite.model.inference.Combination;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.Multiplicity;
import hermite.model.inference.Tail;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.postfit.table.CombinationTable;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ADJUST= of a statement. */
final class Adjustment {
    /** Start of the random stream when SEED= is absent; fixed, so that a program prints the same twice. */
    private static final long USUAL_SEED = 1987;

    private final String word;
    private final Options options;
    private final boolean stepDown;
    private final boolean ownDegreesOfFreedom;
    private final Log log;

    Adjustment(Options statement, Log log) {
        this.stepDown = statement.has("STEPDOWN");
        // Without ADJUST= a step-down adjustment is Holm's.
        this.word = statement
                .word("ADJUST")
                .filter(w -> !stepDown || !w.equals("T"))
                .orElse(stepDown ? "BON" : "T");
        this.options = statement.suboptions("ADJUST");
        this.ownDegreesOfFreedom =
                statement.word("ADJDFE").filter("ROW"::equals).isPresent();
        if (stepDown && !List.of("BON", "SIDAK", "SIMULATE", "DUNNETT").contains(word)) {
            throw new StepFailure(
                    PostFitMessage.ADJUST_NEEDS,
                    word,
                    "single-step tests: STEPDOWN is for BON, SIDAK, DUNNETT, SIMULATE");
        }
        this.log = log;
    }

    boolean isAsked() {
        return !word.equals("T");
    }

    boolean isDunnett() {
        return word.equals("DUNNETT");
    }

    /** The second title line; empty when nothing is adjusted. */
    Optional<String> title(String beginning, boolean equalVariances) {
        String manner =
                stepDown ? (word.equals("BON") ? "Holm" : "Stepdown " + label(equalVariances)) : label(equalVariances);
        return isAsked() ? Optional.of(beginning + ": " + manner) : Optional.empty();
    }

    private String label(boolean equalVariances) {
        return switch (word) {
            case "BON" -> "Bonferroni";
            case "SIDAK" -> "Sidak";
            case "SCHEFFE" -> "Scheffe";
            case "TUKEY" -> equalVariances ? "Tukey" : "Tukey-Kramer";
            case "SMM" -> "SMM";
            case "DUNNETT" -> "Dunnett";
            default -> "Simulated";
        };
    }

    /**
     * Rows with adjusted probabilities and criticals.
     *
     * @param combinations empty where not estimable; those take no part
     * @param means number of means the comparisons are among, for Tukey's range
     * @param sourceDf degrees of freedom of the test of the effect, which adjusted results have unless ADJDFE=ROW says
     *     that they have the rows' own; NaN where there is no such test
     */
    List<CombinationTable.Line> adjust(
            FittedCoefficients fit,
            List<CombinationTable.Line> lines,
            List<double[]> rows,
            int means,
            Tail tail,
            double alpha,
            double sourceDf) {
        if (!isAsked()) {
            return lines;
        }
        List<Combination> estimable = new ArrayList<>();
        List<double[]> estimableRows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).combination().isPresent()) {
                Combination c = lines.get(i).combination().get();
                boolean own = ownDegreesOfFreedom || Double.isNaN(sourceDf);
                estimable.add(own ? c : c.withDegreesOfFreedom(sourceDf));
                estimableRows.add(rows.get(i));
            }
        }
        if (estimable.isEmpty()) {
            return lines;
        }
        if (tail != Tail.TWO_SIDED && (word.equals("TUKEY") || word.equals("SMM") || word.equals("SCHEFFE"))) {
            throw new StepFailure(PostFitMessage.ADJUST_NEEDS, word, "two-sided tests");
        }
        double[][] comparisons = estimableRows.toArray(double[][]::new);
        Multiplicity.Method method = method(means, alpha);
        Multiplicity.Adjusted adjusted = stepDown
                ? Multiplicity.stepDown(method, fit, estimable, comparisons, tail, alpha)
                : Multiplicity.adjust(method, fit, estimable, comparisons, tail, alpha);
        List<CombinationTable.Line> result = new ArrayList<>();
        int next = 0;
        for (CombinationTable.Line line : lines) {
            if (line.combination().isEmpty()) {
                result.add(line);
                continue;
            }
            result.add(new CombinationTable.Line(
                    line.identity(),
                    line.combination(),
                    line.alpha(),
                    adjusted.probabilities()[next],
                    adjusted.criticals()[next],
                    line.further()));
            next++;
        }
        return result;
    }

    private Multiplicity.Method method(int means, double alpha) {
        return switch (word) {
            case "BON" -> new Multiplicity.Method.Bonferroni();
            case "SIDAK" -> new Multiplicity.Method.Sidak();
            case "SCHEFFE" -> new Multiplicity.Method.Scheffe();
            case "TUKEY" -> new Multiplicity.Method.Tukey(means);
            case "SMM" -> new Multiplicity.Method.MaximumModulus();
            case "DUNNETT" -> new Multiplicity.Method.Dunnett();
            default -> simulated(alpha);
        };
    }

    private Multiplicity.Method simulated(double alpha) {
        double accuracy = positive("ACC", 0.005);
        double epsilon = positive("EPS", 0.01);
        int samples = options.number("NSAMP").isPresent()
                ? (int) positive("NSAMP", 1)
                : Multiplicity.samples(alpha, accuracy, epsilon);
        long given = (long) options.number("SEED").orElse(0);
        long seed = given > 0 ? given : USUAL_SEED;
        log.write(PostFitMessage.SAMPLES, samples, seed);
        return new Multiplicity.Method.Simulated(samples, seed);
    }

    private double positive(String option, double otherwise) {
        double value = options.number(option).orElse(otherwise);
        if (!(value > 0) || option.equals("EPS") && value >= 1 || value > 1e8) {
            throw new StepFailure(PostFitMessage.RANGE, Double.toString(value), option, "a positive number");
        }
        return value;
    }
}
