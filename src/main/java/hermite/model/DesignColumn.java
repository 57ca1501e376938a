package hermite.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One column of a design matrix.
 *
 * @param effect index of its effect in {@link ModelTerms#effects()}
 * @param classVariables class variables of the effect, in the order of the levels
 * @param levels what each of those class variables contributes: a level, or a polynomial's degree
 * @param members what else tells it from the effect's other columns: the response level of a generalized logit, the
 *     columns of constructed effects
 */
public record DesignColumn(int effect, List<String> classVariables, List<String> levels, List<String> members) {
    public DesignColumn {
        classVariables = List.copyOf(classVariables);
        levels = List.copyOf(levels);
        members = List.copyOf(members);
    }

    /** Members, then levels: what stands beside the effect's name. */
    public List<String> labels() {
        List<String> all = new ArrayList<>(members);
        all.addAll(levels);
        return all;
    }
}
