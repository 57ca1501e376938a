package hermite.sas.proc.postfit;

/** How a procedure words and lays out its post-fit tables. */
public enum Dialect {
    /** GENMOD: chi-square tests, "Contrast Estimate Results"; z tests of means unless degrees of freedom are finite. */
    GENMOD,
    /** GLIMMIX and MIXED: t and F tests with degrees of freedom, one table for all single ESTIMATE rows. */
    MIXED,
    /** PLM: a table a statement; t and F, or z and chi-square when the degrees of freedom are infinite. */
    PLM
}
