package hermite.report;

/** Prints the numbers of a column; the constants SAS procedures use are in {@link NumberFormats}. */
public interface NumberFormat {
    /** The printed form without leading blanks; a missing value prints as its code. */
    String print(double value);

    /** The SAS format the ODS OUTPUT data set gives the variable, for example {@code PVALUE6.4}. */
    String sasFormat();
}
