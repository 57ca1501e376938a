package hermite.data;

/** The values of one variable, immutable once built. Rows count from 0. */
public sealed interface Column permits NumericColumn, CharacterColumn {
    int size();

    /** Order of two rows by this column's values: SAS order of numbers, blank-padded byte order of text. */
    int compare(int rowA, int rowB);

    /** The same values in another order (or a part of them): row {@code i} of the result is row {@code rows[i]}. */
    Column select(int[] rows);
}
