package hermite.sas.proc.sgplot;

import hermite.sas.syntax.ast.ProcStatement;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places in the style for plots without GROUP=: several of one kind take one place after the other, plots of different
 * kinds share the first one, unless CYCLEATTRS gives every plot the next one.
 */
final class PlotPlaces {
    private final Map<ProcStatement, Integer> places = new IdentityHashMap<>();

    PlotPlaces(List<ProcStatement> plots, boolean cycle) {
        int next = 0;
        for (ProcStatement statement : plots) {
            if (statement.options().has("GROUP")) {
                continue;
            }
            int earlier = (int) plots.stream()
                    .takeWhile(s -> s != statement)
                    .filter(s -> s.spec().name().equals(statement.spec().name()))
                    .filter(s -> !s.options().has("GROUP"))
                    .count();
            places.put(statement, cycle ? next++ : earlier);
        }
    }

    int of(ProcStatement statement) {
        return places.getOrDefault(statement, 0);
    }
}
