package hermite.sas.proc.marginal.binding;

import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.ModelTerms;
import hermite.model.Observations;
import java.util.List;
import java.util.Optional;

/**
 * The observations of one BY group that the model can use.
 *
 * @param table the group's rows
 * @param rows places of the used rows in the group's table
 * @param read number of rows
 * @param frequencyRead sum of FREQ over all rows, missing and values below 1 counted as nothing
 * @param events sum of events, for binomial models
 * @param trials sum of trials, for binomial models
 * @param profile of a binary response
 * @param clusters of REPEATED
 */
public record GenmodSample(
        Table table,
        int[] rows,
        int read,
        double frequencyRead,
        double frequencyUsed,
        double events,
        double trials,
        ModelTerms terms,
        List<ClassLevels> classes,
        Observations observations,
        Optional<ResponseProfile> profile,
        Optional<GenmodClusters> clusters) {

    /**
     * The levels of a binary response.
     *
     * @param levels in order
     * @param frequencies of the levels
     * @param modelled index of the level whose probability is modelled
     */
    public record ResponseProfile(String variable, List<String> levels, List<Double> frequencies, int modelled) {
        public String event() {
            return levels.get(modelled);
        }

        public String other() {
            return levels.get(1 - modelled);
        }
    }
}
