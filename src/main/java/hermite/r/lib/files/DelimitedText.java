package hermite.r.lib.files;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into records and fields as read.table and scan do. */
final class DelimitedText {
    /** How fields are set apart. */
    record Rules(String separator, String quotes, String comment, boolean strip, boolean skipBlank) {
        boolean byBlanks() {
            return separator.isEmpty();
        }
    }

    private final String text;
    private final Rules rules;
    private int at;

    final List<String> fields = new ArrayList<>();
    /** Whether a field was quoted, so that it is never a missing value. */
    final List<Boolean> quoted = new ArrayList<>();
    /** Number of fields of each record. */
    final List<Integer> counts = new ArrayList<>();

    DelimitedText(String text, Rules rules) {
        this.text = text;
        this.rules = rules;
    }

    /** @param most number of records, negative for all */
    void read(int most) {
        while (at < text.length() && (most < 0 || counts.size() < most)) {
            int before = fields.size();
            boolean blank = record();
            int count = fields.size() - before;
            if (blank && (rules.skipBlank || rules.byBlanks())) {
                while (fields.size() > before) {
                    fields.remove(fields.size() - 1);
                    quoted.remove(quoted.size() - 1);
                }
                continue;
            }
            counts.add(count);
        }
    }

    /** Reads one record; true when the line is blank. */
    private boolean record() {
        boolean blank = true;
        boolean more = true;
        if (rules.byBlanks()) {
            while (true) {
                skipBlanks();
                if (atEnd()) {
                    endLine();
                    return blank;
                }
                blank = false;
                field();
            }
        }
        while (more) {
            int start = at;
            field();
            blank &= at == start || fields.get(fields.size() - 1).isBlank();
            more = at < text.length() && rules.separator.indexOf(text.charAt(at)) >= 0;
            if (more) {
                blank = false;
                at++;
            }
        }
        endLine();
        return blank;
    }

    private boolean atEnd() {
        return at >= text.length()
                || text.charAt(at) == '\n'
                || text.charAt(at) == '\r'
                || rules.comment.indexOf(text.charAt(at)) >= 0;
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private void endLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\r' && !(at + 1 < text.length() && text.charAt(at + 1) == '\n')) {
                break;
            }
            at++;
        }
        at++;
    }

    private void field() {
        if (!rules.byBlanks() && plainField()) {
            return;
        }
        StringBuilder out = new StringBuilder();
        boolean wasQuoted = false;
        if (!rules.byBlanks() && rules.strip) {
            skipStripped();
        }
        while (!atEnd()) {
            char c = text.charAt(at);
            boolean ends = rules.byBlanks() ? c == ' ' || c == '\t' : rules.separator.indexOf(c) >= 0;
            if (ends) {
                break;
            }
            // with a separator a quote counts at the start of a field only
            if (rules.quotes.indexOf(c) >= 0 && (rules.byBlanks() || out.length() == 0 && !wasQuoted)) {
                wasQuoted = true;
                at++;
                quotedPart(c, out);
            } else {
                out.append(c);
                at++;
            }
        }
        String field = out.toString();
        fields.add(rules.strip && !wasQuoted ? field.strip() : field);
        quoted.add(wasQuoted);
    }

    /** Takes a field without quotes, blanks to strip or a comment as a piece of the text; false when it is not such. */
    private boolean plainField() {
        char separator = rules.separator.charAt(0);
        int end = at;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == separator || c == '\n' || c == '\r') {
                break;
            }
            if (rules.quotes.indexOf(c) >= 0 || rules.comment.indexOf(c) >= 0 || rules.strip && c <= ' ') {
                return false;
            }
            end++;
        }
        fields.add(text.substring(at, end));
        quoted.add(Boolean.FALSE);
        at = end;
        return true;
    }

    private void skipStripped() {
        while (at < text.length()
                && (text.charAt(at) == ' ' || text.charAt(at) == '\t')
                && rules.separator.indexOf(text.charAt(at)) < 0) {
            at++;
        }
    }

    private void quotedPart(char quote, StringBuilder out) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                boolean doubled = at < text.length() && text.charAt(at) == quote && !rules.byBlanks();
                if (!doubled) {
                    return;
                }
                at++;
            } else if (c == '\\' && rules.byBlanks() && at < text.length()) {
                c = text.charAt(at++);
                if (c != quote && c != '\\') {
                    out.append('\\');
                }
            }
            out.append(c);
        }
    }
}
