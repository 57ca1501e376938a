package hermite.sas.vocabulary;

import java.util.List;

/**
 * One option.
 *
 * @param name upper case; the name procedures ask for
 * @param aliases other spellings, upper case
 * @param values allowed words, upper case, for {@link ValueKind#WORD} and its relatives; a name may be followed by
 *     {@code ~} and an alias: {@code "EXCH~EXCHANGEABLE~CS"} stands for one value with three spellings. Empty: any word
 * @param suboptions what may stand in parentheses after the option or its value
 * @param defaultText what holds without it, for help
 * @param help one line for help and completion
 */
public record OptionSpec(
        String name,
        List<String> aliases,
        ValueKind kind,
        List<String> values,
        List<OptionSpec> suboptions,
        String defaultText,
        Status status,
        String help) {

    public OptionSpec {
        aliases = List.copyOf(aliases);
        values = List.copyOf(values);
        suboptions = List.copyOf(suboptions);
    }

    public static OptionSpec of(String name, ValueKind kind, String help) {
        return new OptionSpec(name, List.of(), kind, List.of(), List.of(), "", Status.SUPPORTED, help);
    }

    public static OptionSpec flag(String name, String help) {
        return of(name, ValueKind.FLAG, help);
    }

    /** A word of SAS that is not built yet. */
    public static OptionSpec known(String name, ValueKind kind) {
        return of(name, kind, "not supported yet").withStatus(Status.KNOWN);
    }

    public OptionSpec alias(String... more) {
        return new OptionSpec(name, List.of(more), kind, values, suboptions, defaultText, status, help);
    }

    public OptionSpec oneOf(String... words) {
        return new OptionSpec(name, aliases, kind, List.of(words), suboptions, defaultText, status, help);
    }

    public OptionSpec with(OptionSpec... subs) {
        return new OptionSpec(name, aliases, kind, values, List.of(subs), defaultText, status, help);
    }

    public OptionSpec otherwise(String text) {
        return new OptionSpec(name, aliases, kind, values, suboptions, text, status, help);
    }

    public OptionSpec withStatus(Status newStatus) {
        return new OptionSpec(name, aliases, kind, values, suboptions, defaultText, newStatus, help);
    }

    public boolean isNamed(String word) {
        return name.equalsIgnoreCase(word) || aliases.stream().anyMatch(a -> a.equalsIgnoreCase(word));
    }
}
