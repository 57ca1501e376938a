package hermite.sas.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads resolved tokens, one at a time and never further than asked for: a step can run before the text after its
 * boundary is looked at, so that macro variables it sets are seen there.
 */
public final class TokenReader {
    private static final int END = InputFrames.END;
    private static final int LONG_STRING = 262;

    private final InputFrames frames;
    private final Triggers triggers;
    private final SourceProblems problems;
    private boolean statementStart = true;
    private boolean afterOperand;
    private boolean wasIncomplete;
    private boolean endedOpen;

    public TokenReader(InputFrames frames, Triggers triggers, SourceProblems problems) {
        this.frames = frames;
        this.triggers = triggers;
        this.problems = problems;
    }

    /** The next token; {@link TokenKind#END} when there is no more text, or not enough of it yet. */
    public Token next() {
        wasIncomplete = false;
        int blanks = 0;
        Frame.Mark start = null;
        try {
            while (true) {
                int c = peekResolved();
                if (c == END) {
                    return endToken(blanks);
                }
                start = frames.mark();
                if (Characters.isBlank(c)) {
                    frames.take();
                    blanks++;
                } else if (c == '/' && frames.peekAhead(1) == '*') {
                    blanks += skipBlockComment(start);
                } else if (statementStart && c == '*') {
                    skipCommentStatement(start);
                    blanks++;
                } else {
                    Token token = read(c, blanks, start);
                    if (statementStart && token.isWord("COMMENT") && !nextIsOneOf("=([{+:")) {
                        skipCommentStatement(start);
                        blanks++;
                        continue;
                    }
                    statementStart = token.kind() == TokenKind.SEMICOLON;
                    afterOperand = token.kind() == TokenKind.NAME || token.kind() == TokenKind.NUMBER;
                    return token;
                }
            }
        } catch (IncompleteInput incomplete) {
            wasIncomplete = true;
            return endToken(blanks);
        }
    }

    /** Whether the last END came inside a string, comment or macro statement that more text could complete. */
    public boolean isInsideToken() {
        return wasIncomplete;
    }

    /** Whether a string was still open at the end of the input; that has been reported. */
    public boolean endedInsideString() {
        return endedOpen;
    }

    /** Forgets an unfinished statement. */
    public void reset() {
        statementStart = true;
        afterOperand = false;
        wasIncomplete = false;
        endedOpen = false;
    }

    /** Whether the next character that is no blank is one of these. Looks ahead without running any macro. */
    public boolean nextIsOneOf(String characters) {
        int ahead = 0;
        while (Characters.isBlank(frames.peekAhead(ahead))) {
            ahead++;
        }
        int c = frames.peekAhead(ahead);
        return c != END && characters.indexOf(c) >= 0;
    }

    /**
     * In-line data after DATALINES: the lines up to the first with a semicolon.
     *
     * @param four DATALINES4: up to the first line that begins with four semicolons
     * @param result made from the lines and the log line of the first
     * @return empty when more input must come first
     */
    public <R> Optional<R> dataLines(boolean four, BiFunction<List<String>, Integer, R> result) {
        statementStart = true;
        return frames.dataLines(four).map(data -> result.apply(data.lines(), data.firstLogLine()));
    }

    private Token endToken(int blanks) {
        return Token.of(TokenKind.END, "", blanks, Place.UNKNOWN);
    }

    private int peekResolved() {
        while (true) {
            int c = frames.peek();
            if ((c == '&' || c == '%') && triggers.act(c)) {
                continue;
            }
            return c;
        }
    }

    private Token read(int c, int blanks, Frame.Mark start) {
        if (Characters.isNameStart(c)) {
            return readName(blanks, start);
        }
        if (c == '\'' || c == '"') {
            return readString((char) c, blanks, start);
        }
        if (c == '.' && !(afterOperand && blanks == 0) && !Characters.isDigit(frames.peekAhead(1))) {
            return take(TokenKind.MISSING, Characters.missingLength(frames::peekAhead), blanks, start);
        }
        if (Characters.isDigit(c) || c == '.' && !(afterOperand && blanks == 0)) {
            return readNumber(blanks, start);
        }
        if (c == ';') {
            return take(TokenKind.SEMICOLON, 1, blanks, start);
        }
        return take(TokenKind.OPERATOR, Characters.operatorLength(frames::peekAhead), blanks, start);
    }

