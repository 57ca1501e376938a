package hermite.sas.vocabulary;

import java.util.List;

/**
 * One statement of a procedure.
 *
 * @param options what may stand before the slash, for {@link StatementForm#OPTIONS}; the types of
 *     {@link StatementForm#CONSTRUCTED} with their options as suboptions
 * @param itemOptions what may stand in parentheses after an item: a CLASS variable, the response of MODEL
 * @param slashOptions what may stand after the slash
 */
public record StatementSpec(
        String name,
        List<String> aliases,
        StatementForm form,
        List<OptionSpec> options,
        List<OptionSpec> itemOptions,
        List<OptionSpec> slashOptions,
        Status status,
        String help) {

    public StatementSpec {
        aliases = List.copyOf(aliases);
        options = List.copyOf(options);
        itemOptions = List.copyOf(itemOptions);
        slashOptions = List.copyOf(slashOptions);
    }

    public static StatementSpec of(String name, StatementForm form, String help) {
        return new StatementSpec(name, List.of(), form, List.of(), List.of(), List.of(), Status.SUPPORTED, help);
    }

    /** A statement of SAS that is not built yet: skipped up to its semicolon with a WARNING. */
    public static StatementSpec known(String name) {
        return of(name, StatementForm.NONE, "not supported yet").withStatus(Status.KNOWN);
    }

    /** A statement of SAS that is not built yet and without which the step would give other results: an ERROR. */
    public static StatementSpec refused(String name) {
        return of(name, StatementForm.NONE, "not supported yet").withStatus(Status.REFUSED);
    }

    public StatementSpec alias(String... more) {
        return new StatementSpec(name, List.of(more), form, options, itemOptions, slashOptions, status, help);
    }

    public StatementSpec options(OptionSpec... more) {
        return new StatementSpec(name, aliases, form, List.of(more), itemOptions, slashOptions, status, help);
    }

    public StatementSpec itemOptions(OptionSpec... more) {
        return new StatementSpec(name, aliases, form, options, List.of(more), slashOptions, status, help);
    }

    public StatementSpec slash(OptionSpec... more) {
        return new StatementSpec(name, aliases, form, options, itemOptions, List.of(more), status, help);
    }

    public StatementSpec withStatus(Status newStatus) {
        return new StatementSpec(name, aliases, form, options, itemOptions, slashOptions, newStatus, help);
    }

    public boolean isNamed(String word) {
        return name.equalsIgnoreCase(word) || aliases.stream().anyMatch(a -> a.equalsIgnoreCase(word));
    }
}
