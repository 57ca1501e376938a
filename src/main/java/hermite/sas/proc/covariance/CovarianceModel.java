package hermite.sas.proc.covariance;

import hermite.model.Effect;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.ArrayList;
import java.util.List;

/**
 * Random effects and residuals of a step as terms of the model. An effect of TYPE=VC is a term of its own whose
 * subjects are the combinations of SUBJECT= and its class variables.
 *
 * @param described one entry a term
 * @param parameters names of all covariance parameters in the order of output
 * @param places where each of them is stored among the parameters of the model
 * @param subjects blocks that SUBJECT= makes, 1 without
 * @param columnsOfZ per subject, or in all without subjects
 * @param blockOf block of each row
 * @param blockName the effect that makes the blocks, "" without
 */
public record CovarianceModel(
        List<RandomTerm> terms,
        List<Description> described,
        Residual residual,
        List<ParameterName> parameters,
        int[] places,
        int subjects,
        int largestSubject,
        boolean bySubject,
        int columnsOfZ,
        int[] blockOf,
        String blockName,
        List<String> blockLabels) {

    /**
     * What a term stands for.
     *
     * @param statement its place among the RANDOM statements
     * @param wholes for each column its effect in the whole data, SUBJECT= included: {@code time*id}
     * @param columnNames of its columns within a subject
     * @param subjectLabels printed names of its subjects
     */
    public record Description(
            int statement,
            List<Effect> wholes,
            String subject,
            List<String> columnNames,
            List<String> subjectLabels,
            TermReader reader) {}

    /** A covariance parameter as SAS names it; random or of the residuals. */
    public record ParameterName(
            String parameter, String subject, String group, CovarianceStructure.Role role, boolean random) {
        public boolean isVariance() {
            return role == CovarianceStructure.Role.VARIANCE;
        }

        /** Whether the parameter has the lower bound zero. */
        public boolean isBoundedBelow() {
            return switch (role) {
                case VARIANCE, RANGE, DECAY, DECLINE, RELATIVE_VARIANCE -> true;
                default -> false;
            };
        }
    }

    /** With one more parameter of the residuals, stored between those of the random effects and of the residuals. */
    public CovarianceModel withScale(String name) {
        int before = terms.stream()
                .mapToInt(t -> t.groups() * t.structure().parameters().size())
                .sum();
        List<ParameterName> names = new ArrayList<>(parameters);
        names.add(randomParameters(), new ParameterName(name, "", "", CovarianceStructure.Role.VARIANCE, false));
        int[] moved = new int[names.size()];
        for (int k = 0; k < moved.length; k++) {
            int old = k < randomParameters() ? k : k - 1;
            moved[k] = k == randomParameters() ? before : places[old] >= before ? places[old] + 1 : places[old];
        }
        return named(names, moved);
    }

    /** With another name of the last parameter, the variance of the residuals. */
    public CovarianceModel withResidualNamed(String name) {
        List<ParameterName> names = new ArrayList<>(parameters);
        ParameterName old = names.remove(names.size() - 1);
        names.add(new ParameterName(name, old.subject(), old.group(), old.role(), old.random()));
        return named(names, places);
    }

    private CovarianceModel named(List<ParameterName> names, int[] stored) {
        return new CovarianceModel(
                terms,
                described,
                residual,
                List.copyOf(names),
                stored,
                subjects,
                largestSubject,
                bySubject,
                columnsOfZ,
                blockOf,
                blockName,
                blockLabels);
    }

    /** A stored parameter's name. */
    public ParameterName stored(int place) {
        for (int k = 0; k < places.length; k++) {
            if (places[k] == place) {
                return parameters.get(k);
            }
        }
        throw new IllegalArgumentException("no parameter " + place);
    }

    /** Numbers by stored place in the order of output. */
    public double[] inOrder(double[] stored) {
        double[] result = new double[places.length];
        for (int k = 0; k < places.length; k++) {
            result[k] = stored[places[k]];
        }
        return result;
    }

    public String title(CovarianceStructure structure) {
        return ParameterNames.title(structure);
    }

    /** The variance of independent residuals where it is the only parameter, otherwise NaN. */
    public double onlyVariance(double[] stored) {
        boolean only =
                parameters.size() == 1 && terms.isEmpty() && parameters.get(0).isVariance();
        return only ? stored[places[0]] : Double.NaN;
    }

    /** G-side parameters. */
    public int randomParameters() {
        return (int) parameters.stream().filter(ParameterName::random).count();
    }
}
