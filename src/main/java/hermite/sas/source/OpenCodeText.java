package hermite.sas.source;

import hermite.sas.source.macro.MacroMessage;
import java.util.Locale;

/** Takes whole constructs of unresolved macro text: a macro's body, an %IF with its groups, a %DO with its %END. */
final class OpenCodeText {
    private static final int END = InputFrames.END;

    private final InputFrames frames;
    private final MacroText text;
    private final Frame.Mark start;
    private final StringBuilder taken = new StringBuilder();

    OpenCodeText(InputFrames frames, MacroText text, Frame.Mark start) {
        this.frames = frames;
        this.text = text;
        this.start = start;
    }

    /** Up to the %MEND that belongs here; it is taken with its semicolon and not returned. */
    String takeMacroBody() {
        int depth = 1;
        while (true) {
            String word = wordHere();
            depth += word.equals("MACRO") ? 1 : word.equals("MEND") ? -1 : 0;
            if (depth == 0) {
                text.takeMacroName();
                text.takeToSemicolon(start);
                return taken.toString();
            }
            takeUnit(MacroMessage.OPEN_MACRO);
        }
    }

    /** The keyword IF has been taken: the whole construct, with %ELSE. */
    String takeIf() {
        taken.append("%IF");
        upToWord("THEN");
        takeWord();
        takeAction();
        while (elseFollows()) {
            takeBlanks();
            takeWord();
            takeBlanks();
            if (wordHere().equals("IF")) {
                takeWord();
                upToWord("THEN");
                takeWord();
            }
            takeAction();
        }
        return taken.toString();
    }

    /** The keyword DO has been taken. */
    String takeDo() {
        taken.append("%DO");
        group();
        return taken.toString();
    }

    private void takeAction() {
        takeBlanks();
        if (wordHere().equals("DO")) {
            takeWord();
            group();
        } else {
            taken.append(text.takeToSemicolon(start)).append(';');
        }
    }

    /** Up to and with the %END of the %DO just taken. */
    private void group() {
        int depth = 1;
        while (depth > 0) {
            String word = wordHere();
            depth += word.equals("DO") ? 1 : word.equals("END") ? -1 : 0;
            if (depth == 0) {
                takeWord();
                taken.append(text.takeToSemicolon(start)).append(';');
                return;
            }
            takeUnit(MacroMessage.OPEN_STATEMENT);
        }
    }

    private void upToWord(String wanted) {
        while (!wordHere().equals(wanted)) {
            takeUnit(MacroMessage.OPEN_STATEMENT);
        }
    }

    private void takeUnit(MacroMessage atEnd) {
        int c = frames.peek();
        if (c == END) {
            text.incompleteOr(start, atEnd);
        }
        text.takeRawUnit(taken, c);
    }

    /** The macro word here, upper case; empty for none. */
    private String wordHere() {
        if (frames.peek() != '%' || !Characters.isNameStart(frames.peekAhead(1))) {
            return "";
        }
        StringBuilder word = new StringBuilder();
        for (int i = 1; Characters.isNamePart(frames.peekAhead(i)); i++) {
            word.append((char) frames.peekAhead(i));
        }
        return word.toString().toUpperCase(Locale.ROOT);
    }

    private void takeWord() {
        taken.append('%').append(text.takeMacroName());
    }

    private void takeBlanks() {
        while (Characters.isBlank(frames.peek())) {
            taken.append((char) frames.take());
        }
    }

    private boolean elseFollows() {
        int i = 0;
        while (Characters.isBlank(frames.peekAhead(i))) {
            i++;
        }
        StringBuilder word = new StringBuilder();
        for (int j = i; j < i + 5 && frames.peekAhead(j) != END; j++) {
            word.append((char) frames.peekAhead(j));
        }
        return word.toString().equalsIgnoreCase("%ELSE") && !Characters.isNamePart(frames.peekAhead(i + 5));
    }
}
