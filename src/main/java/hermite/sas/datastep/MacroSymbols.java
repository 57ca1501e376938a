package hermite.sas.datastep;

import java.util.Optional;

/** The macro variables a running step can reach. */
public interface MacroSymbols {
    /** Where CALL SYMPUTX creates a variable. */
    enum Scope {
        /** CALL SYMPUT: the nearest table that has it, else the nearest local table that is not empty, else global. */
        NEAREST,
        LOCAL,
        GLOBAL
    }

    Optional<String> get(String name);

    void put(String name, String value, Scope scope);
}
