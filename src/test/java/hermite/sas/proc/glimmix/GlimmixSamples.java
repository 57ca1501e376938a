package hermite.sas.proc.glimmix;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.model.glmm.TrialData;
import java.util.List;

/** The published trials as tables, laid out as the programs have them. */
public final class GlimmixSamples {
    private GlimmixSamples() {}

    /** Sorted by descending treatment, four rows a woman, missing after drop-out. */
    public static Table contraceptive() {
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("id"),
                Variable.numeric("trt"),
                Variable.numeric("time"),
                Variable.numeric("time2"),
                Variable.numeric("y")));
        List<double[]> women = TrialData.contraceptiveWomen();
        for (int trt = 1; trt >= 0; trt--) {
            for (int id = 0; id < women.size(); id++) {
                double[] w = women.get(id);
                for (int t = 1; t <= 4 && w[0] == trt; t++) {
                    builder.set(0, id + 1).set(1, trt).set(2, t).set(3, t * t);
                    builder.set(4, Double.isNaN(w[t]) ? Missing.DOT : w[t]).endRow();
                }
            }
        }
        return builder.build();
    }

    /** Five visits a patient, the third count standing for visit 2 as in the program. */
    public static Table epilepsy() {
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("id"),
                Variable.numeric("trt"),
                Variable.numeric("time"),
                Variable.numeric("t"),
                Variable.numeric("y")));
        int[] column = {3, 4, 6, 6, 7};
        for (int trt = 1; trt >= 0; trt--) {
            for (double[] patient : TrialData.epilepsyPatients()) {
                for (int visit = 0; visit < 5 && patient[1] == trt; visit++) {
                    builder.set(0, patient[0]).set(1, trt).set(2, visit);
                    builder.set(3, Math.log(visit == 0 ? 8 : 2)).set(4, patient[column[visit]]);
                    builder.endRow();
                }
            }
        }
        return builder.build();
    }

    /** Before and after treatment; a and b are time within drug. */
    public static Table leprosy() {
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("id"),
                Variable.numeric("time"),
                Variable.numeric("a"),
                Variable.numeric("b"),
                Variable.numeric("y")));
        for (double[] row : TrialData.leprosyRows()) {
            builder.set(0, row[0]).set(1, row[1]);
            builder.set(2, row[2] == 0 ? row[1] : 0)
                    .set(3, row[2] == 1 ? row[1] : 0)
                    .set(4, row[3]);
            builder.endRow();
        }
        return builder.build();
    }
}
