package hermite.model;

import hermite.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One effect of a linear predictor: crossed variables, and the class variables they are nested in. The intercept is
 * the effect without variables. Variable names compare without regard to case.
 *
 * @param crossed {@code a*b}: a, b; a continuous variable may occur several times
 * @param nestedWithin {@code a(b c)}: b, c
 */
public record Effect(List<String> crossed, List<String> nestedWithin) {
    public static final Effect INTERCEPT = new Effect(List.of(), List.of());

    public Effect {
        crossed = List.copyOf(crossed);
        nestedWithin = List.copyOf(nestedWithin);
    }

    public static Effect of(String... crossed) {
        return new Effect(List.of(crossed), List.of());
    }

    public boolean isIntercept() {
        return crossed.isEmpty();
    }

    /** {@code Intercept}, {@code time*trt}, {@code id(center)}. */
    public String name() {
        if (isIntercept()) {
            return "Intercept";
        }
        String inside = nestedWithin.isEmpty() ? "" : "(" + String.join(" ", nestedWithin) + ")";
        return String.join("*", crossed) + inside;
    }

    /** Crossed variables, then those they are nested in. */
    public List<String> variables() {
        List<String> all = new ArrayList<>(crossed);
        all.addAll(nestedWithin);
        return List.copyOf(all);
    }

    public boolean uses(String variable) {
        return variables().stream().anyMatch(v -> v.equalsIgnoreCase(variable));
    }

    /**
     * The effect as output names it: continuous variables first, as written, then class variables in the order they
     * were declared.
     */
    public Effect ordered(List<String> classVariables) {
        List<String> ordered = new ArrayList<>();
        for (String variable : crossed) {
            if (!containsIgnoringCase(classVariables, variable)) {
                ordered.add(variable);
            }
        }
        for (String classVariable : classVariables) {
            for (String variable : crossed) {
                if (variable.equalsIgnoreCase(classVariable)) {
                    ordered.add(variable);
                }
            }
        }
        return new Effect(ordered, nestedWithin);
    }

    /** The effect with each name spelled as the table spells it. Names the table lacks stay as they are. */
    public Effect spelledAs(Table table) {
        return new Effect(spell(crossed, table), spell(nestedWithin, table));
    }

    /**
     * Whether this effect is contained in the other: the same continuous part, and class variables that are a proper
     * subset of the other's (Goodnight 1978).
     */
    public boolean isContainedIn(Effect other, List<String> classVariables) {
        List<String> mine = continuous(classVariables);
        List<String> others = other.continuous(classVariables);
        Set<String> myClasses = classes(classVariables);
        Set<String> otherClasses = other.classes(classVariables);
        return mine.equals(others) && otherClasses.size() > myClasses.size() && otherClasses.containsAll(myClasses);
    }

    private List<String> continuous(List<String> classVariables) {
        return variables().stream()
                .filter(v -> !containsIgnoringCase(classVariables, v))
                .map(v -> v.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    private Set<String> classes(List<String> classVariables) {
        return variables().stream()
                .filter(v -> containsIgnoringCase(classVariables, v))
                .map(v -> v.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static List<String> spell(List<String> names, Table table) {
        return names.stream()
                .map(name -> table.variable(name).map(v -> v.name()).orElse(name))
                .toList();
    }

    private static boolean containsIgnoringCase(List<String> names, String name) {
        return names.stream().anyMatch(n -> n.equalsIgnoreCase(name));
    }

    /** Spelled out, as {@link #hashCode}: Java assembles those of a record at the first call, which takes milliseconds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Effect effect
                && crossed.equals(effect.crossed)
                && nestedWithin.equals(effect.nestedWithin);
    }

    @Override
    public int hashCode() {
        return 31 * crossed.hashCode() + nestedWithin.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
