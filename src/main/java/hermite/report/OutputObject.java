package hermite.report;

/** One thing a procedure puts out, addressed by its ODS name. */
public sealed interface OutputObject permits OutputTable, OutputGraph {
    /** ODS name, for example {@code GEEEmpPEst}. */
    String name();

    /** ODS label, for TRACE, HTML captions and bookmarks. */
    String label();
}
