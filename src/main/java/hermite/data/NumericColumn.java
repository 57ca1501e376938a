package hermite.data;

/** Numbers and missing values ({@link Missing}) of one variable. */
public final class NumericColumn implements Column {
    private final double[] values;

    /** Takes over the array; the caller must not change it afterwards. */
    public NumericColumn(double[] values) {
        this.values = values;
    }

    public double get(int row) {
        return values[row];
    }

    /** The backing array, shared: read only. */
    public double[] values() {
        return values;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public int compare(int rowA, int rowB) {
        return Missing.compare(values[rowA], values[rowB]);
    }

    @Override
    public NumericColumn select(int[] rows) {
        double[] selected = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new NumericColumn(selected);
    }
}
