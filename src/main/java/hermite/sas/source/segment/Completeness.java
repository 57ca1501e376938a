package hermite.sas.source.segment;

import java.util.List;
import java.util.Locale;

/**
 * Whether text typed so far can be run, and if not, what is still open.
 *
 * @param start index in the text where the open thing began; the length of the text when it is complete
 */
public record Completeness(State state, int start) {
    /** What is open; of several the innermost. */
    public enum State {
        COMPLETE,
        /** A DATA or PROC step without its RUN or QUIT. */
        OPEN_STEP,
        /** In-line data without the line that ends them. */
        OPEN_DATA,
        /** A statement without its semicolon. */
        OPEN_STATEMENT,
        /** A macro definition without %MEND, or an open-code %DO without %END. */
        OPEN_MACRO,
        OPEN_COMMENT,
        OPEN_QUOTE
    }

    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    public static Completeness check(String text) {
        return new Check(text).result();
    }

    private static final class Check {
        private final String text;
        private final List<Segment> segments;
        private int statementStart = -1;
        private int stepStart = -1;
        private int macroStart = -1;
        private int macroDepth;
        private String first = "";

        private Check(String text) {
            this.text = text;
            this.segments = Segmenter.segments(text);
        }

        private Completeness result() {
            for (Segment segment : segments) {
                switch (segment.kind()) {
                    case OPEN_STRING -> {
                        return new Completeness(State.OPEN_QUOTE, segment.start());
                    }
                    case OPEN_COMMENT -> {
                        return new Completeness(State.OPEN_COMMENT, segment.start());
                    }
                    case DATA -> {
                        if (segment.end() == text.length()) {
                            return new Completeness(State.OPEN_DATA, segment.start());
                        }
                        stepStart = -1;
                    }
                    case BLANK, COMMENT -> {}
                    case SEMICOLON -> endStatement();
                    default -> inStatement(segment);
                }
            }
            if (macroDepth > 0) {
                return new Completeness(State.OPEN_MACRO, macroStart);
            }
            if (statementStart >= 0 && !isMacroCall()) {
                return new Completeness(State.OPEN_STATEMENT, statementStart);
            }
            return stepStart >= 0
                    ? new Completeness(State.OPEN_STEP, stepStart)
                    : new Completeness(State.COMPLETE, text.length());
        }

        private void inStatement(Segment segment) {
            String word = segment.in(text).toUpperCase(Locale.ROOT);
            if (segment.kind() == Segment.Kind.MACRO) {
                int change =
                        switch (word) {
                            case "%MACRO", "%DO" -> 1;
                            case "%MEND", "%END" -> -1;
                            default -> 0;
                        };
                macroStart = macroDepth == 0 && change > 0 ? segment.start() : macroStart;
                macroDepth = Math.max(0, macroDepth + change);
            }
            if (statementStart < 0) {
                statementStart = segment.start();
                first = segment.kind() == Segment.Kind.STRING ? "'" : word;
            }
        }

        /** A call needs no semicolon: {@code %name} or {@code %name(…)}. */
        private boolean isMacroCall() {
            boolean statement = List.of(
                            "%LET",
                            "%PUT",
                            "%GLOBAL",
                            "%LOCAL",
                            "%INCLUDE",
                            "%INC",
                            "%MACRO",
                            "%MEND",
                            "%IF",
                            "%DO",
                            "%END",
                            "%ELSE",
                            "%SYMDEL")
                    .contains(first);
            return first.startsWith("%") && !statement && text.stripTrailing().matches("(?s).*(\\)|%\\w+)");
        }

        private void endStatement() {
            if (macroDepth == 0 && statementStart >= 0) {
                switch (first) {
                    case "DATA", "PROC" -> stepStart = statementStart;
                    case "RUN", "QUIT" -> stepStart = -1;
                    case "ENDSAS" -> stepStart = -1;
                    default -> {}
                }
            }
            statementStart = -1;
            first = "";
        }
    }
}
