package hermite.sas.proc.covariance;

import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.CovarianceStructure.Kind;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TYPE= of a statement: the form of a covariance matrix with its numbers or coordinates. */
public final class StructureOption {
    /** Suboption that stands for bare values in parentheses: {@code un(1)}. */
    private static final String VALUES = "";

    private final ProcStatement statement;
    private final String type;
    private final List<Integer> numbers = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    private StructureOption(ProcStatement statement) {
        this.statement = statement;
        type = statement.options().word("TYPE").orElse("VC");
        for (BoundOption option : statement.options().suboptions("TYPE").all()) {
            add(option.value());
        }
    }

    private void add(OptionValue value) {
        if (value instanceof OptionValue.Number n) {
            numbers.add(n.value() == Math.rint(n.value()) ? (int) n.value() : -1);
        } else if (value instanceof OptionValue.Word w) {
            words.add(w.word());
        } else if (value instanceof OptionValue.Text t) {
            words.add(t.text());
        } else if (value instanceof OptionValue.Values all) {
            all.values().forEach(this::add);
        }
    }

    /** Of the table of options. */
    public static OptionSpec spec() {
        return OptionSpec.of("TYPE", ValueKind.WORD, "covariance structure")
                .oneOf(
                        "VC~SIMPLE~SIM",
                        "UN",
                        "UNR",
                        "CHOL",
                        "CS",
                        "CSH",
                        "AR",
                        "ARH",
                        "ARMA",
                        "ANTE",
                        "TOEP",
                        "TOEPH",
                        "FA",
                        "FA0",
                        "FA1",
                        "HF",
                        "LIN",
                        "SP(POW)~SP(POWER)",
                        "SP(EXP)",
                        "SP(GAU)",
                        "SP(SPH)",
                        "SP(LIN)",
                        "SP(LINL)",
                        "SP(MATERN)~SP(MAT)",
                        "SP(MATHSW)",
                        "SP(EXPA)",
                        "SP(EXPGA)",
                        "SP(GAUGA)",
                        "SP(SPHGA)",
                        "SP(POWA)",
                        "UN@AR",
                        "UN@CS",
                        "UN@UN",
                        "SP",
                        "RSMOOTH",
                        "PSPLINE")
                .with(OptionSpec.of(VALUES, ValueKind.VALUES, "bands, factors or orders; coordinates of SP"))
                .otherwise("VC");
    }

    static StructureOption of(ProcStatement statement) {
        return new StructureOption(statement);
    }

    /** The first number in parentheses after TYPE=, 0 without, negative where it is not whole. */
    public static int number(ProcStatement statement) {
        return of(statement).number().orElse(0);
    }

    /** As written, for messages. */
    String written() {
        StringBuilder inside = new StringBuilder();
        numbers.forEach(n -> inside.append(inside.isEmpty() ? "" : ",").append(n));
        words.forEach(w -> inside.append(inside.isEmpty() ? "" : " ").append(w));
        return inside.isEmpty() ? type : type + "(" + inside + ")";
    }

    /** Whether each random effect has one variance of its own. */
    boolean isComponents() {
        return type.equals("VC");
    }

    boolean isSpatial() {
        return type.startsWith("SP(");
    }

    /** Whether it is a direct product, with a factor for each of two effects. */
    boolean isProduct() {
        return type.startsWith("UN@");
    }

    /** A direct product; the second factor has the order given. */
    CovarianceStructure product(int order, int inner) {
        if (!numbers.isEmpty() && !(type.equals("UN@AR") && numbers.equals(List.of(1)))) {
            throw wrong("only TYPE=UN@AR(1) takes one, and it is 1");
        }
        Kind kind =
                switch (type) {
                    case "UN@AR" -> Kind.UNSTRUCTURED_BY_AUTOREGRESSIVE;
                    case "UN@CS" -> Kind.UNSTRUCTURED_BY_COMPOUND_SYMMETRY;
                    default -> Kind.UNSTRUCTURED_BY_UNSTRUCTURED;
                };
        return new CovarianceStructure(kind, order, inner);
    }

