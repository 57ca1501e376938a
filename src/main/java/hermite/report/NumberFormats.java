package hermite.report;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.format.FormatCatalogue;

/** The number formats of procedure output (shared/spec/output_layout.md, section 2). */
public enum NumberFormats implements NumberFormat {
    /** Four decimals in eight columns, fewer where they do not fit. GENMOD's estimates. */
    F8_4("8.4"),
    /** About four significant decimals: more of them for small values. GLIMMIX's and MIXED's estimates. */
    D8_4("D8.4"),
    /** About six decimals: sums of squares. */
    D12_6("D12.6"),
    /** P values: below 0.0001 as {@code <.0001}. */
    PVALUE6_4("PVALUE6.4"),
    /** Two decimals: statistics. */
    F_2("8.2"),
    /** One decimal: MIXED's fit statistics. */
    F12_1("12.1"),
    F12_2("12.2"),
    F12_4("12.4"),
    BEST8("BEST8."),
    BEST12("BEST12."),
    /** Whole numbers. */
    INTEGER("8."),
    /** Eight decimals: the change column of an iteration history. */
    F14_8("14.8");

    private static final Formats CATALOGUE = new FormatCatalogue();

    private final String sasFormat;
    private final Format format;

    NumberFormats(String sasFormat) {
        this.sasFormat = sasFormat;
        this.format = Format.of(sasFormat);
    }

    @Override
    public String print(double value) {
        return CATALOGUE.write(value, format).strip();
    }

    @Override
    public String sasFormat() {
        return sasFormat;
    }
}
