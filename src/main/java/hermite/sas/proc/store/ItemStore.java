package hermite.sas.proc.store;

import java.time.LocalDateTime;
import java.util.List;

/**
 * A fitted model as STORE keeps it: enough to score new data and to test hypotheses, but no raw data.
 *
 * @param creator procedure, {@code GENMOD}
 * @param dataSet two-level name of the data the model was fitted to
 * @param label of the STORE statement, empty for none
 * @param response name of the response; {@code events/trials} when there are trials
 * @param event the response level whose probability is modelled; empty when the response has no levels
 * @param offset name of the offset variable, empty for none
 * @param alpha 1 - confidence level of the creating step
 * @param groups one a BY group; one in all without BY
 */
public record ItemStore(
        String creator,
        String dataSet,
        LocalDateTime created,
        String label,
        String response,
        String event,
        String offset,
        double alpha,
        List<StoredFit> groups) {
    public ItemStore {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("an item store holds at least one fit");
        }
    }

    /** The same with some of the BY groups, at least one. */
    public ItemStore withGroups(List<StoredFit> chosen) {
        return new ItemStore(creator, dataSet, created, label, response, event, offset, alpha, chosen);
    }
}
