package hermite.sas.session;

import hermite.sas.session.library.PathMapping;
import hermite.sas.session.step.StepTimer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Runs programs in a session with a fixed clock, in a directory of the test's own, and keeps log and listing. */
final class ProgramRunner {
    /** 19 November 2018, 17:40, a Monday. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2018-11-19T17:40:00Z"), ZoneOffset.UTC);

    private final List<String> log = new ArrayList<>();
    private final StringWriter listing = new StringWriter();
    private final SessionBuilder builder;

    ProgramRunner(Path directory) {
        builder = Session.builder()
                .log(log::add)
                .listing(listing)
                .currentDirectory(directory)
                .clock(CLOCK)
                .timer(StepTimer.STOPPED);
    }

    ProgramRunner interactive() {
        builder.interactive();
        return this;
    }

    ProgramRunner parameter(String text) {
        builder.parameter(text);
        return this;
    }

    ProgramRunner map(String prefix, Path directory) {
        builder.map(new PathMapping(prefix, directory));
        return this;
    }

    /** Runs the lines as one program, closes the session and gives it back for its exit status and data sets. */
    Session run(String... lines) {
        Session session = builder.build();
        session.submit("test.sas", String.join("\n", lines) + "\n");
        try {
            session.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return session;
    }

    List<String> log() {
        return log;
    }

    /** The log without source lines, blank lines and notes about time: what there is to tell. */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        boolean inTime = false;
        for (String line : log) {
            boolean begins = line.matches("(NOTE|WARNING|ERROR).*");
            inTime = line.contains("used (Total process time)") || inTime && !begins;
            if (!inTime && !line.isBlank() && !line.matches("\\d+[!+ ].*|\\d+")) {
                messages.add(line);
            }
        }
        return messages;
    }

    String listing() {
        return listing.toString();
    }
}
