package hermite.sas.proc.freq;

import hermite.report.NumberFormat;
import hermite.report.NumberFormats;

/** How PROC FREQ prints counts and percentages. */
final class FreqFormats {
    static final NumberFormat PERCENT = NumberFormats.F_2;

    private FreqFormats() {}

    /** Whole numbers, or as many digits as eight columns hold when there are weights. */
    static NumberFormat count(Tally tally) {
        return tally.isWhole() ? NumberFormats.INTEGER : NumberFormats.BEST8;
    }
}
