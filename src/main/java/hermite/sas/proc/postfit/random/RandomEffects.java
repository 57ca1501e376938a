package hermite.sas.proc.postfit.random;

import hermite.model.inference.DegreesOfFreedom;
import java.util.List;
import java.util.Optional;

/** The random effects of a fit and how combinations with fixed effects are predicted. */
public interface RandomEffects {
    /**
     * A coefficient.
     *
     * @param effect place among {@link #effects}
     * @param column of the effect within a subject
     */
    record Part(int effect, int column, RandomEffect.Copy copy, double coefficient) {}

    /**
     * l'β + m'u.
     *
     * @param fixed l, one a column of X; aliased columns are passed over
     */
    record Target(double[] fixed, List<Part> random) {}

    /** In the order of the RANDOM statements. */
    List<RandomEffect> effects();

    /** m'û. */
    double estimate(List<Part> random);

    /** Covariances of l'β̂ + m'(û − u), row-major. */
    double[] covariance(List<Target> targets);

    /** Of combinations of the targets, where they have a method of their own. */
    default Optional<DegreesOfFreedom> degreesOfFreedom(List<Target> targets) {
        return Optional.empty();
    }

    /** DDFM= that gives none for combinations with random effects; "" where there is none such. */
    default String methodWithoutDegreesOfFreedom() {
        return "";
    }

    /** Of combinations without fixed effects. */
    double degreesOfFreedom();
}
