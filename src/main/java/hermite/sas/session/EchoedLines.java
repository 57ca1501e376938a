package hermite.sas.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The lines of the program in the log's form (number, blanks, text from column 12), and the last of them to hand. */
final class EchoedLines {
    /** Columns before the text. */
    private static final int MARGIN = 11;
    /** Messages point to lines of a statement just read: this many are enough. */
    private static final int KEPT = 20_000;

    private record Line(int number, String text) {}

    private record Piece(int start, int end) {}

    private final Deque<Line> lines = new ArrayDeque<>();

    /**
     * Takes a line and gives the log lines that show it; more than one where it does not fit.
     *
     * @param mark {@code !} for the rest of a line, {@code +} for a line of an included file, otherwise empty
     */
    List<String> take(int number, String text, String mark, int lineSize) {
        Line line = new Line(number, text.replace('\t', ' ').stripTrailing());
        if (!mark.equals("!")) {
            lines.addLast(line);
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
        return pieces(line, lineSize).stream()
                .filter(p -> !mark.equals("!")
                        || !line.text.substring(p.start, p.end).isBlank())
                .map(p -> print(line, p, mark))
                .toList();
    }

    private static String print(Line line, Piece piece, String mark) {
        String number = line.number + (piece.start == 0 ? mark.equals("+") ? "  +" : mark : "!");
        return String.format("%-" + MARGIN + "s", number) + line.text.substring(piece.start, piece.end);
    }

    /** Cuts a line at blanks so that each piece fits. */
    private static List<Piece> pieces(Line line, int lineSize) {
        List<Piece> pieces = new ArrayList<>();
        int room = Math.max(20, lineSize - MARGIN);
        int from = 0;
        while (line.text.length() - from > room) {
            int blank = line.text.lastIndexOf(' ', from + room - 1);
            int cut = blank > from ? blank + 1 : from + room;
            pieces.add(new Piece(from, cut));
            from = cut;
        }
        pieces.add(new Piece(from, line.text.length()));
        return pieces;
    }

    /**
     * The piece of a line that holds a column, printed again, and where the column stands in it.
     *
     * @param column from 1
     */
    Reminder remind(int number, int column, int lineSize) {
        for (var newestFirst = lines.descendingIterator(); newestFirst.hasNext(); ) {
            Line line = newestFirst.next();
            if (line.number == number) {
                List<Piece> all = pieces(line, lineSize);
                for (Piece piece : all) {
                    if (column <= piece.end || piece.end == line.text.length()) {
                        return new Reminder(print(line, piece, ""), column - 1 - piece.start + MARGIN);
                    }
                }
            }
        }
        return new Reminder("", -1);
    }

    /**
     * @param line the log line; empty when the line is unknown
     * @param column where the marked column stands in it, from 0
     */
    record Reminder(String line, int column) {
        boolean isKnown() {
            return column >= 0;
        }
    }
}
