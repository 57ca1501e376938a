package hermite.sas.syntax.tree;

import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.problem.Problems;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.vocabulary.DataStepOptions;
import hermite.sas.vocabulary.Status;
import java.util.Locale;

/** Admits the options of data sets and of reading and writing statements: warns of those that are not built. */
final class NamedOptions {
    private final Problems problems;

    NamedOptions(Problems problems) {
        this.problems = problems;
    }

    /**
     * Whether an option stays in the tree.
     *
     * @throws SyntaxException when there is no such option, or when results would be wrong without it
     */
    boolean admits(DataStepOptions table, String name, Place place) {
        Status status = table.find(name)
                .orElseThrow(() -> new SyntaxException(place, message(table), name.toUpperCase(Locale.ROOT))
                        .withHint(Suggestion.of(name, table.names()).question()));
        if (status == Status.REFUSED) {
            throw new SyntaxException(place, SyntaxMessage.REFUSED_OPTION, name.toUpperCase(Locale.ROOT));
        }
        if (status == Status.KNOWN) {
            problems.report(place, SyntaxMessage.NOT_SUPPORTED_OPTION, name.toUpperCase(Locale.ROOT));
        }
        return status == Status.SUPPORTED;
    }

    private static SyntaxMessage message(DataStepOptions table) {
        return table == DataStepOptions.DATA_SET
                ? SyntaxMessage.INVALID_DATA_SET_OPTION
                : SyntaxMessage.INVALID_OPTION_NAME;
    }
}
