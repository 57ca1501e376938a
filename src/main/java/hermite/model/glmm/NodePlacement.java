package hermite.model.glmm;

/** Where the nodes of Gauss–Hermite quadrature lie in the integral over the random effects of a subject. */
public enum NodePlacement {
    /** At the conditional mode, scaled by the curvature there (Pinheiro and Bates 1995, eq. 11). */
    ADAPTIVE,
    /** At the conditional mode, scaled by G. */
    CENTRED,
    /** At zero, scaled by G, wherever the responses are (Pinheiro and Bates 1995, eq. 9). */
    PLAIN
}
