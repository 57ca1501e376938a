package hermite.r.value.language;

import hermite.r.value.Attributes;
import hermite.r.value.RLanguage;
import hermite.r.value.RValue;

/**
 * A call as language: the function, its arguments, their names. Formulas are calls to {@code ~} with class and
 * environment as attributes. The source text is kept where the parser made the call.
 */
public final class RCall implements RLanguage {
    private final RValue function;
    private final RValue[] arguments;
    private final String[] names;
    private final Attributes attributes;
    private final SourceText source;

    /**
     * @param names null when no argument is named; otherwise as many as arguments, null for one without name
     * @param source null when the call was not read from text
     */
    public RCall(RValue function, RValue[] arguments, String[] names, Attributes attributes, SourceText source) {
        this.function = function;
        this.arguments = arguments;
        this.names = names;
        this.attributes = attributes;
        this.source = source;
    }

    public static RCall of(RValue function, RValue... arguments) {
        return new RCall(function, arguments, null, Attributes.NONE, null);
    }

    public static RCall of(String function, RValue... arguments) {
        return of(RSymbol.of(function), arguments);
    }

    public static RCall named(RValue function, RValue[] arguments, String[] names) {
        return new RCall(function, arguments, names, Attributes.NONE, null);
    }

    public RValue function() {
        return function;
    }

    /** The name of the function called, or "" when it is not a plain name. */
    public String functionName() {
        return function instanceof RSymbol symbol ? symbol.name() : "";
    }

    /** Whether it calls the function of this name with this many arguments. */
    public boolean isCallTo(String name, int count) {
        return arguments.length == count && functionName().equals(name);
    }

    public int size() {
        return arguments.length;
    }

    public RValue argument(int i) {
        return arguments[i];
    }

    /** Name of an argument, or null. */
    public String name(int i) {
        return names == null ? null : names[i];
    }

    /** Shared, read only. */
    public RValue[] arguments() {
        return arguments;
    }

    /** Whether it has two arguments, neither named nor {@code ...}. */
    public boolean hasTwoPlainArguments() {
        return arguments.length == 2
                && names == null
                && arguments[0] != RSymbol.DOTS
                && arguments[1] != RSymbol.DOTS
                && arguments[0] != RSymbol.MISSING
                && arguments[1] != RSymbol.MISSING;
    }

    /** Shared, read only; null when nothing is named. */
    public String[] names() {
        return names;
    }

    /** Names of arguments as a call keeps them, null for those that have none, from names where these are empty. */
    public static String[] labels(String[] names) {
        if (names == null) {
            return null;
        }
        String[] labels = names.clone();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = labels[i] == null || labels[i].isEmpty() ? null : labels[i];
        }
        return labels;
    }

    /** Where it was read; null when it was made by a program. */
    public SourceText source() {
        return source;
    }

    public RCall withFunction(RValue other) {
        return new RCall(other, arguments, names, attributes, null);
    }

    public RCall withArguments(RValue[] otherArguments, String[] otherNames) {
        return new RCall(function, otherArguments, otherNames, attributes, null);
    }

    @Override
    public String typeName() {
        return "language";
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public RCall withAttributes(Attributes changed) {
        return new RCall(function, arguments, names, changed, source);
    }
}
