package hermite.model.glmm.covariance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Restrictions of reported covariance parameters that say the same of the optimisation parameters, and their translation. */
public final class FactorRestriction {
    private static final double NOTHING = 1e-9;

    private final RandomCovariance covariance;
    private final int t;
    private final int c;

    public FactorRestriction(RandomCovariance covariance, int parameters) {
        this.covariance = covariance;
        t = covariance.parameters();
        c = parameters;
    }

    public boolean expresses(CovarianceRestriction restriction) {
        boolean[] zero = new boolean[c];
        for (CovarianceRestriction.Equation equation : restriction.equations()) {
            int[] used = used(equation);
            if (used.length == 1) {
                double value = equation.value() / equation.coefficient(used[0]);
                if (!holds(used[0], value)) {
                    return false;
                }
                zero[used[0]] = value == 0;
            } else if (used.length != 2 || !ties(equation, used, restriction)) {
                return false;
            }
        }
        return zerosAreZeros(zero) && variancesVanishWithTheirBlock(zero);
    }

    /** A variance that other parameters of its block are measured by can only be zero with them. */
    private boolean variancesVanishWithTheirBlock(boolean[] zero) {
        for (int k = 0; k < t; k++) {
            RandomCovariance.Reported r = covariance.reported().get(k);
            boolean measure =
                    switch (r.kind()) {
                        case COMPOUND_SYMMETRY, TOEPLITZ -> r.column() >= 0;
                        default -> false;
                    };
            if (measure && zero[k] && Arrays.stream(ofBlock(r.block())).anyMatch(other -> !zero[other])) {
                return false;
            }
        }
        return true;
    }

    /** The restriction with the correlations of a vanishing variance, which have no meaning then, held at 0 too. */
    public CovarianceRestriction completed(CovarianceRestriction restriction) {
        CovarianceRestriction out = restriction;
        List<RandomCovariance.Reported> reported = covariance.reported();
        for (int k = 0; k < t; k++) {
            RandomCovariance.Reported r = reported.get(k);
            boolean zero = r.kind() == RandomCovariance.Kind.CORRELATIONS
                    && r.row() == r.column()
                    && restriction.isHeldAt(k, 0, c);
            for (int other = 0; other < t && zero; other++) {
                RandomCovariance.Reported o = reported.get(other);
                boolean concerned = o.block() == r.block()
                        && o.row() != o.column()
                        && (o.row() == r.row() || o.column() == r.row());
                if (concerned && !out.isHeld(other, c)) {
                    out = out.hold(other, 0);
                }
            }
        }
        return out;
    }

    private int[] used(CovarianceRestriction.Equation equation) {
        return IntStream.range(0, c).filter(k -> equation.coefficient(k) != 0).toArray();
    }

    /** Whether holding the reported parameter is holding one optimisation parameter. */
    private boolean holds(int k, double value) {
        if (k == t) {
            return value > 0;
        }
        RandomCovariance.Reported r = covariance.reported().get(k);
        return switch (r.kind()) {
            case COMPONENTS -> value >= 0;
            case CHOLESKY, FACTOR -> true;
            case UNSTRUCTURED, BANDED, CORRELATIONS -> value == 0;
            case COMPOUND_SYMMETRY, TOEPLITZ -> value == 0;
            default -> r.column() < 0 ? Math.abs(value) < 1 : value >= 0;
        };
    }

    private boolean ties(CovarianceRestriction.Equation equation, int[] used, CovarianceRestriction restriction) {
        boolean equal = equation.value() == 0 && equation.coefficient(used[0]) == -equation.coefficient(used[1]);
        if (!equal || used[1] >= t) {
            return false;
        }
        List<RandomCovariance.Reported> reported = covariance.reported();
        RandomCovariance.Reported a = reported.get(used[0]);
        RandomCovariance.Reported b = reported.get(used[1]);
        boolean same = a.kind() == b.kind() && a.row() == b.row() && a.column() == b.column();
        return switch (a.kind()) {
            case COMPONENTS -> b.kind() == a.kind();
            case CHOLESKY, FACTOR -> b.kind() == a.kind() && a.isBoundedBelow() == b.isBoundedBelow();
            default -> same && blocksAreTied(a.block(), b.block(), restriction);
        };
    }

    /** Whether every parameter of the one block is tied to its like in the other. */
    private boolean blocksAreTied(int one, int other, CovarianceRestriction restriction) {
        List<RandomCovariance.Reported> reported = covariance.reported();
        int[] first = ofBlock(one);
        int[] second = ofBlock(other);
        if (first.length != second.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            int a = first[i];
            int b = second[i];
            boolean like = reported.get(a).row() == reported.get(b).row()
                    && reported.get(a).column() == reported.get(b).column();
            boolean tied = restriction.equations().stream()
                    .anyMatch(e -> e.value() == 0
                            && used(e).length == 2
                            && e.coefficient(a) != 0
                            && e.coefficient(a) == -e.coefficient(b));
            if (!like || !tied) {
                return false;
            }
        }
        return true;
    }

    private int[] ofBlock(int block) {
        return IntStream.range(0, t)
                .filter(k -> covariance.reported().get(k).block() == block)
                .toArray();
    }

    /** Whether zeros at these places of L give zeros at the same places of G and no others: tried at a generic L. */
    private boolean zerosAreZeros(boolean[] zero) {
        double[] theta = new double[t];
        for (int k = 0; k < t; k++) {
            theta[k] = zero[k] ? 0 : 0.3 + 0.1 * Math.sin(1.7 * k + 1);
        }
        double[] reported = covariance.report(theta);
        for (int k = 0; k < t; k++) {
            boolean element =
                    switch (covariance.reported().get(k).kind()) {
                        case UNSTRUCTURED, BANDED, CORRELATIONS -> true;
                        default -> false;
                    };
            if (element && zero[k] != (Math.abs(reported[k]) < NOTHING)) {
                return false;
            }
        }
        return true;
    }

    /** The same restriction of the optimisation parameters, for one that {@link #expresses} accepts. */
    public CovarianceRestriction translate(CovarianceRestriction restriction) {
        CovarianceRestriction out = CovarianceRestriction.none();
        for (CovarianceRestriction.Equation equation : restriction.equations()) {
            int[] used = used(equation);
            out = used.length == 2
                    ? out.equal(used[0], used[1])
                    : out.hold(used[0], translated(used[0], equation.value() / equation.coefficient(used[0])));
        }
        return out;
    }

    private double translated(int k, double value) {
        if (k == t) {
            return StrictMath.log(value);
        }
        RandomCovariance.Reported r = covariance.reported().get(k);
        return switch (r.kind()) {
            case COMPONENTS -> Math.sqrt(value);
            case CHOLESKY, FACTOR, UNSTRUCTURED, BANDED, CORRELATIONS -> value;
            default -> {
                // one optimisation parameter belongs to it: its value does not depend on the others
                int[] block = ofBlock(r.block());
                double[] own = new double[block.length];
                int place = 0;
                for (int i = 0; i < block.length; i++) {
                    boolean correlation = covariance.reported().get(block[i]).column() < 0;
                    own[i] = block[i] == k ? value : correlation ? 0 : 1;
                    place = block[i] == k ? i : place;
                }
                yield covariance.blockOptimization(r.block(), own)[place];
            }
        };
    }
}
