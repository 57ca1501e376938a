package hermite.sas.proc.glimmix.binding;

import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.EffectTerm;
import java.util.List;
import java.util.Optional;

/** Where the response in categories may stand in a RANDOM statement. */
public final class CategoryGroups {
    private CategoryGroups() {}

    /**
     * Generalized logits need GROUP= with the response alone; cumulative links have no use for it. Elsewhere random
     * effects would depend on the category that is observed.
     *
     * @throws StepFailure when the statement differs from this
     */
    public static void require(
            String response,
            boolean nominal,
            List<EffectTerm> effects,
            Optional<EffectTerm> subject,
            Optional<EffectTerm> group,
            Place place) {
        boolean grouped = group.filter(g -> isOnly(response, g)).isPresent();
        if (grouped && !nominal) {
            throw new StepFailure(place, GlimmixMessage.CUMULATIVE_GROUP, response);
        }
        if (!grouped && group.filter(g -> contains(response, g)).isPresent()) {
            refuse("GROUP=", response, place);
        }
        if (nominal && !grouped) {
            throw new StepFailure(place, GlimmixMessage.NOMINAL_GROUP, response);
        }
        if (subject.filter(s -> contains(response, s)).isPresent()) {
            refuse("SUBJECT=", response, place);
        }
        if (effects.stream().anyMatch(e -> contains(response, e))) {
            refuse("An effect of RANDOM", response, place);
        }
    }

    private static void refuse(String what, String response, Place place) {
        throw new StepFailure(place, GlimmixMessage.RESPONSE_IN_RANDOM, what, response);
    }

    /** Whether an effect is the variable alone. */
    public static boolean isOnly(String variable, EffectTerm term) {
        return term.nested().isEmpty() && term.crossed().size() == 1 && contains(variable, term);
    }

    private static boolean contains(String variable, EffectTerm term) {
        return term.crossed().stream().anyMatch(variable::equalsIgnoreCase)
                || term.nested().stream().anyMatch(variable::equalsIgnoreCase);
    }
}
