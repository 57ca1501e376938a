package hermite.model.construct;

import java.util.List;

/** Continuous variables that are estimated and tested as one effect. */
public record CollectionEffect(String name, List<String> variables) implements ConstructedEffect {
    public CollectionEffect {
        variables = List.copyOf(variables);
    }

    @Override
    public List<String> labels() {
        return variables;
    }

    @Override
    public void evaluate(double[] point, double[] columns) {
        System.arraycopy(point, 0, columns, 0, point.length);
    }
}
