package hermite.sas.session;

import java.util.ArrayList;
import java.util.List;

/** Breaks a message into log lines: at blanks, the following lines indented under the text. */
final class LineWrap {
    private LineWrap() {}

    /**
     * @param prefix what stands before the first line, for example {@code NOTE: }
     * @param text the message; a line end in it begins a new line, whose own leading blanks are kept
     */
    static List<String> wrap(String prefix, String text, int lineSize) {
        String indent = " ".repeat(prefix.length());
        List<String> lines = new ArrayList<>();
        String lead = prefix;
        for (String paragraph : text.split("\n", -1)) {
            String rest = lead.equals(prefix) || !paragraph.startsWith(" ") ? paragraph : paragraph.stripLeading();
            String margin = rest.equals(paragraph) ? lead : paragraph.substring(0, paragraph.length() - rest.length());
            String hanging = margin.equals(prefix) ? indent : margin;
            int room = Math.max(20, lineSize - margin.length());
            while (rest.length() > room) {
                int blank = rest.lastIndexOf(' ', room);
                int cut = blank > 0 ? blank : room;
                lines.add((margin + rest.substring(0, cut)).stripTrailing());
                rest = rest.substring(cut).stripLeading();
                margin = hanging;
                room = Math.max(20, lineSize - margin.length());
            }
            lines.add(margin + rest);
            lead = indent;
        }
        return lines;
    }
}
