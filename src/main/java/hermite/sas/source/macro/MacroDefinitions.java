package hermite.sas.source.macro;

import hermite.sas.source.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles macro definitions and divides the arguments of calls. */
public final class MacroDefinitions {
    private static final Pattern HEADER =
            Pattern.compile("(?s)\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*(\\(.*\\))?\\s*(?:/(.*))?");
    private static final Pattern PARAMETER = Pattern.compile("(?s)\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*(=.*)?");
    private static final int LONGEST_NAME = 32;

    private MacroDefinitions() {}

    /** The name in a header, upper case, if there is one. */
    public static Optional<String> nameOf(String header) {
        Matcher matcher = Pattern.compile("(?s)\\s*([A-Za-z_][A-Za-z0-9_]*).*").matcher(header);
        return matcher.matches() ? Optional.of(matcher.group(1).toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    /**
     * @param header what stands between %MACRO and its semicolon
     * @param line where the body stands in its source
     * @throws MacroFailure when the header or the structure of the body is wrong
     */
    public static MacroDefinition of(String header, String body, int line, int column) {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches() || matcher.group(1).length() > LONGEST_NAME) {
            throw new MacroFailure(MacroMessage.BAD_MACRO_NAME, header.strip());
        }
        String options = Optional.ofNullable(matcher.group(3)).orElse("").toUpperCase(Locale.ROOT);
        boolean buffer = options.contains("PARMBUFF") || options.contains("PBUFF");
        String list = matcher.group(2);
        List<MacroDefinition.Parameter> parameters = new ArrayList<>();
        if (list != null) {
            for (String part : MacroScanner.split(list.substring(1, list.length() - 1), ',')) {
                parameter(part).ifPresent(parameters::add);
            }
        }
        return new MacroDefinition(
                matcher.group(1).toUpperCase(Locale.ROOT),
                List.copyOf(parameters),
                list != null || buffer,
                buffer,
                options.contains("MINOPERATOR"),
                MacroBodyParser.parse(body, line, column));
    }

    private static Optional<MacroDefinition.Parameter> parameter(String part) {
        if (part.isBlank()) {
            return Optional.empty();
        }
        Matcher matcher = PARAMETER.matcher(part);
        if (!matcher.matches()) {
            throw new MacroFailure(MacroMessage.BAD_NAME, part.strip());
        }
        Optional<String> byDefault =
                Optional.ofNullable(matcher.group(2)).map(d -> d.substring(1).strip());
        return Optional.of(new MacroDefinition.Parameter(matcher.group(1).toUpperCase(Locale.ROOT), byDefault));
    }

    /** The arguments of a call, unresolved. */
    public static List<String> arguments(String text) {
        return MacroScanner.split(text, ',');
    }

    /** The name before an equals sign when the argument is given by name: that of a parameter, or any plain name. */
    public static Optional<String> keyword(String argument, MacroDefinition macro) {
        int equals = argument.indexOf('=');
        if (equals < 0) {
            return Optional.empty();
        }
        String name = argument.substring(0, equals).strip();
        boolean plain = !name.isEmpty()
                && Characters.isNameStart(name.charAt(0))
                && name.chars().allMatch(Characters::isNamePart);
        return plain ? Optional.of(name) : Optional.empty();
    }
}