    private Token take(TokenKind kind, int length, int blanks, Frame.Mark start) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length && frames.peek() != END; i++) {
            text.append((char) Characters.unmask(frames.take()));
        }
        return Token.of(kind, text.toString(), blanks, start.place(text.length()));
    }

    /** A name may be put together from pieces: {@code data&i}, {@code x%eval(1+1)}. */
    private Token readName(int blanks, Frame.Mark start) {
        StringBuilder name = new StringBuilder();
        while (Characters.isNamePart(peekResolved())) {
            name.append((char) frames.take());
        }
        return Token.of(TokenKind.NAME, name.toString(), blanks, start.place(name.length()));
    }

    private Token readNumber(int blanks, Frame.Mark start) {
        StringBuilder number = new StringBuilder();
        int length = Characters.numberLength(frames::peekAhead);
        for (int i = 0; i < length; i++) {
            frames.peek();
            number.append((char) frames.take());
        }
        // digits that a reference continues: 1&x
        while (!number.toString().endsWith("x") && frames.peek() == '&' && peekResolved() != '&') {
            while (Characters.isDigit(peekResolved()) || frames.peek() == '.' && number.indexOf(".") < 0) {
                number.append((char) frames.take());
            }
        }
        return Token.of(TokenKind.NUMBER, number.toString(), blanks, start.place(number.length()));
    }

    private Token readString(char quote, int blanks, Frame.Mark start) {
        frames.take();
        StringBuilder content = new StringBuilder();
        int length = 1;
        while (true) {
            int c = frames.peek();
            if (c == END) {
                incomplete(start);
                endedOpen = true;
                problems.report(start.place(1), SourceMessage.OPEN_QUOTE, quote);
                break;
            }
            frames.take();
            length++;
            if (c == quote) {
                if (frames.peekAhead(0) != quote) {
                    break;
                }
                frames.peek();
                frames.take();
                length++;
            }
            if (c != '\r') {
                content.append((char) c);
            }
        }
        int suffixLength = Characters.suffixLength(frames::peekAhead);
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < suffixLength; i++) {
            frames.peek();
            suffix.append((char) frames.take());
        }
        Place place = start.place(length + suffixLength);
        String text = content.toString().replace("\n", "");
        if (quote == '"' && (text.indexOf('&') >= 0 || text.indexOf('%') >= 0)) {
            text = triggers.resolveQuoted(text, place);
        }
        text = Characters.unmask(text);
        if (text.length() > LONG_STRING) {
            problems.report(place, SourceMessage.LONG_STRING);
        }
        if (suffixLength == 0 && Characters.isNameStart(frames.peekAhead(0))) {
            problems.report(place, SourceMessage.NAME_AFTER_STRING);
        }
        String kind = suffix.toString().toUpperCase(Locale.ROOT);
        return kind.equals("N")
                ? new Token(TokenKind.NAME, text.stripTrailing(), kind, quote, blanks, place)
                : new Token(TokenKind.STRING, text, kind, quote, blanks, place);
    }

    private int skipBlockComment(Frame.Mark start) {
        frames.skip(2);
        int length = 2;
        while (true) {
            int c = frames.peek();
            if (c == END) {
                incomplete(start);
                problems.report(start.place(2), SourceMessage.OPEN_COMMENT);
                return length;
            }
            frames.take();
            length++;
            if (c == '*' && frames.peekAhead(0) == '/') {
                frames.skip(1);
                return length + 1;
            }
        }
    }

    /** From {@code *} or COMMENT up to the first semicolon, whatever stands between. */
    private void skipCommentStatement(Frame.Mark start) {
        int c;
        while ((c = frames.peek()) != ';') {
            if (c == END) {
                incomplete(start);
                return;
            }
            frames.take();
        }
        frames.take();
    }

    private void incomplete(Frame.Mark start) {
        if (frames.isOpenEnded() && frames.rewind(start)) {
            throw new IncompleteInput();
        }
    }
}
