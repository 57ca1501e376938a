package hermite.model;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;

/** Formats for tests of this room: whole numbers without a point, others as Java writes them. */
public final class PlainFormats implements Formats {
    @Override
    public boolean knowsFormat(String name) {
        return name.equals("BEST");
    }

    @Override
    public boolean knowsInformat(String name) {
        return false;
    }

    @Override
    public String write(double value, Format format) {
        if (Missing.isMissing(value)) {
            return Missing.text(value);
        }
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public String write(String value, Format format) {
        return value;
    }

    @Override
    public double readNumber(String field, Format informat) {
        return Double.parseDouble(field);
    }

    @Override
    public String readText(String field, Format informat) {
        return field;
    }

    @Override
    public int defaultWidth(Format format) {
        return 12;
    }
}
