package hermite.app;

import hermite.r.syntax.RParser;
import hermite.sas.source.segment.Completeness;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line reader where words begin, and that it must go on reading until a statement or step is complete. */
final class SasLineParser implements Parser {
    private final BooleanSupplier inR;

    /** @param inR whether what is typed is R */
    SasLineParser(BooleanSupplier inR) {
        this.inR = inR;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean accepting = context == ParseContext.UNSPECIFIED || context == ParseContext.ACCEPT_LINE;
        if (accepting && !(inR.getAsBoolean() ? isCompleteR(line) : isComplete(line))) {
            throw new EOFError(-1, cursor, "the step goes on", "step");
        }
        int at = Math.min(Math.max(cursor, 0), line.length());
        int start = at;
        boolean colons = !inR.getAsBoolean() || line.startsWith(":");
        while (start > 0 && isWordPart(line.charAt(start - 1), colons)) {
            start--;
        }
        int end = at;
        while (end < line.length() && isWordPart(line.charAt(end), colons)) {
            end++;
        }
        return new Word(line, at, line.substring(start, end), at - start);
    }

    /** A command of the terminal is one line; a program is complete when nothing in it is open. */
    static boolean isComplete(String text) {
        return ReplCommands.isCommand(text) || Completeness.check(text).isComplete();
    }

    /** R is complete when no further line could belong to it. */
    static boolean isCompleteR(String text) {
        return text.strip().startsWith(":") || RParser.completeness(text) != hermite.r.syntax.Completeness.INCOMPLETE;
    }

    private static boolean isWordPart(char c, boolean colons) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == ':' && colons;
    }

    /** The word under the cursor; the rest of the line is looked at by the completer itself. */
    private record Word(String line, int cursor, String word, int wordCursor) implements CompletingParsedLine {
        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor;
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
