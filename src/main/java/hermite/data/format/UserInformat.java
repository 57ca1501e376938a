package hermite.data.format;

/** An informat defined by a program: values for texts, as INVALUE of PROC FORMAT makes them. */
public interface UserInformat {
    /** Upper case; with a leading {@code $} when the result is text. */
    String name();

    int defaultWidth();

    /** The number, a missing value, or {@link NumberReader#INVALID}. */
    double number(String field);

    String text(String field);
}
