package hermite.math.search;

/** A technique of maximisation. */
public interface Maximiser {
    /** Maximises from {@code start}, which is not changed. */
    Maximum maximise(SmoothObjective objective, double[] start);
}
