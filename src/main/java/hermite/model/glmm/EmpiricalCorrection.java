package hermite.model.glmm;

/**
 * How the sandwich covariance of the estimates is corrected for few subjects. The parameters are β, the factor of G and the
 * scale as they are optimised: unlike their sum H, the Hᵢ of single subjects depend on that choice.
 */
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
    /** Scores multiplied by diag(1 − min(r, HᵢH⁻¹))^−½ (Fay and Graubard 2001). */
    FIROEEQ("FIROEEQ");

    /**
     * Numbers that corrections take.
     *
     * @param bound r of FIROEEQ, from 0 to 1
     * @param degrees whether MBN has the factor (f − 1)/(f − k) · m/(m − 1), f observations and k parameters
     * @param least smallest design effect of MBN, from 0 to 1
     * @param divisor d of MBN's min{1/d, k/(m − k)}, at least 1
     */
    public record Constants(double bound, boolean degrees, double least, double divisor) {
        public static Constants usual() {
            return new Constants(0.75, true, 1, 2);
        }
    }

    private final String label;

    EmpiricalCorrection(String label) {
        this.label = label;
    }

    /** The word of the listing after "Sandwich - ". */
    public String label() {
        return label;
    }
}
