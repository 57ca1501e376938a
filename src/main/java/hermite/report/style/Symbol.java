package hermite.report.style;

import java.util.Locale;
import java.util.Optional;

/** Marker symbols by their SAS names. */
public enum Symbol {
    CIRCLE("circle"),
    CIRCLE_FILLED("circlefilled"),
    PLUS("plus"),
    X("x"),
    TRIANGLE("triangle"),
    TRIANGLE_FILLED("trianglefilled"),
    TRIANGLE_DOWN("triangledown"),
    TRIANGLE_DOWN_FILLED("triangledownfilled"),
    SQUARE("square"),
    SQUARE_FILLED("squarefilled"),
    ASTERISK("asterisk"),
    DIAMOND("diamond"),
    DIAMOND_FILLED("diamondfilled"),
    STAR("star"),
    STAR_FILLED("starfilled");

    private final String sasName;

    Symbol(String sasName) {
        this.sasName = sasName;
    }

    public String sasName() {
        return sasName;
    }

    public boolean isFilled() {
        return sasName.endsWith("filled");
    }

    public static Optional<Symbol> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (Symbol symbol : values()) {
            if (symbol.sasName.equals(lower)) {
                return Optional.of(symbol);
            }
        }
        return Optional.empty();
    }
}
