package hermite.r.print;

import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RVector;

/** Vectors without dimensions on lines: with index labels, or under their names. */
final class VectorLines {
    private VectorLines() {}

    static void append(RVector x, PrintSettings settings, StringBuilder out) {
        if (x.length() == 0) {
            out.append(x.names() != null ? "named " : "")
                    .append(CommonFormat.empty(x))
                    .append('\n');
            return;
        }
        int start = out.length();
        String[] elements = CommonFormat.of(x, settings);
        RCharacter names = x.names();
        if (names != null) {
            named(elements, names, settings, out);
            if (x instanceof RComplex) {
                // R puts no gap after the last complex number of a line
                String printed = out.substring(start).replaceAll("i +\n", "i\n");
                out.setLength(start);
                out.append(printed);
            }
        } else {
            indexed(elements, CommonFormat.isText(x) && !settings.right(), settings.width(), out);
        }
    }

    static void indexed(String[] elements, boolean left, int width, StringBuilder out) {
        int count = elements.length;
        int label = Integer.toString(count).length() + 2;
        int cell = TextWidth.widest(elements);
        int perLine = Math.max(1, (width - label) / (cell + 1));
        for (int i = 0; i < count; i++) {
            if (i % perLine == 0) {
                out.append(i == 0 ? "" : "\n");
                out.append(TextWidth.padLeft("[" + (i + 1) + "]", label));
            }
            out.append(' ');
            out.append(left ? TextWidth.padRight(elements[i], cell) : TextWidth.padLeft(elements[i], cell));
        }
        out.append('\n');
    }

    private static void named(String[] elements, RCharacter names, PrintSettings settings, StringBuilder out) {
        String[] labels = new String[elements.length];
        for (int i = 0; i < labels.length; i++) {
            String name = i < names.length() ? names.get(i) : "";
            labels[i] = name == null ? "<NA>" : name;
        }
        int cell = Math.max(TextWidth.widest(elements), TextWidth.widest(labels));
        String gap = " ".repeat(settings.gap());
        int perLine = Math.max(1, settings.width() / (cell + settings.gap()));
        for (int start = 0; start < elements.length; start += perLine) {
            int end = Math.min(elements.length, start + perLine);
            for (int i = start; i < end; i++) {
                out.append(TextWidth.padLeft(labels[i], cell)).append(gap);
            }
            out.append('\n');
            for (int i = start; i < end; i++) {
                out.append(TextWidth.padLeft(elements[i], cell)).append(gap);
            }
            out.append('\n');
        }
    }
}
