package hermite.sas.proc.marginal.binding;

import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.LogOddsRatios;
import java.util.List;
import java.util.Optional;

/**
 * The clusters of a sample.
 *
 * @param subject {@code id (1151 levels)}
 * @param within {@code t (4 levels)}; empty without WITHINSUBJECT=
 * @param withMissing clusters some of whose rows are not used
 * @param logOddsRatios model of the association, for LOGOR=
 * @param clusterOf for each used row the number of its cluster, in the order of the subject effect's levels
 * @param positionOf for each used row its place among the rows of its cluster
 * @param groups what each log odds ratio stands for; empty where nothing is printed
 */
public record GenmodClusters(
        ClusteredObservations observations,
        String subject,
        Optional<String> within,
        int withMissing,
        Optional<LogOddsRatios> logOddsRatios,
        List<String> groups,
        int[] clusterOf,
        int[] positionOf) {
    public GenmodClusters {
        groups = List.copyOf(groups);
    }

    /** The row of {@link ClusteredObservations#observations} that stands for each used row. */
    public int[] standingFor() {
        int[] found = new int[clusterOf.length];
        for (int i = 0; i < found.length; i++) {
            int row = observations.first(observations.distinctOf()[clusterOf[i]]);
            while (observations.position(row) != positionOf[i]) {
                row++;
            }
            found[i] = row;
        }
        return found;
    }
}
