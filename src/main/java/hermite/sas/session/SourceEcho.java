package hermite.sas.session;

import java.util.ArrayList;
import java.util.List;

/** Numbers the lines of the program and shows them in the log's form: number, blanks, text from column 12. */
final class SourceEcho {
    /** Columns before the text. */
    static final int MARGIN = 11;

    private record Line(int number, String text) {}

    /** Part of a line as it was shown: text from column {@code start} (from 0) to {@code end}. */
    private record Piece(int start, int end) {}

    private final List<Line> lines = new ArrayList<>();
    private int count;
    private int shownLines;
    private int shownColumns;

    int take(String text) {
        lines.add(new Line(++count, text.replace('\t', ' ').stripTrailing()));
        return count;
    }

    int skip(int number) {
        int first = count + 1;
        count += number;
        return first;
    }

    /** The log lines that show what has been taken and not been shown, up to the place given. */
    List<String> show(int number, int column, int lineSize) {
        List<String> shown = new ArrayList<>();
        while (shownLines < lines.size() && lines.get(shownLines).number < number) {
            showRest(shown, lineSize);
        }
        if (shownLines < lines.size() && lines.get(shownLines).number == number) {
            Line line = lines.get(shownLines);
            if (column >= line.text.length()) {
                showRest(shown, lineSize);
            } else if (column > shownColumns) {
                shown.addAll(print(line, shownColumns, column, lineSize));
                shownColumns = column;
            }
        }
        return shown;
    }

    private void showRest(List<String> shown, int lineSize) {
        Line line = lines.get(shownLines);
        String rest = line.text.substring(Math.min(shownColumns, line.text.length()));
        if (shownColumns == 0 || !rest.isBlank()) {
            shown.addAll(print(line, shownColumns, line.text.length(), lineSize));
        }
        shownLines++;
        shownColumns = 0;
    }

    private static List<String> print(Line line, int start, int end, int lineSize) {
        return pieces(line, start, end, lineSize).stream()
                .map(p -> print(line, p, p.start == 0))
                .toList();
    }

    private static String print(Line line, Piece piece, boolean first) {
        String number = first ? String.valueOf(line.number) : line.number + "!";
        return String.format("%-" + MARGIN + "s", number) + line.text.substring(piece.start, piece.end);
    }

    /** Cuts a line at blanks so that each piece fits. */
    private static List<Piece> pieces(Line line, int start, int end, int lineSize) {
        List<Piece> pieces = new ArrayList<>();
        int room = Math.max(20, lineSize - MARGIN);
        int from = start;
        while (end - from > room) {
            int blank = line.text.lastIndexOf(' ', from + room - 1);
            int cut = blank > from ? blank + 1 : from + room;
            pieces.add(new Piece(from, cut));
            from = cut;
        }
        pieces.add(new Piece(from, end));
        return pieces;
    }

    /**
     * The piece of a shown line that holds a column, printed again, and where the column stands in it.
     *
     * @param column from 1
     */
    Reminder remind(int number, int column, int lineSize) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Line line = lines.get(i);
            if (line.number == number) {
                List<Piece> all = pieces(line, 0, line.text.length(), lineSize);
                for (Piece piece : all) {
                    if (column <= piece.end || piece == all.get(all.size() - 1)) {
                        return new Reminder(print(line, piece, piece.start == 0), column - 1 - piece.start + MARGIN);
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

    int lastTaken() {
        return lines.isEmpty() ? 0 : lines.get(lines.size() - 1).number;
    }
}
