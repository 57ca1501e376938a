package hermite.r.print;

import java.util.Map;
import java.util.Set;

/** How tightly R's operators bind, for the deparser's parentheses. */
final class Operators {
    private static final Map<String, Integer> BINARY = Map.ofEntries(
            Map.entry("=", 2),
            Map.entry("<-", 3),
            Map.entry("<<-", 3),
            Map.entry("~", 5),
            Map.entry("|", 6),
            Map.entry("||", 6),
            Map.entry("&", 7),
            Map.entry("&&", 7),
            Map.entry("==", 9),
            Map.entry("!=", 9),
            Map.entry("<", 9),
            Map.entry("<=", 9),
            Map.entry(">", 9),
            Map.entry(">=", 9),
            Map.entry("+", 10),
            Map.entry("-", 10),
            Map.entry("*", 11),
            Map.entry("/", 11),
            Map.entry(":", 13),
            Map.entry("^", 15),
            Map.entry("$", 17),
            Map.entry("@", 17),
            Map.entry("[", 17),
            Map.entry("::", 18),
            Map.entry(":::", 18));
    private static final Map<String, Integer> UNARY = Map.of("-", 14, "+", 14, "!", 8, "~", 5);
    private static final Set<String> TIGHT = Set.of("^", "/", ":", "$", "@", "::", ":::", "%%", "%/%");
    private static final Set<String> RIGHT = Set.of("^", "<-", "<<-", "=");

    private Operators() {}

    static boolean isOperator(String name) {
        return BINARY.containsKey(name) || UNARY.containsKey(name) || isSpecial(name);
    }

    private static boolean isSpecial(String name) {
        return name.length() >= 2 && name.charAt(0) == '%' && name.endsWith("%");
    }

    /** 0 when the name is no operator of so many operands. */
    static int precedence(String name, int operands) {
        if (operands == 1) {
            return UNARY.getOrDefault(name, 0);
        }
        return isSpecial(name) ? 12 : BINARY.getOrDefault(name, 0);
    }

    static boolean isTight(String name) {
        return TIGHT.contains(name);
    }

    static boolean isRightAssociative(String name) {
        return RIGHT.contains(name);
    }
}
