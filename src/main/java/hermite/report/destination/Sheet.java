package hermite.report.destination;

/**
 * A sheet of paper as it lies, in points.
 *
 * @param top margins; NaN for the destination's own
 */
public record Sheet(double width, double height, double top, double bottom, double left, double right) {
    /** US letter with the destination's own margins. */
    public static final Sheet LETTER = of(612, 792);

    public static Sheet of(double width, double height) {
        return new Sheet(width, height, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    public Sheet withMargins(double newTop, double newBottom, double newLeft, double newRight) {
        return new Sheet(width, height, newTop, newBottom, newLeft, newRight);
    }

    /** With another margin where none is given. */
    public Sheet withUsualMargin(double usual) {
        return withMargins(given(top, usual), given(bottom, usual), given(left, usual), given(right, usual));
    }

    private static double given(double margin, double usual) {
        return Double.isNaN(margin) ? usual : margin;
    }

    /** On its long side. */
    public Sheet lying() {
        return width < height ? new Sheet(height, width, top, bottom, left, right) : this;
    }

    public boolean isLying() {
        return width > height;
    }

    public double textWidth() {
        return width - left - right;
    }
}
