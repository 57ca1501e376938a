package hermite.data.engine.xport;

import hermite.data.Missing;

/**
 * Numbers of the transport format: IBM System/360 long floating point (sign, exponent of 16 in excess 64, 56-bit
 * fraction), big-endian. Source: SAS Institute, "Record Layout of a SAS Version 5 or 6 Data Set in SAS Transport
 * (XPORT) Format", TS-140. A missing value is its code in the first byte, zeros after it.
 */
final class IbmDouble {
    private static final long FRACTION = 0x00FF_FFFF_FFFF_FFFFL;
    private static final long MANTISSA = 0x000F_FFFF_FFFF_FFFFL;

    private IbmDouble() {}

    /** @param length bytes stored, 2–8; those cut off are zero */
    static double read(byte[] bytes, int from, int length) {
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = bits << 8 | (i < length ? bytes[from + i] & 0xFF : 0);
        }
        long fraction = bits & FRACTION;
        int first = (int) (bits >>> 56);
        if (fraction == 0) {
            boolean code = first == '_' || first == '.' || first >= 'A' && first <= 'Z';
            return code ? Missing.of((char) first) : 0;
        }
        double magnitude = Math.scalb((double) fraction, 4 * ((first & 0x7F) - 64) - 56);
        return first > 0x7F ? -magnitude : magnitude;
    }

    /**
     * The eight bytes of a number or missing value. Too small magnitudes become zero.
     *
     * @throws ArithmeticException when the magnitude is beyond the format (about 7.2E75)
     */
    static long bits(double value) {
        if (value != value) {
            return (long) Missing.code(value) << 56;
        }
        if (value == 0) {
            return 0;
        }
        int exponent = Math.getExponent(value);
        if (exponent < Double.MIN_EXPONENT) {
            return 0;
        }
        int shift = Math.floorMod(exponent, 4);
        int power = (exponent - shift) / 4 + 1 + 64;
        if (power < 0) {
            return 0;
        }
        if (power > 0x7F) {
            throw new ArithmeticException(value + " is beyond the transport format's range");
        }
        long raw = Double.doubleToRawLongBits(value);
        long fraction = (raw & MANTISSA | MANTISSA + 1) << shift;
        return raw & Long.MIN_VALUE | (long) power << 56 | fraction;
    }
}
