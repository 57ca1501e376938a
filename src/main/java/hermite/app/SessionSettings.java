package hermite.app;

import hermite.sas.session.Session;
import hermite.sas.session.SessionBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a session as the command line wants it. */
final class SessionSettings {
    private SessionSettings() {}

    static SessionBuilder from(CommandLine line, Path currentDirectory, Map<String, String> environment) {
        SessionBuilder builder = Session.builder()
                .currentDirectory(currentDirectory)
                .environment(environment)
                .parameter(line.parameter());
        line.mappings().forEach(builder::map);
        return builder;
    }

    /** System options of the command line, then the autoexec file. */
    static void prepare(Session session, CommandLine line, Path currentDirectory, Map<String, String> environment)
            throws IOException {
        for (String option : line.systemOptions()) {
            int equals = option.indexOf('=');
            session.option(
                    equals < 0 ? option : option.substring(0, equals),
                    equals < 0 ? Optional.empty() : Optional.of(option.substring(equals + 1)));
        }
        Optional<Path> autoexec = autoexec(line, currentDirectory, environment);
        if (autoexec.isPresent()) {
            session.autoexec(autoexec.get());
        }
    }

    /** The file asked for, or {@code autoexec.sas} here or at home. */
    private static Optional<Path> autoexec(CommandLine line, Path currentDirectory, Map<String, String> environment) {
        if (line.autoexec().isPresent()) {
            return line.autoexec().map(currentDirectory::resolve);
        }
        if (line.noAutoexec()) {
            return Optional.empty();
        }
        List<Path> places = new ArrayList<>();
        places.add(currentDirectory.resolve("autoexec.sas"));
        String home = environment.get("HOME");
        if (home != null) {
            places.add(Path.of(home, "autoexec.sas"));
        }
        return places.stream().filter(Files::isRegularFile).findFirst();
    }
}
