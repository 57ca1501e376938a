package hermite.app.typing;

import hermite.sas.source.InputFrames;
import hermite.sas.source.SourceEcho;
import hermite.sas.source.SourceListener;
import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.source.TokenReader;
import hermite.sas.source.Triggers;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a text that is being typed, by the same reader that reads programs; nothing is run or reported. */
final class SourceTokens {
    /** More than anyone types: a guard for pasted text, so that the line stays quick to edit. */
    private static final int MOST = 20_000;

    private SourceTokens() {}

    /** @param start place of its first character in the text, from 0 */
    record Placed(Token token, int start, int end) {}

    static List<Placed> of(String text) {
        InputFrames frames = new InputFrames(new SourceEcho(SourceListener.NONE));
        frames.push("typed", text);
        TokenReader reader = new TokenReader(frames, Triggers.NONE, (place, message, arguments) -> {});
        int[] lineStarts = lineStarts(text);
        List<Placed> tokens = new ArrayList<>();
        for (Token token = reader.next();
                token.kind() != TokenKind.END && tokens.size() < MOST;
                token = reader.next()) {
            int line = Math.min(token.place().line(), lineStarts.length) - 1;
            int start = Math.min(text.length(), lineStarts[line] + token.place().column() - 1);
            tokens.add(new Placed(
                    token, start, Math.min(text.length(), start + token.place().length())));
        }
        return tokens;
    }

    private static int[] lineStarts(String text) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            starts.add(i + 1);
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }
}
