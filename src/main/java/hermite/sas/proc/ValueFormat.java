package hermite.sas.proc;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Variable;
import hermite.report.NumberFormat;

/** A number format of procedure output that is a variable's format in the session, user formats included. */
public record ValueFormat(Formats formats, Format format) implements NumberFormat {

    /** The variable's format, or BEST12. where it has none. */
    public static ValueFormat of(Formats formats, Variable variable) {
        return new ValueFormat(formats, variable.format().orElse(Formats.BEST12));
    }

    @Override
    public String print(double value) {
        return formats.write(value, format).strip();
    }

    @Override
    public String sasFormat() {
        return format.toString();
    }
}
