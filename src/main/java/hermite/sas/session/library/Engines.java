package hermite.sas.session.library;

import hermite.data.Library;
import java.io.IOException;
import java.nio.file.Path;

/** Makes libraries of the kinds the data room offers. */
public interface Engines {
    /** A library that lives and ends with the session. */
    Library memory();

    /** A directory of data sets. */
    Library directory(Path folder) throws IOException;

    /** A transport file. */
    Library transport(Path file) throws IOException;
}
