package hermite.sas.datastep.record;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text file that PUT writes, UTF-8; opened with the first line, made empty when there is none. */
public final class FileSink implements OutputLines.Sink {
    private final Path path;
    private final boolean append;
    private final TextFileFormat format;
    private final Place place;
    private BufferedWriter writer;

    /** @param append FILE with MOD: lines are added to what is there */
    public FileSink(Path path, boolean append, TextFileFormat format, Place place) {
        this.format = format;
        this.path = path;
        this.append = append;
        this.place = place;
    }

    @Override
    public void line(String text) {
        try {
            open();
            writer.write(text);
            if (format.fixedLength() > 0) {
                writer.write(" ".repeat(Math.max(0, format.fixedLength() - text.length())));
            } else {
                writer.write(format.terminator().isEmpty() ? System.lineSeparator() : format.terminator());
            }
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public void close() {
        try {
            open();
            writer.close();
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public void abandon() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException failed) {
                // the step has failed already and says why
                writer = null;
            }
        }
    }

    private void open() throws IOException {
        if (writer == null) {
            Charset charset = format.charset().orElse(StandardCharsets.UTF_8);
            writer = append
                    ? Files.newBufferedWriter(path, charset, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    : Files.newBufferedWriter(path, charset);
        }
    }

    private StepFailure unwritable(IOException cause) {
        return new StepFailure(place, DataStepMessage.FILE_UNWRITABLE, path, cause.getMessage());
    }
}
