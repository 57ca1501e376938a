package hermite.r.vector;

/** Takes the warnings of an operation. */
@FunctionalInterface
public interface Warnings {
    void warn(String message);
}
