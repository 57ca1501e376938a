package hermite.sas.session;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Keeps the listing's writer open when ODS LISTING CLOSE closes the destination: it may be opened again. */
final class SilentCloseWriter extends FilterWriter {
    SilentCloseWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        out.write(text, offset, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
