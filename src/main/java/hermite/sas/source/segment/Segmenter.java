package hermite.sas.source.segment;

import hermite.sas.source.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Divides program text into segments without running anything. Every text is accepted, and the segments put one after
 * another are the text again.
 */
public final class Segmenter {
    private static final Set<String> DATA_LINES = Set.of("DATALINES", "CARDS", "LINES");
    private static final Set<String> DATA_LINES4 = Set.of("DATALINES4", "CARDS4", "LINES4");

    private final String text;
    private final List<Segment> segments = new ArrayList<>();
    private final List<String> statement = new ArrayList<>();
    private boolean inDataStep;
    private boolean afterOperand;
    private int position;

    private Segmenter(String text) {
        this.text = text;
    }

    public static List<Segment> segments(String text) {
        return new Segmenter(text).divide();
    }

    private List<Segment> divide() {
        while (position < text.length()) {
            int before = position;
            next();
            if (position == before) {
                add(Segment.Kind.OPERATOR, position + 1);
            }
        }
        return List.copyOf(segments);
    }

    private int at(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : -1;
    }

    private void add(Segment.Kind kind, int end) {
        int to = Math.min(end, text.length());
        segments.add(new Segment(kind, position, to));
        position = to;
    }

    private void next() {
        int c = at(0);
        if (Characters.isBlank(c)) {
            int end = position;
            while (end < text.length() && Characters.isBlank(text.charAt(end))) {
                end++;
            }
            add(Segment.Kind.BLANK, end);
        } else if (c == '/' && at(1) == '*') {
            upTo("*/", 2, Segment.Kind.COMMENT, Segment.Kind.OPEN_COMMENT);
        } else if (c == '*' && statement.isEmpty() || c == '%' && at(1) == '*') {
            upTo(";", 1, Segment.Kind.COMMENT, Segment.Kind.OPEN_COMMENT);
        } else if (c == '\'' || c == '"') {
            string((char) c);
        } else if (c == '%' && Characters.isNameStart(at(1))) {
            word(Segment.Kind.MACRO, 1);
        } else if (c == '&' && referenceStart() > 0) {
            word(Segment.Kind.REFERENCE, referenceStart());
        } else if (Characters.isNameStart(c)) {
            name();
        } else if (c == ';') {
            semicolon();
        } else {
            numberOrOperator(c);
        }
    }

    private int referenceStart() {
        int run = 1;
        while (at(run) == '&') {
            run++;
        }
        return Characters.isNameStart(at(run)) ? run : 0;
    }

    private void word(Segment.Kind kind, int from) {
        int end = position + from;
        while (end < text.length() && Characters.isNamePart(text.charAt(end))) {
            end++;
        }
        if (kind == Segment.Kind.REFERENCE && end < text.length() && text.charAt(end) == '.') {
            end++;
        }
        statement.add(text.substring(position, end).toUpperCase(Locale.ROOT));
        add(kind, end);
        afterOperand = true;
    }

    private void name() {
        int end = position;
        while (end < text.length() && Characters.isNamePart(text.charAt(end))) {
            end++;
        }
        String name = text.substring(position, end).toUpperCase(Locale.ROOT);
        if (statement.isEmpty() && name.equals("COMMENT") && !isAssigned(end)) {
            upTo(";", 1, Segment.Kind.COMMENT, Segment.Kind.OPEN_COMMENT);
            return;
        }
        if (statement.isEmpty() && (name.equals("DATA") || name.equals("PROC"))) {
            inDataStep = name.equals("DATA");
        }
        statement.add(name);
        add(Segment.Kind.NAME, end);
        afterOperand = true;
    }

    private boolean isAssigned(int from) {
        int i = from;
        while (i < text.length() && Characters.isBlank(text.charAt(i))) {
            i++;
        }
        return i < text.length() && "=([{+:".indexOf(text.charAt(i)) >= 0;
    }

    private void upTo(String close, int from, Segment.Kind closed, Segment.Kind open) {
        int found = text.indexOf(close, position + from);
        if (found < 0) {
            add(open, text.length());
        } else {
            add(closed, found + close.length());
        }
    }

    private void string(char quote) {
        int i = position + 1;
        while (true) {
            int close = text.indexOf(quote, i);
            if (close < 0) {
                add(Segment.Kind.OPEN_STRING, text.length());
                return;
            }
            if (close + 1 < text.length() && text.charAt(close + 1) == quote) {
                i = close + 2;
                continue;
            }
            int after = close + 1;
            int suffix =
                    Characters.suffixLength(ahead -> after + ahead < text.length() ? text.charAt(after + ahead) : -1);
            statement.add("'");
            add(Segment.Kind.STRING, after + suffix);
            afterOperand = false;
            return;
        }
    }

    private void semicolon() {
        boolean dataLines = inDataStep && statement.size() == 1 && DATA_LINES.contains(statement.get(0));
        boolean four = inDataStep && statement.size() == 1 && DATA_LINES4.contains(statement.get(0));
        add(Segment.Kind.SEMICOLON, position + 1);
        statement.clear();
        afterOperand = false;
        if (dataLines || four) {
            dataLines(four);
        }
    }

    private void dataLines(boolean four) {
        int lineEnd = text.indexOf('\n', position);
        int line = lineEnd < 0 ? text.length() : lineEnd + 1;
        int end = line;
        while (end < text.length()) {
            int next = text.indexOf('\n', end);
            String content = text.substring(end, next < 0 ? text.length() : next);
            if (four ? content.startsWith(";;;;") : content.indexOf(';') >= 0) {
                break;
            }
            end = next < 0 ? text.length() : next + 1;
        }
        if (end > position) {
            add(Segment.Kind.DATA, end);
        }
    }

    private void numberOrOperator(int c) {
        boolean member = afterOperand && c == '.';
        int number = member ? 0 : Characters.numberLength(this::at);
        if (number > 0) {
            statement.add("0");
            add(Segment.Kind.NUMBER, position + number);
            afterOperand = true;
            return;
        }
        int length = c == '.' && !member ? Characters.missingLength(this::at) : Characters.operatorLength(this::at);
        statement.add(text.substring(position, Math.min(text.length(), position + length)));
        add(c == '.' && !member ? Segment.Kind.NUMBER : Segment.Kind.OPERATOR, position + length);
        afterOperand = false;
    }
}
