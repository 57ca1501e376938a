package hermite.data.format;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;

/** The built-in formats and informats. */
public final class FormatCatalogue implements Formats {

    @Override
    public boolean knowsFormat(String name) {
        return name.isEmpty();
    }

    @Override
    public boolean knowsInformat(String name) {
        return name.isEmpty();
    }

    @Override
    public String write(double value, Format format) {
        return Missing.isMissing(value) ? Missing.text(value) : Double.toString(value);
    }

    @Override
    public String write(String value, Format format) {
        return value;
    }

    @Override
    public double readNumber(String field, Format informat) {
        return field.isBlank() ? Missing.DOT : Double.parseDouble(field.strip());
    }

    @Override
    public String readText(String field, Format informat) {
        return field.strip();
    }

    @Override
    public int defaultWidth(Format format) {
        return 12;
    }
}
