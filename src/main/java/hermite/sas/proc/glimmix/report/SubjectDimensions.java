package hermite.sas.proc.glimmix.report;

import hermite.sas.proc.glimmix.binding.GlimmixData;

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
        int[] rows = new int[largest(subject) + 1];
        for (int s : subject) {
            rows[s]++;
        }
        int[] columns = new int[rows.length];
        for (GlimmixData.RandomColumn column : data.randomColumns()) {
            int[] unit = data.levels().get(column.level()).unit();
            boolean[] counted = new boolean[largest(unit) + 1];
            for (int i = 0; i < unit.length; i++) {
                if (!counted[unit[i]]) {
                    counted[unit[i]] = true;
                    columns[subject[i]]++;
                }
            }
        }
        int subjects = 0;
        for (int size : rows) {
            subjects += size > 0 ? 1 : 0;
        }
        return new SubjectDimensions(
                rows.length == 0 ? 0 : largest(columns), subjects, rows.length == 0 ? 0 : largest(rows));
    }

    /** −1 without elements. */
    private static int largest(int[] of) {
        int largest = -1;
        for (int v : of) {
            largest = Math.max(largest, v);
        }
        return largest;
    }
}
