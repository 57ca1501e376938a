package hermite.r.value.language;

import hermite.r.value.RLanguage;

/** A name as language. Two symbols of one name are equal. */
public final class RSymbol implements RLanguage {
    /** The empty symbol: an argument left out, a parameter without default. */
    public static final RSymbol MISSING = new RSymbol("");

    public static final RSymbol DOTS = new RSymbol("...");

    /** What a search path found the name to be: null where it is no function that it keeps for all scripts. */
    public record Meaning(Object path, RFunction function) {}

    private final String name;
    private final int dotsPosition;
    private Meaning meaning;

    private RSymbol(String name) {
        this.name = name.intern();
        this.dotsPosition = positionInDots(name);
    }

    public static RSymbol of(String name) {
        return name.isEmpty() ? MISSING : name.equals("...") ? DOTS : new RSymbol(name);
    }

    private static int positionInDots(String name) {
        if (name.length() < 3 || !name.startsWith("..") || name.charAt(2) == '.') {
            return 0;
        }
        for (int i = 2; i < name.length(); i++) {
            if (!Character.isDigit(name.charAt(i))) {
                return 0;
            }
        }
        return name.length() > 8 ? 0 : Integer.parseInt(name.substring(2));
    }

    public String name() {
        return name;
    }

    /** What was noted last; null at first. It holds for its own search path only. */
    public Meaning meaning() {
        return meaning;
    }

    public void note(Meaning found) {
        meaning = found;
    }

    /** n for {@code ..n}, otherwise 0. */
    public int dotsPosition() {
        return dotsPosition;
    }

    @Override
    public String typeName() {
        return "symbol";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RSymbol symbol && symbol.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
