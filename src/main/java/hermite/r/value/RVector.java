package hermite.r.value;

/**
 * A vector of any type, lists included: elements by number from 0, attributes, and how widely it is referred to.
 *
 * <p>{@link #reference()} counts 0 (fresh), 1 (one variable), 2 (perhaps several). The evaluator's replacement code
 * writes in place below 2 and copies otherwise; nobody else writes.
 */
public abstract sealed class RVector implements RValue
        permits RRaw, RLogical, RInteger, RDouble, RComplex, RCharacter, RList {
    private Attributes attributes;
    private byte references;

    RVector(Attributes attributes) {
        this.attributes = attributes;
    }

    public abstract VectorType type();

    public abstract int length();

    /** Whether it is a double or an integer of length 1 without attributes. */
    public final boolean isPlainNumber() {
        return (this instanceof RDouble || this instanceof RInteger) && attributes.isEmpty() && length() == 1;
    }

    /** A missing value: {@code NA} of the type; {@code NaN} too for doubles. */
    public abstract boolean isNA(int i);

    /** Element as a double; {@link RDouble#NA} when missing or not a number. */
    public abstract double doubleAt(int i);

    /** Element as an integer, truncated; {@link RInteger#NA} when missing, out of range or not a number. */
    public abstract int integerAt(int i);

    /** Element as 1, 0 or {@link RLogical#NA}. */
    public abstract int logicalAt(int i);

    /** Element as text as {@code as.character} gives it; null for {@code NA}. */
    public abstract String stringAt(int i);

    /** Element as a value: a vector of length 1, or the list's element itself. */
    public abstract RValue elementAt(int i);

    /** For code that fills a vector it has just made, and replacement: writes element {@code i} of another, converted. */
    public abstract void store(int at, RVector from, int i);

    /** A new vector without attributes of the elements at {@code indices} from 0; a negative index gives NA or NULL. */
    public abstract RVector select(int[] indices);

    /** A fresh vector of the same type, without attributes, of this length (longer: filled up with NA or NULL). */
    public abstract RVector resized(int length);

    /** A copy with an array of its own and the same attributes. */
    public abstract RVector copy();

    abstract RVector sharing(Attributes attributes);

    @Override
    public String typeName() {
        return type().typeName();
    }

    @Override
    public final Attributes attributes() {
        return attributes;
    }

    /** The same elements (not copied) under other attributes. */
    @Override
    public final RVector withAttributes(Attributes changed) {
        if (changed == attributes) {
            return this;
        }
        RVector other = sharing(changed);
        other.references = 2;
        references = 2;
        return other;
    }

    @Override
    public final RVector withAttribute(String name, RValue value) {
        return withAttributes(attributes.with(name, value));
    }

    /** Without any attribute. */
    public final RVector bare() {
        return withAttributes(Attributes.NONE);
    }

    /** Names as a vector, or null when there are none; one-dimensional arrays take them from dimnames. */
    public final RCharacter names() {
        if (attributes.isEmpty()) {
            return null;
        }
        RValue names = attributes.get("names");
        if (names instanceof RCharacter character) {
            return character;
        }
        if (attributes.get("dimnames") instanceof RList dimnames
                && dimnames.length() == 1
                && dimnames.get(0) instanceof RCharacter only) {
            return only;
        }
        return null;
    }

    /** Name of an element; null when there are no names. */
    public final String name(int i) {
        RCharacter names = names();
        return names == null ? null : names.get(i);
    }

    /** Place of the first element with exactly this name, or -1. */
    public final int indexOfName(String name) {
        RCharacter names = names();
        if (names != null) {
            for (int i = 0; i < names.length(); i++) {
                if (name.equals(names.get(i))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Dimensions, or null when the vector is no array. */
    public final int[] dim() {
        if (attributes.isEmpty() || !(attributes.get("dim") instanceof RVector dim)) {
            return null;
        }
        int[] sizes = new int[dim.length()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = dim.integerAt(i);
        }
        return sizes;
    }

    public final boolean isMatrix() {
        int[] dim = dim();
        return dim != null && dim.length == 2;
    }

    public final RVector withNames(String... names) {
        return withAttribute("names", RCharacter.of(names));
    }

    public final RVector withClass(String... classes) {
        return withAttribute("class", RCharacter.of(classes));
    }

    /** How widely it is referred to: 0, 1, 2. */
    public final int reference() {
        return references;
    }

    /** Notes that one more variable holds this value. */
    public final void bind() {
        references = (byte) (references == 0 ? 1 : 2);
    }

    public final void markShared() {
        references = 2;
    }

    /** For the evaluator's replacement code: other attributes in place, when the value is not shared. */
    public final void replaceAttributes(Attributes changed) {
        attributes = changed;
    }

    /** The same elements as another type, attributes kept; itself when it is of the type already. */
    public final RVector as(VectorType wanted) {
        if (wanted == type()) {
            return this;
        }
        RVector made =
                switch (wanted) {
                    case RAW -> filled(RRaw.of(new byte[length()]));
                    case LOGICAL -> RLogical.of(Elements.logicals(this));
                    case INTEGER -> RInteger.of(Elements.integers(this));
                    case DOUBLE -> RDouble.of(Elements.doubles(this));
                    case COMPLEX -> RComplex.from(this);
                    case CHARACTER -> RCharacter.of(Elements.strings(this));
                    case LIST -> RList.of(Elements.values(this));
                    case EXPRESSION -> RList.expression(Elements.values(this));
                };
        made.attributes = attributes;
        return made;
    }

    private RVector filled(RVector fresh) {
        for (int i = 0; i < length(); i++) {
            fresh.store(i, this, i);
        }
        return fresh;
    }

    /** A vector of NA, NULL or zero bytes. */
    public static RVector missing(VectorType type, int length) {
        return switch (type) {
            case RAW -> RRaw.of(new byte[length]);
            case LOGICAL -> RLogical.of(new int[0]).resized(length);
            case INTEGER -> RInteger.of(new int[0]).resized(length);
            case DOUBLE -> RDouble.of(new double[0]).resized(length);
            case COMPLEX -> RComplex.of(new double[0], new double[0]).resized(length);
            case CHARACTER -> RCharacter.of(new String[length]);
            case LIST -> RList.of(new RValue[0]).resized(length);
            case EXPRESSION -> RList.expression(new RValue[0]).resized(length);
        };
    }
}
