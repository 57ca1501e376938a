package hermite.model.glmm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The published trials for tests of other rooms. */
public final class TrialData {
    private TrialData() {}

    /** One array a woman: dose, then y at times 1 to 4, NaN after drop-out. */
    public static List<double[]> contraceptiveWomen() {
        List<double[]> women = new ArrayList<>();
        int current = -1;
        for (Trials.Row row : Trials.contraceptive()) {
            if (row.subject() != current) {
                current = row.subject();
                double[] woman = new double[5];
                Arrays.fill(woman, Double.NaN);
                woman[0] = row.group();
                women.add(woman);
            }
            women.get(women.size() - 1)[(int) row.time()] = row.y();
        }
        return women;
    }

    /** One array a patient: id, trt, age, y0 to y4. */
    public static List<double[]> epilepsyPatients() {
        return Trials.epilepsyPatients();
    }

    /** One array an observation: patient, time, drug (0, 1, 2), count. */
    public static List<double[]> leprosyRows() {
        return Trials.leprosy().stream()
                .map(r -> new double[] {r.subject() + 1, r.time(), r.group(), r.y()})
                .toList();
    }
}
