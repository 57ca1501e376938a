package hermite.sas.source;

import hermite.sas.source.macro.MacroFailure;
import hermite.sas.source.macro.MacroMessage;
import java.util.Optional;

/** Takes pieces of unresolved macro text from the input: names, statements, parenthesised arguments. */
final class MacroText {
    private static final int END = InputFrames.END;

    private final InputFrames frames;

    MacroText(InputFrames frames) {
        this.frames = frames;
    }

    /** {@code &name}, with the period that ends it. */
    String takeReference() {
        int length = 1;
        while (Characters.isNamePart(frames.peekAhead(length))) {
            length++;
        }
        if (frames.peekAhead(length) == '.') {
            length++;
        }
        return take(length);
    }

    /** {@code &&x&i}: everything that further passes may turn into a reference. */
    String takeIndirectReference() {
        int length = 1;
        while (true) {
            int c = frames.peekAhead(length);
            if (c != '&' && c != '.' && !Characters.isNamePart(c)) {
                return take(length);
            }
            length++;
        }
    }

    static int referenceEnd(String text, int start) {
        int end = start + 1;
        while (end < text.length() && Characters.isNamePart(text.charAt(end))) {
            end++;
        }
        return end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
    }

    /** The name after a percent sign; the sign is taken too. */
    String takeMacroName() {
        int length = 1;
        while (Characters.isNamePart(frames.peekAhead(length))) {
            length++;
        }
        return take(length).substring(1);
    }

    private String take(int length) {
        StringBuilder taken = new StringBuilder();
        for (int i = 0; i < length && frames.peek() != END; i++) {
            taken.append((char) frames.take());
        }
        return taken.toString();
    }

