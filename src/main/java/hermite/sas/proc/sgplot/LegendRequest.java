package hermite.sas.proc.sgplot;

import hermite.report.graph.Graph.Legend;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether there is a legend and whom it shows: KEYLEGEND, NOAUTOLEGEND and the rules that hold without them. */
final class LegendRequest {
    /** Plots that have something to explain even when they are alone. */
    private static final Set<String> SPEAKING = Set.of("REG", "DENSITY");

    /** Plots that the axis explains, or their own labels. */
    private static final Set<String> SILENT = Set.of("REFLINE", "HISTOGRAM");

    private final Optional<ProcStatement> keyLegend;
    private final List<String> names;
    private final boolean automatic;
    private final int plotCount;

    LegendRequest(ProcStep step, List<ProcStatement> plots) {
        keyLegend = step.statement("KEYLEGEND");
        names = keyLegend
                .map(ProcStatement::body)
                .filter(Body.Values.class::isInstance)
                .map(b -> ValueLists.words(((Body.Values) b).values()))
                .orElse(List.of());
        automatic = !step.options().has("NOAUTOLEGEND");
        plotCount = (int)
                plots.stream().filter(s -> !SILENT.contains(s.spec().name())).count();
    }

    boolean shows(ProcStatement plot) {
        if (!names.isEmpty()) {
            return plot.options()
                    .word("NAME")
                    .filter(n -> names.stream().anyMatch(n::equalsIgnoreCase))
                    .isPresent();
        }
        if (!automatic && keyLegend.isEmpty()) {
            return false;
        }
        if (SILENT.contains(plot.spec().name()) && !plot.options().has("GROUP")) {
            return plot.options().has("LEGENDLABEL");
        }
        return plot.options().has("GROUP")
                || plotCount > 1
                || keyLegend.isPresent()
                || plot.options().has("LEGENDLABEL")
                || SPEAKING.contains(plot.spec().name());
    }

    Optional<Legend> legend(String groupTitle) {
        Options options = keyLegend.map(ProcStatement::options).orElse(Options.NONE);
        boolean inside = options.word("LOCATION").filter("INSIDE"::equals).isPresent();
        Legend.Side side =
                switch (options.word("POSITION")
                        .orElse(inside ? "TOPRIGHT" : "BOTTOM")
                        .toUpperCase(Locale.ROOT)) {
                    case "TOP" -> Legend.Side.TOP;
                    case "LEFT" -> Legend.Side.LEFT;
                    case "RIGHT" -> Legend.Side.RIGHT;
                    case "TOPLEFT" -> Legend.Side.TOP_LEFT;
                    case "TOPRIGHT" -> Legend.Side.TOP_RIGHT;
                    case "BOTTOMLEFT" -> Legend.Side.BOTTOM_LEFT;
                    case "BOTTOMRIGHT" -> Legend.Side.BOTTOM_RIGHT;
                    default -> Legend.Side.BOTTOM;
                };
        int across = (int) options.number("ACROSS").orElse(0);
        return Optional.of(
                new Legend(options.word("TITLE").orElse(groupTitle), side, inside, !options.has("NOBORDER"), across));
    }
}
