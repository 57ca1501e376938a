package hermite.sas.syntax;

import hermite.sas.vocabulary.ProcedureSpec;
import java.util.Collection;
import java.util.Optional;

/** Where the reader learns what a procedure understands. */
public interface ProcedureLookup {
    /** @param name upper case */
    Optional<ProcedureSpec> find(String name);

    /** Names of all procedures, for suggestions. */
    Collection<String> names();
}