    /** A macro comment: up to its semicolon, matched quotes hiding semicolons. */
    void skipComment() {
        char quote = 0;
        int c;
        while ((c = frames.peek()) != END) {
            frames.take();
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == ';') {
                lastEnded = true;
                return;
            } else if ((c == '\'' || c == '"') && closes((char) c)) {
                quote = (char) c;
            }
        }
        lastEnded = false;
    }

    private boolean lastEnded = true;

    /** Whether or not the thing just taken was complete, it is done with; what to do about it when it was not. */
    boolean endedOr(Frame.Mark start, Runnable otherwise) {
        if (!lastEnded) {
            incomplete(start);
            otherwise.run();
        }
        return true;
    }

    /** The thing just taken must have been complete; if more input may come, the reader goes back to its start. */
    void requireSemicolon(Frame.Mark start) {
        if (!lastEnded) {
            incomplete(start);
            throw new MacroFailure(MacroMessage.OPEN_STATEMENT);
        }
    }

    private void incomplete(Frame.Mark start) {
        if (frames.isOpenEnded() && frames.rewind(start)) {
            throw new IncompleteInput();
        }
    }

    /** Whether the quote comes again before the statement ends for good. */
    private boolean closes(char quote) {
        for (int i = 0; ; i++) {
            int c = frames.peekAhead(i);
            if (c == quote) {
                return true;
            }
            if (c == END) {
                return false;
            }
        }
    }

    /** Unresolved text up to the semicolon outside strings, comments and quoted groups; the semicolon is taken. */
    String takeToSemicolon(Frame.Mark start) {
        StringBuilder taken = new StringBuilder();
        while (true) {
            int c = frames.peek();
            if (c == END) {
                lastEnded = false;
                requireSemicolon(start);
            }
            if (c == ';') {
                frames.take();
                return taken.toString();
            }
            takeUnit(taken, c);
        }
    }

    /** More input may complete what is open; otherwise it is an error. */
    void incompleteOr(Frame.Mark start, MacroMessage failure) {
        incomplete(start);
        throw new MacroFailure(failure);
    }

    /** One character, or a whole string, comment or quoted group, as written. */
    void takeRawUnit(StringBuilder taken, int c) {
        if (c == '/' && frames.peekAhead(1) == '*') {
            taken.append(take(2));
            while (frames.peek() != END
                    && !(taken.charAt(taken.length() - 1) == '/' && taken.charAt(taken.length() - 2) == '*')) {
                taken.append((char) frames.take());
            }
        } else if (c == '%' && frames.peekAhead(1) == '*') {
            skipComment();
        } else {
            takeUnit(taken, c);
        }
    }

    /** One character, or a whole string, comment (dropped) or group of a quoting function. */
    private void takeUnit(StringBuilder taken, int c) {
        if ((c == '\'' || c == '"') && closesAfter((char) c)) {
            taken.append((char) frames.take());
            int inner;
            do {
                inner = frames.peek();
                if (inner == END) {
                    return;
                }
                taken.append((char) frames.take());
            } while (inner != c);
        } else if (c == '/' && frames.peekAhead(1) == '*') {
            skipBlockComment();
        } else if (c == '%' && Characters.isNameStart(frames.peekAhead(1))) {
            String name = takeMacroName();
            taken.append('%').append(name);
            if (hermite.sas.source.macro.MacroFunctions.quotesConstants(name.toUpperCase(java.util.Locale.ROOT))
                    && nextIs('(')) {
                skipTo('(');
                taken.append('(').append(group(true)).append(')');
            }
        } else {
            taken.append((char) frames.take());
        }
    }

    private boolean closesAfter(char quote) {
        for (int i = 1; ; i++) {
            int c = frames.peekAhead(i);
            if (c == quote || c == END) {
                return c == quote;
            }
        }
    }

    private void skipBlockComment() {
        frames.skip(2);
        while (frames.peek() != END) {
            int c = frames.take();
            if (c == '*' && frames.peekAhead(0) == '/') {
                frames.skip(1);
                return;
            }
        }
    }

    private boolean nextIs(char wanted) {
        int ahead = 0;
        while (Characters.isBlank(frames.peekAhead(ahead))) {
            ahead++;
        }
        return frames.peekAhead(ahead) == wanted;
    }

    private void skipTo(char wanted) {
        while (frames.peek() != wanted) {
            frames.take();
        }
    }

    /**
     * The text between the parentheses that come next, unresolved; empty when none comes.
     *
     * @param constants whether a percent sign takes the meaning from a quote or parenthesis, as in %STR
     */
    Optional<String> takeGroup(Frame.Mark start, boolean constants) {
        if (!nextIs('(')) {
            return Optional.empty();
        }
        skipTo('(');
        String inside = group(constants);
        if (!lastEnded) {
            incomplete(start);
            throw new MacroFailure(MacroMessage.OPEN_PARENTHESIS);
        }
        return Optional.of(inside);
    }

    private String group(boolean constants) {
        frames.take();
        StringBuilder inside = new StringBuilder();
        int depth = 1;
        while (true) {
            int c = frames.peek();
            if (c == END) {
                lastEnded = false;
                return inside.toString();
            }
            if (constants && c == '%' && "'\"()%".indexOf(frames.peekAhead(1)) >= 0) {
                inside.append((char) frames.take());
                frames.peek();
                inside.append((char) frames.take());
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                frames.take();
                lastEnded = true;
                return inside.toString();
            }
            if (constants) {
                inside.append((char) frames.take());
            } else {
                takeUnit(inside, c);
            }
        }
    }

    /** Reads to the barrier with everything resolved on the way; comments are dropped. */
    String readResolved(Triggers triggers, boolean quotesHide) {
        StringBuilder resolved = new StringBuilder();
        while (true) {
            int c = frames.peek();
            if (c == END) {
                return resolved.toString();
            }
            if (quotesHide && c == '\'' && closesAfter('\'')) {
                do {
                    resolved.append((char) frames.take());
                } while (frames.peek() != '\'');
                resolved.append((char) frames.take());
            } else if (quotesHide && c == '/' && frames.peekAhead(1) == '*') {
                skipBlockComment();
            } else if (!((c == '&' || c == '%') && triggers.act(c))) {
                frames.peek();
                resolved.append((char) frames.take());
            }
        }
    }
}