    /** Number of known matrices of TYPE=LIN, 0 otherwise. */
    int knownMatrices() {
        return type.equals("LIN") ? number().orElse(0) : 0;
    }

    List<String> coordinates() {
        if (words.isEmpty()) {
            throw new StepFailure(statement.place(), CovarianceMessage.NO_COORDINATES, type, type);
        }
        return List.copyOf(words);
    }

    private Optional<Integer> number() {
        return numbers.stream().findFirst();
    }

    /** The structure of a matrix of the given order. */
    CovarianceStructure structure(int order, List<double[]> known) {
        return switch (type) {
            case "VC" -> plain(CovarianceStructure.variance());
            case "UN" -> banded(Kind.UNSTRUCTURED, order);
            case "UNR" -> banded(Kind.UNSTRUCTURED_CORRELATIONS, order);
            case "CHOL" -> plain(CovarianceStructure.of(Kind.FACTOR, order));
            case "CS" -> plain(CovarianceStructure.of(Kind.COMPOUND_SYMMETRY, order));
            case "CSH" -> plain(CovarianceStructure.of(Kind.HETEROGENEOUS_COMPOUND_SYMMETRY, order));
            case "AR" -> first(Kind.AUTOREGRESSIVE, order);
            case "ARH" -> first(Kind.HETEROGENEOUS_AUTOREGRESSIVE, order);
            case "ANTE" -> first(Kind.ANTEDEPENDENT, order);
            case "ARMA" -> {
                if (!numbers.isEmpty() && !numbers.equals(List.of(1, 1))) {
                    throw wrong("only ARMA(1,1) is defined");
                }
                yield CovarianceStructure.of(Kind.MOVING_AVERAGE, order);
            }
            case "TOEP" -> banded(Kind.TOEPLITZ, order);
            case "TOEPH" -> banded(Kind.HETEROGENEOUS_TOEPLITZ, order);
            case "FA" -> factors(Kind.FACTOR_SPECIFIC, order);
            case "FA0" -> factors(Kind.FACTOR, order);
            case "FA1" -> factors(Kind.FACTOR_COMMON, order);
            case "HF" -> plain(CovarianceStructure.of(Kind.HUYNH_FELDT, order));
            case "LIN" -> new CovarianceStructure(Kind.LINEAR, order, order, false, known);
            case "SP(POW)" -> CovarianceStructure.of(Kind.POWER, order);
            case "SP(EXP)" -> CovarianceStructure.of(Kind.EXPONENTIAL, order);
            case "SP(GAU)" -> CovarianceStructure.of(Kind.GAUSSIAN, order);
            case "SP(SPH)" -> CovarianceStructure.of(Kind.SPHERICAL, order);
            case "SP(LIN)" -> CovarianceStructure.of(Kind.LINEAR_DECLINE, order);
            default -> throw new StepFailure(statement.place(), CovarianceMessage.NOT_BUILT, "TYPE=" + written());
        };
    }

    private StepFailure wrong(String why) {
        return new StepFailure(statement.place(), CovarianceMessage.WRONG_NUMBER, type, number().orElse(0), why);
    }

    private CovarianceStructure plain(CovarianceStructure structure) {
        if (!numbers.isEmpty() || !words.isEmpty()) {
            throw wrong("it takes none");
        }
        return structure;
    }

    private CovarianceStructure first(Kind kind, int order) {
        if (number().orElse(1) != 1) {
            throw wrong("only order 1 is defined");
        }
        return CovarianceStructure.of(kind, order);
    }

    private CovarianceStructure banded(Kind kind, int order) {
        int bands = number().orElse(order);
        if (bands < 1) {
            throw wrong("the number of bands begins at 1");
        }
        return new CovarianceStructure(kind, order, Math.min(bands, Math.max(order, 1)));
    }

    private CovarianceStructure factors(Kind kind, int order) {
        int count = number().orElse(kind == Kind.FACTOR ? order : 1);
        if (count < 1 || count > Math.max(order, 1)) {
            throw wrong("factors are between 1 and the order of the matrix, " + order);
        }
        return new CovarianceStructure(kind, order, count);
    }

    /** As the covariance parameter table names it. */
    boolean isCholesky() {
        return type.equals("CHOL");
    }
}
