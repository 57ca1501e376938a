package hermite.sas.proc.format;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.format.UserFormat;
import java.util.List;
import java.util.Optional;

/**
 * A format of VALUE: labels for ranges of values, tried in order, OTHER last.
 *
 * @param name upper case, with {@code $} for text
 * @param formats writes values without a label, and those with a format in brackets for label
 */
record LabelFormat(String name, int defaultWidth, List<Label> labels, Formats formats) implements UserFormat {

    /** @param format present for a format in brackets instead of a text */
    record Label(Interval interval, String text, Optional<Format> format) {}

    @Override
    public String label(double value, int width, int decimals) {
        for (Label label : labels) {
            if (label.interval().contains(value)) {
                return label.format().map(f -> formats.write(value, f)).orElse(label.text());
            }
        }
        return formats.write(value, new Format("BEST", Math.max(1, Math.min(32, width)), -1))
                .strip();
    }

    @Override
    public String label(String value, int width) {
        for (Label label : labels) {
            if (label.interval().contains(value)) {
                return label.format().map(f -> formats.write(value, f)).orElse(label.text());
            }
        }
        return value;
    }

    @Override
    public boolean isLeftAligned() {
        return true;
    }
}
