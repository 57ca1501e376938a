package hermite.sas.proc.covariance;

import hermite.model.Effect;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.CovarianceStructure.Parameter;
import hermite.model.lmm.CovarianceStructure.Role;
import java.util.ArrayList;
import java.util.List;

/** Names of covariance parameters as SAS prints them. */
final class ParameterNames {
    private ParameterNames() {}

    /**
     * @param variance what a common variance is called: {@code Variance}, {@code Residual}
     * @param cholesky whether the structure was asked for as TYPE=CHOL
     */
    static List<String> of(CovarianceStructure structure, String variance, boolean cholesky) {
        List<String> names = new ArrayList<>();
        List<Parameter> parameters = structure.parameters();
        int count = parameters.size() - (structure.local() ? 1 : 0);
        for (int k = 0; k < count; k++) {
            names.add(name(structure, parameters.get(k), structure.local() ? "Variance" : variance, cholesky));
        }
        if (structure.local()) {
            names.add("Residual");
        }
        return names;
    }

    private static String name(CovarianceStructure structure, Parameter p, String variance, boolean cholesky) {
        boolean isVariance = p.role() == Role.VARIANCE;
        int row = p.row() + 1;
        int column = p.column() + 1;
        String own = "Var(" + row + ")";
        return switch (structure.kind()) {
            case VARIANCE -> variance;
            case UNSTRUCTURED -> "UN(" + row + "," + column + ")";
            case UNSTRUCTURED_CORRELATIONS -> isVariance ? own : "Corr(" + row + "," + column + ")";
            case COMPOUND_SYMMETRY -> isVariance ? variance : "CS";
            case AUTOREGRESSIVE -> isVariance ? variance : "AR(1)";
            case HETEROGENEOUS_COMPOUND_SYMMETRY -> isVariance ? own : "CSH";
            case HETEROGENEOUS_AUTOREGRESSIVE -> isVariance ? own : "ARH(1)";
            case MOVING_AVERAGE -> isVariance ? variance : p.row() == 1 ? "Rho" : "Gamma";
            case ANTEDEPENDENT -> isVariance ? own : "Rho(" + p.row() + ")";
            case TOEPLITZ -> isVariance ? variance : "TOEP(" + row + ")";
            case HETEROGENEOUS_TOEPLITZ -> isVariance ? own : "TOEPH(" + p.row() + ")";
            case FACTOR, FACTOR_SPECIFIC, FACTOR_COMMON -> {
                if (isVariance) {
                    yield structure.kind() == CovarianceStructure.Kind.FACTOR_COMMON ? "FA1(1)" : "D(" + row + ")";
                }
                yield (cholesky ? "CHOL(" : "FA(") + row + "," + column + ")";
            }
            case HUYNH_FELDT -> isVariance ? own : "HF";
            case LINEAR -> "LIN(" + row + ")";
            case KNOWN -> "";
            case POWER -> isVariance ? variance : "SP(POW)";
            case EXPONENTIAL -> isVariance ? variance : "SP(EXP)";
            case GAUSSIAN -> isVariance ? variance : "SP(GAU)";
            case SPHERICAL -> isVariance ? variance : "SP(SPH)";
            case LINEAR_DECLINE -> isVariance ? variance : "SP(LIN)";
            case UNSTRUCTURED_BY_AUTOREGRESSIVE ->
                p.role() == Role.CORRELATION ? "AR(1)" : "UN(" + row + "," + column + ")";
            case UNSTRUCTURED_BY_COMPOUND_SYMMETRY ->
                p.role() == Role.CORRELATION ? "Corr" : "UN(" + row + "," + column + ")";
            case UNSTRUCTURED_BY_UNSTRUCTURED -> "UN(" + row + "," + column + ")";
        };
    }

    /** Names of a direct product's parameters: the first of each factor's begins with the effect. */
    static List<String> ofFactors(CovarianceStructure structure, List<String> names, List<Effect> effects) {
        int order = structure.size() / structure.bands();
        List<String> prefixed = new ArrayList<>(names);
        prefixed.set(0, effects.get(0).name() + " " + names.get(0));
        int second = order * (order + 1) / 2;
        if (second < names.size()) {
            prefixed.set(second, effects.get(1).name() + " " + names.get(second));
        }
        return prefixed;
    }

    /** What the Model Information table calls a structure. */
    static String title(CovarianceStructure structure) {
        return switch (structure.kind()) {
            case VARIANCE -> "Variance Components";
            case UNSTRUCTURED -> structure.bands() < structure.size() ? "Banded" : "Unstructured";
            case UNSTRUCTURED_CORRELATIONS -> "Unstructured Using Correlations";
            case COMPOUND_SYMMETRY -> "Compound Symmetry";
            case HETEROGENEOUS_COMPOUND_SYMMETRY -> "Heterogeneous Compound Symmetry";
            case AUTOREGRESSIVE -> "Autoregressive";
            case HETEROGENEOUS_AUTOREGRESSIVE -> "Heterogeneous Autoregressive";
            case MOVING_AVERAGE -> "Autoregressive Moving Average";
            case ANTEDEPENDENT -> "Ante-dependence";
            case TOEPLITZ -> structure.bands() < structure.size() ? "Banded Toeplitz" : "Toeplitz";
            case HETEROGENEOUS_TOEPLITZ -> "Heterogeneous Toeplitz";
            case FACTOR, FACTOR_SPECIFIC, FACTOR_COMMON -> "Factor Analytic";
            case HUYNH_FELDT -> "Huynh-Feldt";
            case LINEAR -> "Linear";
            case KNOWN -> "Known";
            case POWER -> "Spatial Power";
            case EXPONENTIAL -> "Spatial Exponential";
            case GAUSSIAN -> "Spatial Gaussian";
            case SPHERICAL -> "Spatial Spherical";
            case LINEAR_DECLINE -> "Spatial Linear";
            case UNSTRUCTURED_BY_AUTOREGRESSIVE -> "Unstructured @ Autoregressive";
            case UNSTRUCTURED_BY_COMPOUND_SYMMETRY -> "Unstructured @ Compound Symmetry";
            case UNSTRUCTURED_BY_UNSTRUCTURED -> "Unstructured @ Unstructured";
        };
    }

    /** Whether a single common variance stands first: the residual tables print it last. */
    static boolean hasLeadingVariance(CovarianceStructure structure) {
        return !structure.local()
                && switch (structure.kind()) {
                    case COMPOUND_SYMMETRY, AUTOREGRESSIVE, MOVING_AVERAGE, TOEPLITZ -> true;
                    default -> structure.kind().isSpatial();
                };
    }
}
