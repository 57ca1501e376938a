package hermite.sas.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TITLE or FOOTNOTE lines: setting line n removes all with higher numbers. */
final class TitleLines {
    static final int MAXIMUM = 10;

    private final List<String> lines = new ArrayList<>();

    TitleLines(String... initial) {
        lines.addAll(List.of(initial));
    }

    /**
     * @param number 1 to 10
     * @param text empty removes the line too
     */
    void set(int number, Optional<String> text) {
        while (lines.size() >= number) {
            lines.remove(lines.size() - 1);
        }
        text.ifPresent(t -> {
            while (lines.size() < number - 1) {
                lines.add("");
            }
            lines.add(t);
        });
        if (text.isEmpty()) {
            while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
                lines.remove(lines.size() - 1);
            }
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
