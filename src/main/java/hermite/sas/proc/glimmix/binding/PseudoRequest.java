package hermite.sas.proc.glimmix.binding;

import hermite.model.Effect;
import hermite.model.Family;
import hermite.model.glmm.RandomCovariance;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.model.pl.PseudoSpec;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.glimmix.binding.GlimmixData.RandomColumn;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.List;

/**
 * What METHOD=RSPL, MSPL, RMPL and MMPL ask for. Whatever pseudo-likelihood does not support yet ends the step.
 *
 * @param scale whether RANDOM _RESIDUAL_ asks for a scale of the residual variance
 */
public record PseudoRequest(ProcStep step, String method, boolean scale) {

    public static PseudoRequest of(ProcStep step, String method) {
        PseudoRequest request = new PseudoRequest(
                step, method, step.statements("RANDOM").stream().anyMatch(PseudoRequest::isResidual));
        for (String option : List.of("EMPIRICAL", "ASYCOV", "ASYCORR", "NOPROFILE", "NOBOUND")) {
            if (step.options().has(option)) {
                throw request.refusal("The option " + option);
            }
        }
        for (String statement : List.of("OUTPUT", "STORE", "FREQ", "COVTEST", "NLOPTIONS", "PARMS")) {
            if (step.statement(statement).isPresent()) {
                throw request.refusal("The " + statement + " statement");
            }
        }
        step.statement("MODEL").ifPresent(request::checkModel);
        step.statements("RANDOM").forEach(request::checkRandom);
        return request;
    }

    private StepFailure refusal(String what) {
        return new StepFailure(step.place(), GlimmixMessage.NOT_BUILT, what + " with METHOD=" + method);
    }

    private void checkModel(ProcStatement model) {
        if (model.options().has("MARGINAL")) {
            throw refusal("The option MARGINAL");
        }
        model.options().word("DDFM").ifPresent(word -> {
            if (!List.of("CONTAIN", "RESIDUAL", "NONE", "BETWITHIN").contains(word)) {
                throw refusal("DDFM=" + word);
            }
        });
    }

    private void checkRandom(ProcStatement random) {
        if (isResidual(random)) {
            boolean alone = ((Body.Effects) random.body()).effects().size() == 1
                    && random.options().all().isEmpty();
            if (!alone) {
                throw refusal("RANDOM _RESIDUAL_ with options or other effects");
            }
            return;
        }
        for (String option : List.of("GROUP", "SOLUTION", "CL", "G", "GCORR")) {
            if (random.options().has(option)) {
                throw refusal("The option " + option + " of the RANDOM statement");
            }
        }
        String type = random.options().word("TYPE").orElse("VC");
        if (!type.equals("VC") && !type.equals("UN")) {
            throw refusal("TYPE=" + type);
        }
    }

    private static boolean isResidual(ProcStatement random) {
        return ((Body.Effects) random.body()).effects().stream().anyMatch(GlimmixRequest::isResidual);
    }

    public boolean isRestricted() {
        return method.startsWith("R");
    }

    public boolean isMarginal() {
        return method.charAt(1) == 'M';
    }

    public String technique() {
        return (isRestricted() ? "Residual " : "") + (isMarginal() ? "MPL" : "PL");
    }

    /** Whether the residual variance has a parameter: a scale asked for, or one that the distribution has. */
    public boolean hasScale(GlimmixData data) {
        return scale || data.spec().response().hasDispersion();
    }

    public PseudoSpec bind(GlimmixData data) {
        Family family = family(data.response().distribution());
        int n = data.rowsUsed().length;
        double[] trials = data.response().trials();
        double[] response = data.response().y().clone();
        for (int i = 0; i < n; i++) {
            response[i] /= trials[i];
        }
        double[] offset = data.spec().offset();
        return new PseudoSpec(
                family,
                data.response().linkFunction(),
                response,
                trials,
                offset.length == 0 ? new double[n] : offset,
                data.spec().x(),
                data.sweep().rank(),
                terms(data),
                hasScale(data) ? Residual.variance(n) : Residual.unit(n),
                isRestricted(),
                isMarginal());
    }

    private Family family(String distribution) {
        return switch (distribution) {
            case "Binary", "Binomial" -> Family.BINOMIAL;
            case "Poisson" -> Family.POISSON;
            case "Gamma" -> Family.GAMMA;
            case "Inverse Gaussian" -> Family.INVERSE_GAUSSIAN;
            case "Gaussian" -> throw refusal("DIST=NORMAL (PROC MIXED fits normal responses)");
            default -> throw refusal("The " + distribution + " distribution");
        };
    }

    /** In the order of the covariance parameters: by block, components by effect. */
    private static List<RandomTerm> terms(GlimmixData data) {
        List<RandomTerm> terms = new ArrayList<>();
        List<RandomColumn> columns = data.randomColumns();
        int blocks = columns.stream().mapToInt(RandomColumn::block).max().orElse(-1) + 1;
        for (int b = 0; b < blocks; b++) {
            List<Integer> mine = new ArrayList<>();
            for (int d = 0; d < columns.size(); d++) {
                if (columns.get(d).block() == b) {
                    mine.add(d);
                }
            }
            GlimmixRequest.Structure structure = data.request()
                    .random()
                    .get(columns.get(mine.get(0)).statement())
                    .structure();
            if (structure.kind() == RandomCovariance.Kind.COMPONENTS) {
                List<Effect> effects = mine.stream()
                        .map(d -> columns.get(d).effect())
                        .distinct()
                        .toList();
                for (Effect effect : effects) {
                    terms.add(component(
                            data,
                            mine.stream()
                                    .filter(d -> columns.get(d).effect().equals(effect))
                                    .toList()));
                }
            } else {
                int q = mine.size();
                int bands = structure.order() == 0 ? q : Math.min(q, structure.order());
                CovarianceStructure matrix = new CovarianceStructure(CovarianceStructure.Kind.UNSTRUCTURED, q, bands);
                SubjectLevel level = data.levels().get(columns.get(mine.get(0)).level());
                terms.add(RandomTerm.of(matrix, q, picked(data, mine), level.unit(), level.units()));
            }
        }
        return terms;
    }

    /** Each level of the effect within each subject is a subject of its own: a row has one level. */
    private static RandomTerm component(GlimmixData data, List<Integer> columns) {
        int q = columns.size();
        double[] wide = picked(data, columns);
        SubjectLevel own =
                data.levels().get(data.randomColumns().get(columns.get(0)).level());
        int[] subject = own.unit().clone();
        double[] z = new double[subject.length];
        for (int i = 0; i < z.length; i++) {
            int level = 0;
            for (int c = 0; c < q; c++) {
                if (wide[i * q + c] != 0) {
                    level = c;
                    z[i] = wide[i * q + c];
                }
            }
            subject[i] = subject[i] * q + level;
        }
        return RandomTerm.component(z, subject, own.units() * q);
    }

    private static double[] picked(GlimmixData data, List<Integer> columns) {
        int all = data.randomColumns().size();
        int n = data.rowsUsed().length;
        int q = columns.size();
        double[] z = new double[n * q];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < q; c++) {
                z[i * q + c] = data.spec().z()[i * all + columns.get(c)];
            }
        }
        return z;
    }
}
