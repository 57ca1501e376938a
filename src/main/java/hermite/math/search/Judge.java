package hermite.math.search;

import hermite.math.Rows;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Says after each step whether a stopping rule ends the search; counts successive successes of its criteria. */
final class Judge {
    private static final double TINY = 1e-300;

    private final StoppingRule rule;
    private final Map<StoppingRule.Criterion, Integer> successes = new EnumMap<>(StoppingRule.Criterion.class);
    private final long began = System.nanoTime();

    Judge(StoppingRule rule) {
        this.rule = rule;
    }

    /**
     * A step of the minimisation of F.
     *
     * @param decrement g'B⁻¹g before the step, NaN without B
     */
    record Step(
            int iteration,
            int evaluations,
            double[] oldX,
            double[] x,
            double[] oldG,
            double[] g,
            double oldF,
            double f,
            double decrement) {
        private double length() {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += (x[i] - oldX[i]) * (x[i] - oldX[i]);
            }
            return Math.sqrt(sum);
        }

        private double relativeLength() {
            double largest = 0;
            for (int i = 0; i < x.length; i++) {
                double size = Math.max(Math.abs(x[i]), Math.abs(oldX[i]));
                largest = Math.max(largest, size > 0 ? Math.abs(x[i] - oldX[i]) / size : 0);
            }
            return largest;
        }

        private double relativeGradient() {
            double size = Math.max(Math.abs(f), TINY);
            if (!Double.isNaN(decrement)) {
                return decrement / size;
            }
            double change = 0;
            for (int i = 0; i < g.length; i++) {
                change += (g[i] - oldG[i]) * (g[i] - oldG[i]);
            }
            return Rows.dot(g, g, g.length) * length() / (Math.max(Math.sqrt(change), TINY) * size);
        }
    }

    /** The criterion that ends the search, if one does. */
    Optional<StoppingRule.Criterion> met(Step step) {
        if (step.iteration() < rule.minIterations()) {
            return Optional.empty();
        }
        Optional<StoppingRule.Criterion> first = Optional.empty();
        for (StoppingRule.Criterion criterion : StoppingRule.Criterion.values()) {
            StoppingRule.Tolerance tolerance = rule.tolerances().get(criterion);
            if (tolerance == null || !(reached(criterion, step) <= tolerance.value())) {
                successes.remove(criterion);
            } else if (successes.merge(criterion, 1, Integer::sum) >= tolerance.successive() && first.isEmpty()) {
                first = Optional.of(criterion);
            }
        }
        return first;
    }

    private static double reached(StoppingRule.Criterion criterion, Step step) {
        double change = Math.abs(step.oldF - step.f);
        return switch (criterion) {
            case ABSCONV -> step.f;
            case ABSFCONV -> change;
            case ABSGCONV -> Rows.maxAbs(step.g, step.g.length);
            case ABSXCONV -> step.length();
            case FCONV -> change / Math.max(Math.abs(step.oldF), TINY);
            case FCONV2 -> step.decrement / 2;
            case GCONV -> step.relativeGradient();
            case XCONV -> step.relativeLength();
        };
    }

    /** The limit that ends the search, if one does. */
    Optional<Maximum.Ending> limit(Step step) {
        if (step.iteration() >= rule.maxIterations()) {
            return Optional.of(Maximum.Ending.ITERATION_LIMIT);
        }
        if (step.evaluations() >= rule.maxEvaluations()) {
            return Optional.of(Maximum.Ending.EVALUATION_LIMIT);
        }
        return (System.nanoTime() - began) * 1e-9 > rule.maxSeconds()
                ? Optional.of(Maximum.Ending.TIME_LIMIT)
                : Optional.empty();
    }
}
