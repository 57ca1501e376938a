package hermite.sas.session;

import hermite.sas.session.library.FilePaths;
import hermite.sas.session.library.FileReferences;
import hermite.sas.session.library.Names;
import hermite.sas.source.macro.MacroHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the macro processor sees of the session: automatic variables, options, files, functions. */
final class SessionMacroHost implements MacroHost {
    private static final Set<String> SETTABLE = Set.of("SYSCC", "SYSPARM", "SYSRC", "SQLOBS");

    /** Calls a DATA step function on text arguments. */
    interface Functions {
        /** @throws IllegalArgumentException when the function is unknown or its arguments are wrong */
        String call(String name, List<String> arguments, Optional<String> format);
    }

    private final Map<String, String> automatic = new TreeMap<>();
    private final SystemOptions options;
    private final FilePaths paths;
    private final FileReferences filerefs;
    private final Supplier<String> lastDataSet;
    private final Functions functions;

    SessionMacroHost(
            Map<String, String> automaticAtStart,
            SystemOptions options,
            FilePaths paths,
            FileReferences filerefs,
            Supplier<String> lastDataSet,
            Functions functions) {
        this.automatic.putAll(automaticAtStart);
        this.options = options;
        this.paths = paths;
        this.filerefs = filerefs;
        this.lastDataSet = lastDataSet;
        this.functions = functions;
    }

    @Override
    public Optional<String> automatic(String name) {
        if (name.equals("SYSLAST") || name.equals("SYSDSN")) {
            String last = lastDataSet.get();
            int dot = last.indexOf('.');
            if (dot < 0) {
                return Optional.ofNullable(automatic.get(name));
            }
            return Optional.of(String.format(
                    Locale.ROOT,
                    name.equals("SYSLAST") ? "%-8s.%s" : "%-8s%s",
                    last.substring(0, dot),
                    last.substring(dot + 1)));
        }
        return Optional.ofNullable(automatic.get(name));
    }

    @Override
    public boolean setAutomatic(String name, String value) {
        if (!SETTABLE.contains(name)) {
            return false;
        }
        automatic.put(name, value);
        return true;
    }

    /** Sets any automatic variable: the session's own doing. */
    void put(String name, String value) {
        automatic.put(name, value);
    }

    @Override
    public boolean option(String name) {
        return options.isOn(name);
    }

    @Override
    public String function(String name, List<String> arguments, Optional<String> format) {
        return functions.call(name, arguments, format);
    }

    @Override
    public Optional<Included> include(String name, boolean quoted) {
        Path file = quoted
                ? paths.file(name).path()
                : filerefs.find(name).orElseGet(() -> paths.file(name + ".sas").path());
        return read(file);
    }

    @Override
    public Optional<Included> autocall(String name) {
        List<Path> folders = new ArrayList<>();
        String written = options.text("SASAUTOS").orElse("");
        for (String part : written.replaceAll("[()'\"]", " ").trim().split("[\\s,]+")) {
            if (!part.isEmpty() && !part.equalsIgnoreCase("SASAUTOS")) {
                folders.add(
                        Names.isValid(part) && filerefs.find(part).isPresent()
                                ? filerefs.find(part).get()
                                : paths.file(part).path());
            }
        }
        return folders.stream()
                .map(folder -> folder.resolve(name.toLowerCase(Locale.ROOT) + ".sas"))
                .filter(Files::isRegularFile)
                .findFirst()
                .flatMap(SessionMacroHost::read);
    }

    private static Optional<Included> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return ProgramText.read(file)
                .map(text -> new Included(file.getFileName().toString(), text));
    }
}
