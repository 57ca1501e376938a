package hermite.report.graph;

/**
 * Widths of text in Helvetica, which Arial and Liberation Sans share, so that graphs are laid out alike on every
 * machine, even one without fonts. Figures: Adobe font metrics of Helvetica and Helvetica-Bold, in 1/1000 of the size.
 */
final class TextMetrics {
    /** Height of capitals and of the part above the base line, as parts of the font size. */
    static final double CAP_HEIGHT = 0.718;

    static final double ASCENT = 0.78;
    static final double LINE_HEIGHT = 1.25;

    private static final int FIRST = 32;
    private static final int ELSEWHERE = 600;
    private static final int IDEOGRAPH = 1000;

    private static final int[] REGULAR = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
    };

    private static final int[] BOLD = {
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
        975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
        333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
        611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584
    };

    private TextMetrics() {}

    /** Width in pixels at a font size in pixels. */
    static double width(String text, double size, boolean bold) {
        int[] table = bold ? BOLD : REGULAR;
        int sum = text.codePoints()
                .map(c -> c >= FIRST && c < FIRST + table.length
                        ? table[c - FIRST]
                        : Character.isIdeographic(c) ? IDEOGRAPH : ELSEWHERE)
                .sum();
        return sum * size / 1000;
    }
}
