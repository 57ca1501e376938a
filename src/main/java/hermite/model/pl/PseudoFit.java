package hermite.model.pl;

import hermite.model.lmm.LmmFit;
import java.util.List;

/**
 * A fit by pseudo-likelihood.
 *
 * @param linear the linear mixed model of the last pseudo-response
 * @param converged whether estimates stood still
 * @param history −2 log pseudo-likelihood at each outer iteration
 * @param generalizedChiSquare r'V*⁻¹r, the scale profiled out of V
 */
public record PseudoFit(LmmFit linear, boolean converged, List<Double> history, double generalizedChiSquare) {}
