package hermite.sas.syntax.ast;

import hermite.sas.source.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data set with its options, as in {@code work.a(keep=x where=(x>1))}.
 *
 * @param libref empty when not written
 * @param member member name; {@code _NULL_}, {@code _LAST_}, {@code _DATA_} as written; empty when a path is given
 * @param path a physical file in quotes
 */
public record DataSetReference(
        String libref, String member, Optional<String> path, DataSetOptions options, Place place) {

    public static DataSetReference of(String libref, String member) {
        return new DataSetReference(libref, member, Optional.empty(), DataSetOptions.NONE, Place.UNKNOWN);
    }

    public boolean isNull() {
        return libref.isEmpty() && member.equalsIgnoreCase("_NULL_");
    }

    /**
     * Data set options.
     *
     * @param rename old name to new name, in order
     * @param others options that are known but have no effect here, by upper-case name
     */
    public record DataSetOptions(
            List<VariableList> keep,
            List<VariableList> drop,
            Map<String, String> rename,
            Optional<Expression> where,
            Optional<Long> firstObs,
            Optional<Long> obs,
            Optional<String> in,
            Optional<String> label,
            Map<String, String> others) {
        public static final DataSetOptions NONE = new DataSetOptions(
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
