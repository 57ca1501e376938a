package hermite.model.gee.influence;

/** Small-sample corrections of the empirical covariance of a marginal model. */
public enum BiasCorrection {
    /** Residuals times (I - H_ii)^(-1/2) (Kauermann &amp; Carroll 2001). */
    KAUERMANN_CARROLL("Kauermann-Carroll"),
    /** Residuals times (I - H_ii)^-1 (Mancl &amp; DeRouen 2001, equation 7). */
    MANCL_DEROUEN("Mancl-DeRouen"),
    /** Scores times diag((1 - min(0.75, (A_i M)_kk))^(-1/2)) (Fay &amp; Graubard 2001, equation 6). */
    FAY_GRAUBARD("Fay-Graubard"),
    /** k M B M + delta phi M (Morel, Bokossa &amp; Neerchal 2003, equations 3 and 4; d = 2, r = 1). */
    MOREL_BOKOSSA_NEERCHAL("Morel-Bokossa-Neerchal");

    private final String label;

    BiasCorrection(String label) {
        this.label = label;
    }

    /** The authors, as tables name the correction. */
    public String label() {
        return label;
    }
}
