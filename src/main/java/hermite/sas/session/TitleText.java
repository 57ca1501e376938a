package hermite.sas.session;

import hermite.data.Formats;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.sas.proc.ByGroup;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of the BY group into titles: {@code #BYVAL1}, {@code #BYVAL(trt)}, {@code #BYVAR1}, {@code #BYLINE}. */
final class TitleText {
    private static final Pattern MARK = Pattern.compile(
            "#(?:(BYLINE)|(BYVAL|BYVAR)(?:(\\d+)|\\(([A-Za-z_][A-Za-z0-9_]*|\\d+)\\)))", Pattern.CASE_INSENSITIVE);

    private TitleText() {}

    static List<String> fill(List<String> lines, Optional<ByGroup> group, Formats formats) {
        if (group.isEmpty() || group.get().variables().isEmpty()) {
            return lines;
        }
        return lines.stream().map(line -> fill(line, group.get(), formats)).toList();
    }

    private static String fill(String line, ByGroup group, Formats formats) {
        Matcher mark = MARK.matcher(line);
        return mark.replaceAll(found -> Matcher.quoteReplacement(value(mark, found.group(), group, formats)));
    }

    private static String value(Matcher mark, String written, ByGroup group, Formats formats) {
        if (mark.group(1) != null) {
            return group.heading();
        }
        String which = mark.group(3) != null ? mark.group(3) : mark.group(4);
        int index = index(which, group);
        if (index < 0) {
            return written;
        }
        Variable variable = group.table().variable(group.variables().get(index)).orElseThrow();
        if (mark.group(2).equalsIgnoreCase("BYVAR")) {
            return variable.labelOrName();
        }
        Cell value = group.values().get(index);
        return value instanceof Cell.Number number
                ? formats.display(variable, number.value())
                : value instanceof Cell.Text text ? formats.display(variable, text.value()) : "";
    }

    private static int index(String which, ByGroup group) {
        if (Character.isDigit(which.charAt(0))) {
            int number = which.length() > 3 ? 0 : Integer.parseInt(which);
            return number >= 1 && number <= group.variables().size() ? number - 1 : -1;
        }
        for (int i = 0; i < group.variables().size(); i++) {
            if (group.variables().get(i).equalsIgnoreCase(which)) {
                return i;
            }
        }
        return -1;
    }
}
