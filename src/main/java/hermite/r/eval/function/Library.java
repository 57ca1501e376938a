package hermite.r.eval.function;

/** A theme of functions: tells the table what it offers. Listed in {@code hermite.r.lib.Libraries}. */
public interface Library {
    void declare(FunctionTable table);
}
