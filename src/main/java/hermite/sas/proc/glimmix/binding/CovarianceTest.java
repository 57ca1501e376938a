package hermite.sas.proc.glimmix.binding;

import hermite.data.Missing;
import hermite.model.glmm.covariance.CovarianceRestriction;
import hermite.model.glmm.covariance.FactorRestriction;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.CovarianceMessage;
import hermite.sas.proc.covariance.ParmsData;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One COVTEST statement: a hypothesis about covariance parameters, or limits and Wald tests of each of them. */
public record CovarianceTest(
        String label,
        Kind kind,
        List<List<Double>> rows,
        Optional<DataSetReference> data,
        Options options,
        Place place) {

    /** What is tested. */
    public enum Kind {
        NOTHING(""),
        ZERO_G("No G-side effects"),
        INDEPENDENCE("Independence"),
        DIAGONAL_G("Diagonal G"),
        DIAGONAL_R("Diagonal R"),
        HOMOGENEITY("Homogeneity"),
        START("Starting values"),
        VALUES("Parameter list"),
        GENERAL("General linear"),
        TABLE("Parameter data");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** COVTEST. */
    public static StatementSpec statement() {
        return StatementSpec.of("COVTEST", StatementForm.TEST, "likelihood ratio tests of covariance parameters")
                .slash(
                        OptionSpec.flag("CL", "limits of the covariance parameters")
                                .with(
                                        OptionSpec.of("TYPE", ValueKind.WORD, "kind of limits")
                                                .oneOf("WALD", "PLR~PROFILE", "ELR")
                                                .otherwise("WALD"),
                                        OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level")
                                                .otherwise("0.05")),
                        OptionSpec.flag("CLASSICAL", "chi-square without mixtures"),
                        OptionSpec.of("DF", ValueKind.NUMBERS, "degrees of freedom"),
                        OptionSpec.flag("ESTIMATES", "estimates under the hypothesis")
                                .alias("EST", "ESTIMATE"),
                        OptionSpec.of("MAXITER", ValueKind.INTEGER, "iterations of a refit"),
                        OptionSpec.flag("RESTART", "refits begin at the automatic start"),
                        OptionSpec.flag("WALD", "Wald tests of each parameter"),
                        OptionSpec.of("WGHT", ValueKind.NUMBERS, "weights of a mixture with DF=")
                                .alias("WEIGHT"),
                        OptionSpec.known("PARMS", ValueKind.FLAG),
                        OptionSpec.known("TOLERANCE", ValueKind.NUMBER).alias("TOL"),
                        OptionSpec.known("DERIV", ValueKind.FLAG));
    }

    /** All of a step. */
    public static List<CovarianceTest> of(ProcStep step) {
        return step.statements("COVTEST").stream().map(CovarianceTest::of).toList();
    }

    private static CovarianceTest of(ProcStatement statement) {
        String label = "";
        String word = "";
        List<List<Double>> rows = new ArrayList<>();
        Optional<DataSetReference> data = Optional.empty();
        for (OptionValue item : ((Body.Values) statement.body()).values()) {
            if (item instanceof OptionValue.Text text) {
                label = text.text();
            } else if (item instanceof OptionValue.Word w) {
                word = w.word().toUpperCase(Locale.ROOT);
            } else if (item instanceof OptionValue.DataSet set) {
                data = Optional.of(set.reference());
            } else {
                rows.add(((OptionValue.Numbers) item).values());
            }
        }
        Kind kind = kind(statement, word, rows, data);
        return new CovarianceTest(
                label.isEmpty() ? kind.label : label, kind, rows, data, statement.options(), statement.place());
    }

    private static Kind kind(
            ProcStatement statement, String word, List<List<Double>> rows, Optional<DataSetReference> data) {
        Kind kind =
                switch (word) {
                    case "" -> rows.isEmpty() ? Kind.NOTHING : Kind.VALUES;
                    case "ZEROG" -> Kind.ZERO_G;
                    case "INDEP", "GLM" -> Kind.INDEPENDENCE;
                    case "DIAGG" -> Kind.DIAGONAL_G;
                    case "DIAGR" -> Kind.DIAGONAL_R;
                    case "HOMOGENEITY", "HOMOG" -> Kind.HOMOGENEITY;
                    case "START", "INIT" -> Kind.START;
                    case "GENERAL", "CONTRAST" -> Kind.GENERAL;
                    case "TESTDATA", "TDATA" -> Kind.TABLE;
                    default -> throw new StepFailure(statement.place(), GlimmixMessage.COVTEST_WORD, word);
                };
        boolean wantsRows = kind == Kind.VALUES || kind == Kind.GENERAL;
        if (wantsRows == rows.isEmpty() || (kind == Kind.TABLE) != data.isPresent()) {
            throw new StepFailure(statement.place(), GlimmixMessage.COVTEST_VALUES, word.isEmpty() ? "COVTEST" : word);
        }
        return kind;
    }

    /**
     * The hypothesis as a restriction of the covariance parameters.
     *
     * @param start values at which the search began, for START
     * @throws StepFailure when the model has nothing of the kind
     */
    public CovarianceRestriction hypothesis(GlimmixData data, double[] start, ProcContext context) {
        RandomCovariance covariance = data.spec().covariance();
        List<RandomCovariance.Reported> reported = covariance.reported();
        int parameters = reported.size() + (data.spec().response().hasDispersion() ? 1 : 0);
        CovarianceRestriction out = CovarianceRestriction.none();
        switch (kind) {
            case ZERO_G, INDEPENDENCE -> {
                for (int k = 0; k < reported.size(); k++) {
                    out = out.hold(k, 0);
                }
            }
            case DIAGONAL_G -> {
                for (int k = 0; k < reported.size(); k++) {
                    boolean diagonal = reported.get(k).isBoundedBelow();
                    out = diagonal ? out : out.hold(k, 0);
                }
            }
            case HOMOGENEITY -> out = homogeneity(data, reported);
            case VALUES -> out = values(rows.get(0), parameters);
            case TABLE -> {
                double[] values = ParmsData.read(this.data.orElseThrow(), parameters, context)
                        .get(0);
                out = values(Arrays.stream(values).boxed().toList(), parameters);
            }
            case START -> {
                if (start.length < parameters) {
                    throw new StepFailure(place, GlimmixMessage.COVTEST_START);
                }
                for (int k = 0; k < parameters; k++) {
                    out = out.hold(k, start[k]);
                }
            }
            case GENERAL -> out = general(parameters);
            default -> {
                // the R side has no parameter but the scale
            }
        }
        return out.isNone() ? out : new FactorRestriction(covariance, parameters).completed(out);
    }

    /** Combinations of the parameters that are 0 (GENERAL). */
    public CovarianceRestriction general(int parameters) {
        CovarianceRestriction out = CovarianceRestriction.none();
        for (List<Double> row : rows) {
            if (row.size() > parameters) {
                throw new StepFailure(place, CovarianceMessage.VALUES_COUNT, row.size(), parameters);
            }
            out = out.with(row.stream().mapToDouble(v -> v).toArray(), 0);
        }
        return out;
    }

    /** Parameters at given values; a missing value leaves its parameter free. */
    public CovarianceRestriction values(List<Double> values, int parameters) {
        if (values.size() > parameters) {
            throw new StepFailure(place, CovarianceMessage.VALUES_COUNT, values.size(), parameters);
        }
        CovarianceRestriction out = CovarianceRestriction.none();
        for (int k = 0; k < values.size(); k++) {
            if (!Missing.isMissing(values.get(k))) {
                out = out.hold(k, values.get(k));
            }
        }
        return out;
    }

    /** Blocks of one RANDOM statement with GROUP= are made equal. */
    private static CovarianceRestriction homogeneity(GlimmixData data, List<RandomCovariance.Reported> reported) {
        CovarianceRestriction out = CovarianceRestriction.none();
        for (int k = 0; k < reported.size(); k++) {
            for (int other = k + 1; other < reported.size(); other++) {
                RandomCovariance.Reported a = reported.get(k);
                RandomCovariance.Reported b = reported.get(other);
                boolean like = a.block() != b.block()
                        && a.row() == b.row()
                        && a.column() == b.column()
                        && statement(data, a.block()) == statement(data, b.block());
                if (like && !isTied(out, other)) {
                    out = out.equal(k, other);
                }
            }
        }
        return out;
    }

    private static boolean isTied(CovarianceRestriction to, int parameter) {
        return to.equations().stream()
                .anyMatch(e -> parameter < e.coefficients().length && e.coefficients()[parameter] != 0);
    }

    private static int statement(GlimmixData data, int block) {
        return data.randomColumns().stream()
                .filter(c -> c.block() == block)
                .findFirst()
                .orElseThrow()
                .statement();
    }
}
