package hermite.model;

import java.util.List;

/**
 * One column of a design matrix.
 *
 * @param effect index of its effect in {@link ModelTerms#effects()}
 * @param classVariables class variables of the effect, in the order of the levels
 * @param levels what each of those class variables contributes: a level, or a polynomial's degree
 */
public record DesignColumn(int effect, List<String> classVariables, List<String> levels) {
    public DesignColumn {
        classVariables = List.copyOf(classVariables);
        levels = List.copyOf(levels);
    }
}
