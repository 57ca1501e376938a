package hermite.sas.proc.means;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.report.NumberFormat;
import java.util.OptionalInt;

/**
 * How PROC MEANS prints statistics: in twelve columns, with seven decimals while there is room, else two; zero as 0;
 * with MAXDEC= that number of decimals (shared/spec/output_layout.md, section 6).
 */
record StatisticFormat(Formats formats, OptionalInt maximumDecimals) implements NumberFormat {
    private static final Format SEVEN_DECIMALS = Format.of("12.7");
    private static final Format TWO_DECIMALS = Format.of("12.2");
    private static final double SMALLEST_FIXED = 1e-4;

    @Override
    public String print(double value) {
        return formats.write(value, format(value)).strip();
    }

    private Format format(double value) {
        double magnitude = Math.abs(value);
        if (maximumDecimals.isPresent()) {
            int decimals = maximumDecimals.getAsInt();
            return magnitude < 1e15 ? new Format("", 18 + decimals, decimals) : Formats.BEST12;
        }
        if (value == 0 || magnitude < SMALLEST_FIXED || magnitude >= 1e8) {
            return Formats.BEST12;
        }
        return magnitude < 1000 ? SEVEN_DECIMALS : TWO_DECIMALS;
    }

    @Override
    public String sasFormat() {
        return maximumDecimals.isPresent() ? "12." + maximumDecimals.getAsInt() : "BEST12.";
    }
}
