package hermite.sas.source;

import java.util.Optional;

/** One level of input. */
sealed interface Frame {

    /** Text with a position in it. */
    final class Text implements Frame {
        private final String source;
        private final StringBuilder text;
        private final Optional<SourceListener.Kind> kind;
        private final Place generator;
        private final Runnable atEnd;
        private int[] logLines = new int[16];
        private int begunLines;
        private int position;
        private int line = 1;
        private int column = 1;

        /**
         * @param kind how its lines are echoed; empty for generated text, which has no lines of its own
         * @param generator where the text was called for; {@link Place#UNKNOWN} for text the user wrote
         */
        Text(String source, String text, Optional<SourceListener.Kind> kind, Place generator, Runnable atEnd) {
            this.source = source;
            this.text = new StringBuilder(text);
            this.kind = kind;
            this.generator = generator;
            this.atEnd = atEnd;
        }

        /** Text that macro processing put in place of a reference or call. */
        static Text generated(String source, String text, Place generator) {
            return new Text(source, text, Optional.empty(), generator, () -> {});
        }

        /** The same, placed where it stood in a macro's definition. */
        static Text generated(String source, String text, int line, int column, Place generator) {
            Text frame = generated(source, text, generator);
            frame.line = line;
            frame.column = column;
            return frame;
        }

        void append(String more) {
            text.append(more);
        }

        boolean isExhausted() {
            return position >= text.length();
        }

        boolean hasLines() {
            return kind.isPresent();
        }

        /** How its lines are echoed; only for text that {@link #hasLines}. */
        SourceListener.Kind kind() {
            return kind.orElseThrow();
        }

        int remaining() {
            return text.length() - position;
        }

        int at(int ahead) {
            return position + ahead < text.length() ? text.charAt(position + ahead) : InputFrames.END;
        }

        int take(SourceEcho echo) {
            if (column == 1) {
                beginLine(echo);
            }
            char c = text.charAt(position++);
            if (c == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
            return c;
        }

        private void beginLine(SourceEcho echo) {
            if (kind.isEmpty() || begunLines >= line) {
                return;
            }
            remember(echo.begin(lineFrom(position), kind.get()));
        }

        private void remember(int logLine) {
            if (begunLines == logLines.length) {
                logLines = java.util.Arrays.copyOf(logLines, 2 * begunLines);
            }
            logLines[begunLines++] = logLine;
        }

        /** What is left of the current line, without its line end. */
        String restOfLine() {
            return lineFrom(position);
        }

        /** The line being read, whole. */
        String currentLine() {
            return lineFrom(position - (column - 1));
        }

        private String lineFrom(int start) {
            int end = text.indexOf("\n", start);
            String found = text.substring(start, end < 0 ? text.length() : end);
            return found.endsWith("\r") ? found.substring(0, found.length() - 1) : found;
        }

        /** Takes a whole line that is data: numbered, not echoed. */
        String takeDataLine(SourceEcho echo) {
            String found = lineFrom(position);
            if (kind.isPresent() && begunLines < line) {
                remember(echo.count());
            }
            int end = text.indexOf("\n", position);
            position = end < 0 ? text.length() : end + 1;
            line++;
            column = 1;
            return found;
        }

        int logLine() {
            return logLine(line);
        }

        private int logLine(int ofLine) {
            if (kind.isPresent()) {
                return ofLine <= begunLines ? logLines[ofLine - 1] : 0;
            }
            return generator.logLine();
        }

        Mark mark() {
            return new Mark(this, position, line, column);
        }

        void rewind(Mark mark) {
            position = mark.position;
            line = mark.line;
            column = mark.column;
        }

        Place place(Mark mark, int length) {
            if (source.isEmpty() && generator.isKnown()) {
                // the text of a statement that is being resolved: its place says more than one inside it
                return generator;
            }
            Place place = Place.of(source, mark.line, mark.column, logLine(mark.line), Math.max(1, length));
            return generator.isKnown() ? place.generatedBy(generator) : place;
        }

        int column() {
            return column;
        }

        void end() {
            atEnd.run();
        }
    }

    /** A running macro: hands out its text piece by piece. */
    non-sealed interface Generator extends Frame {
        /** The next piece, empty when the macro has ended. */
        Optional<Text> next();

        /** The macro ends, by itself or because it is abandoned. */
        void end();
    }

    /** Reading stops here: below lies text that is none of the reader's business. */
    record Barrier() implements Frame {}

    /** A place to come back to or to tell about. */
    record Mark(Text frame, int position, int line, int column) {
        Place place(int length) {
            return frame.place(this, length);
        }
    }
}
