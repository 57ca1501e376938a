package hermite.sas.proc.glimmix.report;

import hermite.sas.proc.glimmix.binding.GlimmixData;
import java.util.Arrays;

/**
 * Sizes of the blocks that the data fall into. Every unit lies within one block.
 *
 * @param randomColumns columns of Z of the largest block
 * @param subjects blocks
 * @param largest rows of the largest block
 */
record SubjectDimensions(int randomColumns, int subjects, int largest) {

    static SubjectDimensions of(GlimmixData data) {
        int[] subject = data.isProcessedBySubjects() ? data.subject() : new int[data.subject().length];
        int subjects = Arrays.stream(subject).max().orElse(-1) + 1;
        int[] rows = new int[subjects];
        for (int s : subject) {
            rows[s]++;
        }
        int[] columns = new int[subjects];
        for (GlimmixData.RandomColumn column : data.randomColumns()) {
            int[] unit = data.levels().get(column.level()).unit();
            boolean[] counted = new boolean[Arrays.stream(unit).max().orElse(-1) + 1];
            for (int i = 0; i < unit.length; i++) {
                if (!counted[unit[i]]) {
                    counted[unit[i]] = true;
                    columns[subject[i]]++;
                }
            }
        }
        return new SubjectDimensions(
                Arrays.stream(columns).max().orElse(0),
                (int) Arrays.stream(rows).filter(r -> r > 0).count(),
                Arrays.stream(rows).max().orElse(0));
    }
}
