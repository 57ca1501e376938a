package hermite.sas.proc.covariance;

import hermite.data.Formats;
import hermite.data.Table;

/** Reads rows, in the fit or not, as a term of random effects sees them. */
public final class TermReader {
    private final TermDesign design;

    TermReader(TermDesign design) {
        this.design = design;
    }

    /** Columns of Z, row-major. */
    public double[] z(Table table, int[] rows, Formats formats) {
        return design.z(table, rows, formats);
    }

    /** Subjects; −1 for those that are not in the fit. */
    public int[] subject(Table table, int[] rows, Formats formats) {
        return design.subject(table, rows, formats);
    }

    /** Parameter sets; −1 for unknown ones. */
    public int[] group(Table table, int[] rows, Formats formats) {
        return design.group(table, rows, formats);
    }

    TermDesign design() {
        return design;
    }

    /** Class variables of the step. */
    java.util.List<String> classNames() {
        return design.classes().stream().map(c -> c.name()).toList();
    }
}
