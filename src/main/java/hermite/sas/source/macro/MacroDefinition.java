package hermite.sas.source.macro;

import java.util.List;
import java.util.Optional;

/**
 * A macro.
 *
 * @param name upper case
 * @param takesParameters whether a parenthesis after the call belongs to it
 * @param parameterBuffer PARMBUFF: any arguments, as text in SYSPBUFF
 */
public record MacroDefinition(
        String name,
        List<Parameter> parameters,
        boolean takesParameters,
        boolean parameterBuffer,
        boolean minOperator,
        List<MacroNode> body) {

    /** @param keywordDefault present for a keyword parameter: its default, unresolved */
    public record Parameter(String name, Optional<String> keywordDefault) {}

    public Optional<Parameter> parameter(String wanted) {
        return parameters.stream()
                .filter(p -> p.name().equalsIgnoreCase(wanted))
                .findFirst();
    }

    /** Positional parameters in order. */
    public List<Parameter> positional() {
        return parameters.stream().filter(p -> p.keywordDefault().isEmpty()).toList();
    }
}
