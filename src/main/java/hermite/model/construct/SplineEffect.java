package hermite.model.construct;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spline expansions of variables, side by side.
 *
 * @param bases one a variable
 */
public record SplineEffect(String name, List<String> variables, List<SplineBasis> bases) implements ConstructedEffect {
    public SplineEffect {
        variables = List.copyOf(variables);
        bases = List.copyOf(bases);
    }

    @Override
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int v = 0; v < variables.size(); v++) {
            String before = variables.size() == 1 ? "" : variables.get(v) + " ";
            IntStream.rangeClosed(1, bases.get(v).columns()).forEach(k -> labels.add(before + k));
        }
        return labels;
    }

    @Override
    public void evaluate(double[] point, double[] columns) {
        int first = 0;
        for (int v = 0; v < point.length; v++) {
            SplineBasis basis = bases.get(v);
            basis.evaluate(point[v], columns, first);
            first += basis.columns();
        }
    }
}
