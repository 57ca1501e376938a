package hermite.sas.datastep.vector;

import java.util.List;
import java.util.Optional;

/**
 * An array.
 *
 * @param lower lower bound of each dimension
 * @param upper upper bound of each dimension
 * @param elements variables, the last subscript running fastest; all of one type
 * @param index the implicit subscript of DO OVER
 */
public record ArrayDefinition(
        String name, int[] lower, int[] upper, List<PdvVariable> elements, Optional<PdvVariable> index) {
    public boolean isText() {
        return elements.get(0).isText();
    }

    public int dimensions() {
        return lower.length;
    }

    public int[] slots() {
        return elements.stream().mapToInt(PdvVariable::slot).toArray();
    }

    public int[] lengths() {
        return elements.stream().mapToInt(PdvVariable::length).toArray();
    }
}
