package hermite.sas.proc.postfit.random;

import hermite.model.Effect;
import hermite.model.ModelTerms;
import java.util.List;

/**
 * A random effect as statements name it.
 *
 * @param effect as in the RANDOM statement
 * @param columns its columns within a subject: an intercept, or those of one effect under GLM coding
 * @param subject name of SUBJECT=, "" without
 * @param subjects printed levels of SUBJECT=; one, "", without
 * @param groups printed levels of GROUP=; one, "", without
 * @param copies the subjects and groups that occur together
 */
public record RandomEffect(
        Effect effect,
        ModelTerms columns,
        String subject,
        List<String> subjects,
        List<String> groups,
        List<Copy> copies) {
    /** A place among the subjects and one among the groups. */
    public record Copy(int subject, int group) {}

    /** Columns of one effect; of the constant for an intercept. */
    public static ModelTerms columnsOf(Effect effect, List<hermite.model.ClassLevels> classes) {
        return effect.isIntercept()
                ? new ModelTerms(true, List.of(), classes)
                : new ModelTerms(false, List.of(effect), classes);
    }
}
