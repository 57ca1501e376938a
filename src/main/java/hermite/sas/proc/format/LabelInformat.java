package hermite.sas.proc.format;

import hermite.data.Missing;
import hermite.data.format.NumberReader;
import hermite.data.format.UserInformat;
import java.util.List;
import java.util.Locale;

/**
 * An informat of INVALUE: values for texts, tried in order, OTHER last.
 *
 * @param name upper case, with {@code $} when it gives text
 * @param upcase texts are taken in upper case before they are looked up
 * @param just leading blanks do not count
 */
record LabelInformat(String name, int defaultWidth, List<Entry> entries, boolean upcase, boolean just)
        implements UserInformat {

    /** What an entry gives. */
    enum Kind {
        VALUE,
        /** {@code _SAME_}: the text itself, as a number or as it is. */
        SAME,
        /** {@code _ERROR_}: not valid. */
        ERROR
    }

    /** @param number used when the informat gives numbers, @param text when it gives text */
    record Entry(Interval interval, Kind kind, double number, String text) {}

    private String prepared(String field) {
        String text = just ? field.strip() : field.stripTrailing();
        return upcase ? text.toUpperCase(Locale.ROOT) : text;
    }

    @Override
    public double number(String field) {
        String text = prepared(field);
        for (Entry entry : entries) {
            if (entry.interval().contains(text)) {
                return switch (entry.kind()) {
                    case VALUE -> entry.number();
                    case SAME -> NumberReader.read(text);
                    case ERROR -> NumberReader.INVALID;
                };
            }
        }
        return text.isBlank() ? Missing.DOT : NumberReader.read(text);
    }

    @Override
    public String text(String field) {
        String text = prepared(field);
        for (Entry entry : entries) {
            if (entry.interval().contains(text)) {
                return entry.kind() == Kind.VALUE ? entry.text() : entry.kind() == Kind.SAME ? text : "";
            }
        }
        return text;
    }
}
