package hermite.sas.proc.freq;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** What PROC FREQ says in the log. */
enum FreqMessage implements Message {
    NO_VALID_ROWS(Severity.WARNING, "No statistics are computed for %s because it has no valid observations."),
    ONE_ROW_OR_COLUMN(
            Severity.NOTE, "No statistics are computed for %s because it has fewer than 2 nonmissing rows or columns."),
    FISHER_TWO_BY_TWO(Severity.WARNING, "Fisher's exact test is supported for 2 by 2 tables only, not for %s."),
    RATIOS_TWO_BY_TWO(Severity.WARNING, "%s gives odds ratios and relative risks of 2 by 2 tables only, not of %s."),
    CMH_ONE_WAY(Severity.WARNING, "%s is ignored for %s, which has one variable."),
    SMALL_EXPECTED(
            Severity.WARNING,
            "%.0f%% of the cells of %s have expected counts less than 5. Chi-Square may not be a valid test.");

    private final Wording wording;

    FreqMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
