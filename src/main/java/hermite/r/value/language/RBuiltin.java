package hermite.r.value.language;

/** A function of the program itself; the evaluator's room says how it is run. */
public abstract non-sealed class RBuiltin implements RFunction {
    private final String name;
    private final String packageName;

    protected RBuiltin(String name, String packageName) {
        this.name = name;
        this.packageName = packageName;
    }

    public final String name() {
        return name;
    }

    public final String packageName() {
        return packageName;
    }

    /** Parameters, as {@code args()} shows them. */
    public abstract Formals formals();

    @Override
    public String typeName() {
        return "builtin";
    }

    @Override
    public String toString() {
        return packageName + "::" + name;
    }
}
