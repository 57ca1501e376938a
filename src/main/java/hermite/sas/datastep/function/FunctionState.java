package hermite.sas.datastep.function;

/**
 * What functions remember from call to call: random streams, regular expressions, open data sets. A DATA step has one
 * of its own; the session has one for %SYSFUNC.
 */
public final class FunctionState {
    private final RandomStreams random;
    private final PatternStore patterns = new PatternStore();
    private final DataSetHandles dataSets = new DataSetHandles();

    public FunctionState(RandomStreams random) {
        this.random = random;
    }

    /** @param clockSeed what a seed of 0 or no seed at all stands for */
    public FunctionState(long clockSeed) {
        this(new RandomStreams(clockSeed));
    }

    public RandomStreams random() {
        return random;
    }

    public PatternStore patterns() {
        return patterns;
    }

    public DataSetHandles dataSets() {
        return dataSets;
    }
}
