package hermite.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A catalogue of data sets under one libref. Member names ignore case. */
public interface Library {
    /** The engine's name as the log shows it, for example {@code V9}. */
    String engine();

    /** The place as the log shows it: a directory or file path. */
    String physicalName();

    boolean isReadOnly();

    /** Names of the data sets, upper case, sorted. */
    List<String> members();

    boolean contains(String member);

    /**
     * The data set, or empty when there is none of that name.
     *
     * @throws IOException when it is there but cannot be read; the message names file and cause
     */
    Optional<Table> read(String member) throws IOException;

    /** Writes to a temporary name and moves it into place, so that a failure leaves the previous member intact. */
    void write(String member, Table table) throws IOException;

    /** Removes a member; false when there was none. */
    boolean delete(String member) throws IOException;
}
