package hermite.sas.proc.covariance;

import hermite.model.Effect;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.ArrayList;
import java.util.Arrays;
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
     * @param category printed name of the response category it belongs to, "" where it belongs to all
     */
    public record Description(
            int statement,
            List<Effect> wholes,
            String subject,
            List<String> columnNames,
            List<String> subjectLabels,
            String category,
            TermReader reader) {
        Description ofCategory(String name) {
            return new Description(statement, wholes, subject, columnNames, subjectLabels, name, reader);
        }
    }

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
        return named(residual, names, moved);
    }

    /** With one more parameter of the residuals, that of their spread, stored after all others. */
    public CovarianceModel withSpread(String name) {
        List<ParameterName> names = new ArrayList<>(parameters);
        names.add(new ParameterName(name, "", "", CovarianceStructure.Role.RELATIVE_VARIANCE, false));
        int[] stored = Arrays.copyOf(places, names.size());
        stored[places.length] = places.length;
        return named(residual.withSpread(new double[blockOf.length]), names, stored);
    }

    /**
     * With a variance of the residuals of some rows; those of the others are held at 1.
     *
     * @param group 1 for rows with the variance, 0 for the others
     */
    public CovarianceModel withSecondVariance(String name, int[] group) {
        List<ParameterName> names = new ArrayList<>(parameters);
        names.add(new ParameterName(name, "", "", CovarianceStructure.Role.VARIANCE, false));
        int[] stored = Arrays.copyOf(places, names.size());
        stored[places.length] = places.length;
        int n = group.length;
        Residual two =
                new Residual(CovarianceStructure.variance(), new int[n], new int[n], new double[n], group, 2, true);
        return named(two, names, stored);
    }

    /** With another name of the last parameter, the variance of the residuals. */
    public CovarianceModel withResidualNamed(String name) {
        List<ParameterName> names = new ArrayList<>(parameters);
        ParameterName old = names.remove(names.size() - 1);
        names.add(new ParameterName(name, old.subject(), old.group(), old.role(), old.random()));
        return named(residual, names, places);
    }

    /** The model of rows that are each there several times, functions of a categorical response whose residuals are fixed. */
    public CovarianceModel repeated(int times) {
        return functions(terms.stream().map(t -> t.repeated(times)).toList(), described, parameters, places, times);
    }

    /**
     * The same where every function has random effects of its own, with parameters of their own.
     *
     * @param categories their printed names
     */
    public CovarianceModel separated(List<String> categories) {
        int times = categories.size();
        List<RandomTerm> own = new ArrayList<>();
        List<Description> ownDescribed = new ArrayList<>();
        List<ParameterName> names = new ArrayList<>();
        int first = 0;
        for (int t = 0; t < terms.size(); t++) {
            RandomTerm wide = terms.get(t).repeated(times);
            int count = terms.get(t).groups()
                    * terms.get(t).structure().parameters().size();
            for (int c = 0; c < times; c++) {
                own.add(wide.ofCopy(c, times));
                ownDescribed.add(described.get(t).ofCategory(categories.get(c)));
                for (ParameterName name : parameters.subList(first, first + count)) {
                    names.add(new ParameterName(
                            name.parameter(), name.subject(), categories.get(c), name.role(), name.random()));
                }
            }
            first += count;
        }
        names.addAll(parameters.subList(first, parameters.size()));
        int[] stored = new int[names.size()];
        Arrays.setAll(stored, k -> k);
        return functions(own, ownDescribed, names, stored, times);
    }

    private CovarianceModel functions(
            List<RandomTerm> wide,
            List<Description> wideDescribed,
            List<ParameterName> names,
            int[] stored,
            int times) {
        int[] blocks = new int[blockOf.length * times];
        Arrays.setAll(blocks, k -> blockOf[k / times]);
        return new CovarianceModel(
                wide,
                wideDescribed,
                Residual.unit(blocks.length),
                List.copyOf(names),
                stored,
                subjects,
                largestSubject,
                bySubject,
                columnsOfZ * wide.size() / Math.max(1, terms.size()),
                blocks,
                blockName,
                blockLabels);
    }

    private CovarianceModel named(Residual errors, List<ParameterName> names, int[] stored) {
        return new CovarianceModel(
                terms,
                described,
                errors,
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
