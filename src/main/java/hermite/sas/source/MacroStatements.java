package hermite.sas.source;

import hermite.sas.log.Log;
import hermite.sas.source.macro.MacroDefinition;
import hermite.sas.source.macro.MacroDefinitions;
import hermite.sas.source.macro.MacroFailure;
import hermite.sas.source.macro.MacroHost;
import hermite.sas.source.macro.MacroMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The macro statements that act at once: %LET, %PUT, %GLOBAL, %LOCAL, %MACRO, %INCLUDE, %IF in open code. */
final class MacroStatements {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SHOW = Pattern.compile("&=([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern FILE = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");

    private final MacroProcessor processor;
    private final InputFrames frames;
    private final MacroText text;
    private final MacroHost host;
    private final Log log;

    MacroStatements(MacroProcessor processor, InputFrames frames, MacroText text, MacroHost host, Log log) {
        this.processor = processor;
        this.frames = frames;
        this.text = text;
        this.host = host;
        this.log = log;
    }

    /** Runs the statement whose keyword has just been taken; false when the word opens none. */
    boolean run(String keyword, Frame.Mark start, Place place) {
        switch (keyword) {
            case "LET" -> let(text.takeToSemicolon(start), place);
            case "PUT" -> put(text.takeToSemicolon(start), place);
            case "GLOBAL" -> declare(text.takeToSemicolon(start), place, true);
            case "LOCAL" -> declare(text.takeToSemicolon(start), place, false);
            case "SYMDEL" -> delete(text.takeToSemicolon(start), place);
            case "MACRO" -> define(start, place);
            case "INCLUDE", "INC" -> include(text.takeToSemicolon(start), place);
            case "IF" -> processor.runOpenCode(new OpenCodeText(frames, text, start).takeIf(), start, place);
            case "DO" -> processor.runOpenCode(new OpenCodeText(frames, text, start).takeDo(), start, place);
            case "ABORT" -> {
                text.takeToSemicolon(start);
                frames.clear();
                throw new MacroFailure(MacroMessage.ABORTED);
            }
            case "MEND", "END", "THEN", "ELSE", "TO", "BY", "UNTIL", "WHILE", "GOTO", "GO", "RETURN" -> {
                text.takeToSemicolon(start);
                throw new MacroFailure(MacroMessage.NOT_IN_OPEN_CODE, keyword);
            }
            case "SYSMACEXIST" -> {
                String name = text.takeGroup(start, false).orElse("");
                boolean exists =
                        processor.isDefined(processor.resolve(name, place).strip());
                frames.push(Frame.Text.generated("%SYSMACEXIST", exists ? "1" : "0", place));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String checkName(String resolved) {
        String name = Characters.unmask(resolved).strip();
        if (!NAME.matcher(name).matches()) {
            throw new MacroFailure(MacroMessage.BAD_NAME, name);
        }
        return name;
    }

    private void let(String statement, Place place) {
        int equals = statement.indexOf('=');
        if (equals < 0) {
            throw new MacroFailure(MacroMessage.LET_WITHOUT_EQUALS);
        }
        String name = checkName(processor.resolve(statement.substring(0, equals), place));
        processor
                .tables()
                .assign(
                        name,
                        processor
                                .resolve(statement.substring(equals + 1), place)
                                .strip());
    }

    private void put(String statement, Place place) {
        Matcher show = SHOW.matcher(statement);
        String shown = show.replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT) + "=&" + m.group(1));
        String line = Characters.unmask(processor.resolve(shown, place)).strip();
        frames.echo().flush();
        switch (line.toUpperCase(Locale.ROOT)) {
            case "_ALL_", "_USER_" -> {
                list(processor.tables().runningMacro(), processor.tables().ownLocals());
                list("GLOBAL", processor.tables().globals());
            }
            case "_GLOBAL_" -> list("GLOBAL", processor.tables().globals());
            case "_LOCAL_" ->
                list(processor.tables().runningMacro(), processor.tables().ownLocals());
            default -> write(line);
        }
    }

    private void list(String scope, Map<String, String> values) {
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> log.line(scope + " " + e.getKey() + " " + Characters.unmask(e.getValue())));
    }

    /** Lines that begin like an error or warning count as one. */
    private void write(String line) {
        if (line.startsWith("ERROR:")) {
            log.write(MacroMessage.USER_ERROR, line.substring("ERROR:".length()).strip());
        } else if (line.startsWith("WARNING:")) {
            log.write(
                    MacroMessage.USER_WARNING,
                    line.substring("WARNING:".length()).strip());
        } else {
            log.line(line);
        }
    }

    private void declare(String statement, Place place, boolean global) {
        String names = Characters.unmask(processor.resolve(statement, place)).strip();
        String value = "";
        if (names.startsWith("/")) {
            // READONLY: one variable with its value
            Matcher readOnly =
                    Pattern.compile("(?is)/\\s*READONLY\\s+(\\w+)\\s*=(.*)").matcher(names);
            if (!readOnly.matches()) {
                throw new MacroFailure(MacroMessage.BAD_NAME, names);
            }
            names = readOnly.group(1);
            value = readOnly.group(2).strip();
        }
        if (names.isEmpty()) {
            return;
        }
        for (String name : names.split("\\s+")) {
            checkName(name);
            if (!global) {
                processor.tables().declareLocal(name);
            } else if (!processor.tables().declareGlobal(name)) {
                throw new MacroFailure(MacroMessage.GLOBAL_IS_LOCAL, name.toUpperCase(Locale.ROOT));
            }
            if (!value.isEmpty()) {
                processor.tables().assign(name, value);
            }
        }
    }

