package hermite.model.glmm;

/** How the sandwich covariance of the estimates is corrected for few subjects. */
public enum EmpiricalCorrection {
    /** H⁻¹ (Σ s s') H⁻¹. */
    CLASSICAL("Classical"),
    /** CLASSICAL times m/(m − k), m subjects and k parameters. */
    DF("DF-adjusted"),
    /** Morel, Bokossa and Neerchal (2003): a multiple of CLASSICAL plus a multiple of H⁻¹. */
    MBN("MBN"),
    /** Scores multiplied by (I − HᵢH⁻¹)^−½ (Kauermann and Carroll 2001). */
    ROOT("Root"),
    /** Scores multiplied by (I − HᵢH⁻¹)⁻¹ (Mancl and DeRouen 2001): the one-step jackknife. */
    FIRORES("FIRORES"),
    /** Scores multiplied by diag(1 − min(¾, HᵢH⁻¹))^−½ (Fay and Graubard 2001). */
    FIROEEQ("FIROEEQ");

    private final String label;

    EmpiricalCorrection(String label) {
        this.label = label;
    }

    /** The word of the listing after "Sandwich - ". */
    public String label() {
        return label;
    }
}
