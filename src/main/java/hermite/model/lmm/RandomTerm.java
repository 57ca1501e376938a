package hermite.model.lmm;

/**
 * Random effects with independent copies for each subject; arrays are shared, read only.
 *
 * @param structure covariance of the effects of one subject
 * @param columns q, effects per subject
 * @param z row-major n × q
 * @param subject subject of each row from 0, numbered by content rather than by row order; −1 for none
 * @param subjects number of subjects
 * @param group which set of parameters a row's subject has, from 0
 * @param groups number of sets of parameters
 */
public record RandomTerm(
        CovarianceStructure structure, int columns, double[] z, int[] subject, int subjects, int[] group, int groups) {
    /** One variance for effects z u_subject. */
    public static RandomTerm component(double[] z, int[] subject, int subjects) {
        return new RandomTerm(CovarianceStructure.variance(), 1, z, subject, subjects, new int[z.length], 1);
    }

    /** One parameter set for q effects per subject. */
    public static RandomTerm of(CovarianceStructure structure, int columns, double[] z, int[] subject, int subjects) {
        return new RandomTerm(structure, columns, z, subject, subjects, new int[subject.length], 1);
    }

    /** The same effects of some of the rows, subjects without rows left out. */
    RandomTerm keeping(int[] rows) {
        int[] of = LmmSpec.rows(subject, rows);
        int[] present = java.util.Arrays.stream(of)
                .filter(s -> s >= 0)
                .sorted()
                .distinct()
                .toArray();
        int[] numbered = java.util.Arrays.stream(of)
                .map(s -> s < 0 ? s : java.util.Arrays.binarySearch(present, s))
                .toArray();
        return new RandomTerm(
                structure,
                columns,
                LmmSpec.rows(z, columns, rows),
                numbered,
                present.length,
                LmmSpec.rows(group, rows),
                groups);
    }

    /** The same effects of every row several times. */
    public RandomTerm repeated(int times) {
        int[] rows = new int[subject.length * times];
        java.util.Arrays.setAll(rows, k -> k / times);
        return new RandomTerm(
                structure,
                columns,
                LmmSpec.rows(z, columns, rows),
                LmmSpec.rows(subject, rows),
                subjects,
                LmmSpec.rows(group, rows),
                groups);
    }

    /** Where every row is there several times: effects of one of the copies alone. */
    public RandomTerm ofCopy(int copy, int times) {
        double[] own = z.clone();
        for (int k = 0; k < own.length; k++) {
            own[k] = k / columns % times == copy ? own[k] : 0;
        }
        return new RandomTerm(structure, columns, own, subject, subjects, group, groups);
    }

    int parameterCount() {
        return groups * structure.parameters().size();
    }
}