    private void delete(String statement, Place place) {
        String names = Characters.unmask(processor.resolve(statement, place))
                .replaceFirst("/.*", "")
                .strip();
        boolean quiet = statement.toUpperCase(Locale.ROOT).contains("NOWARN");
        for (String name : names.split("\\s+")) {
            if (!processor.tables().delete(name) && !quiet) {
                processor.report(place, MacroMessage.REFERENCE_NOT_RESOLVED, name.toUpperCase(Locale.ROOT));
            }
        }
    }

    private void define(Frame.Mark start, Place place) {
        String header = text.takeToSemicolon(start);
        frames.peek();
        int line =
                frames.peek() == InputFrames.END ? start.line() : frames.mark().line();
        int column = frames.peek() == InputFrames.END ? 1 : frames.mark().column();
        String body = new OpenCodeText(frames, text, start).takeMacroBody();
        try {
            processor.define(MacroDefinitions.of(header, body, line, column));
        } catch (MacroFailure failure) {
            processor.report(place, failure.failure(), failure.arguments());
            MacroDefinitions.nameOf(header).ifPresent(name -> {
                processor.report(place, MacroMessage.DUMMY_MACRO);
                processor.define(new MacroDefinition(name, List.of(), false, false, false, List.of()));
            });
        }
    }

    private void include(String statement, Place place) {
        String resolved = Characters.unmask(processor.resolve(statement, place));
        String files = withoutOptions(resolved);
        boolean shown =
                resolved.substring(files.length()).toUpperCase(Locale.ROOT).matches("/.*\\bSOURCE2\\b.*");
        SourceListener.Kind kind = shown ? SourceListener.Kind.INCLUDED_SHOWN : SourceListener.Kind.INCLUDED;
        Matcher matcher = FILE.matcher(files);
        java.util.ArrayDeque<Runnable> inReverse = new java.util.ArrayDeque<>();
        while (matcher.find()) {
            boolean quoted = matcher.group(3) == null;
            String name = quoted ? Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2)) : matcher.group(3);
            Optional<MacroHost.Included> file = host.include(name, quoted);
            if (file.isEmpty()) {
                processor.report(place, MacroMessage.INCLUDE_NOT_FOUND, name);
                continue;
            }
            if (frames.hasTooManyFiles()) {
                processor.report(place, MacroMessage.INCLUDES_ITSELF, name);
                continue;
            }
            inReverse.push(() ->
                    frames.push(file.get().source(), withLineEnd(file.get().text()), kind, Place.UNKNOWN));
        }
        inReverse.forEach(Runnable::run);
    }

    private static String withLineEnd(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    /** Options follow a slash outside quotes. */
    private static String withoutOptions(String statement) {
        boolean quoted = false;
        char quote = 0;
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            if (quoted) {
                quoted = c != quote;
            } else if (c == '\'' || c == '"') {
                quoted = true;
                quote = c;
            } else if (c == '/' && i > 0 && Characters.isBlank(statement.charAt(i - 1))) {
                return statement.substring(0, i);
            }
        }
        return statement;
    }

    /** Values of a macro's parameters for a call; arguments are resolved in the caller's scope. */
    Map<String, String> bind(MacroDefinition macro, String arguments, Place place) {
        Map<String, String> values = new LinkedHashMap<>();
        for (MacroDefinition.Parameter parameter : macro.parameters()) {
            values.put(
                    parameter.name(),
                    parameter
                            .keywordDefault()
                            .map(d -> processor.resolve(d, place).strip())
                            .orElse(""));
        }
        if (arguments.isBlank() || macro.parameterBuffer() && macro.parameters().isEmpty()) {
            return values;
        }
        int position = 0;
        boolean keywords = false;
        List<MacroDefinition.Parameter> positional = macro.positional();
        for (String argument : MacroDefinitions.arguments(arguments)) {
            Optional<String> keyword = MacroDefinitions.keyword(argument, macro);
            if (keyword.isPresent()) {
                keywords = true;
                MacroDefinition.Parameter parameter = macro.parameter(keyword.get())
                        .orElseThrow(() -> new MacroFailure(
                                MacroMessage.UNKNOWN_KEYWORD, keyword.get().toUpperCase(Locale.ROOT)));
                String value = argument.substring(argument.indexOf('=') + 1);
                values.put(parameter.name(), processor.resolve(value, place).strip());
                continue;
            }
            if (keywords && !argument.isBlank()) {
                throw new MacroFailure(MacroMessage.POSITIONAL_AFTER_KEYWORD);
            }
            if (position >= positional.size()) {
                if (macro.parameterBuffer()) {
                    continue;
                }
                throw new MacroFailure(MacroMessage.TOO_MANY_PARAMETERS);
            }
            values.put(
                    positional.get(position++).name(),
                    processor.resolve(argument, place).strip());
        }
        return values;
    }
}
