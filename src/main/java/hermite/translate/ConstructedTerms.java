package hermite.translate;

import hermite.sas.proc.ParenthesizedValues;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.List;

/** EFFECT: polynomials by {@code I()}, splines by {@code splines::bs} and {@code splines::ns}. */
final class ConstructedTerms {
    private final Body.Constructed effect;
    private final Options options;
    private final List<String> variables = new ArrayList<>();

    private ConstructedTerms(ProcStatement statement) throws Untranslatable {
        effect = (Body.Constructed) statement.body();
        options = effect.options();
        for (var list : effect.variables()) {
            variables.add(RText.name(ModelStep.plain(list)));
        }
    }

    /** The term, in parentheses where it is a sum. */
    static String of(ProcStatement statement, List<String> notes) throws Untranslatable {
        ConstructedTerms terms = new ConstructedTerms(statement);
        return switch (terms.effect.type()) {
            case "POLYNOMIAL" -> terms.polynomial();
            case "COLLECTION" -> terms.sum(terms.variables);
            case "SPLINE" -> terms.spline(notes);
            default -> throw new Untranslatable("EFFECT " + terms.effect.type());
        };
    }

    private String sum(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(" + ", parts) + ")";
    }

    private String only() throws Untranslatable {
        if (variables.size() != 1) {
            throw new Untranslatable("EFFECT " + effect.type() + " of several variables");
        }
        return variables.get(0);
    }

    private String polynomial() throws Untranslatable {
        if (options.has("STANDARDIZE") || options.has("MDEGREE")) {
            throw new Untranslatable("EFFECT POLYNOMIAL with STANDARDIZE or MDEGREE=");
        }
        String x = only();
        List<String> powers = new ArrayList<>(List.of(x));
        for (int power = 2; power <= options.number("DEGREE").orElse(1); power++) {
            powers.add("I(" + x + "^" + power + ")");
        }
        return sum(powers);
    }

    private String spline(List<String> notes) throws Untranslatable {
        for (String option : List.of("DATABOUNDARY", "KNOTMIN", "KNOTMAX", "SEPARATE")) {
            if (options.has(option)) {
                throw new Untranslatable("EFFECT SPLINE with " + option);
            }
        }
        String x = only();
        int degree = (int) options.number("DEGREE").orElse(3);
        if (degree < 1) {
            throw new Untranslatable("EFFECT SPLINE with DEGREE=0");
        }
        notes.add("the spline spans the same functions as SAS's, by other columns: fitted values and tests of the"
                + " whole effect agree, single parameters do not.");
        List<Double> listed = listed();
        String method = options.word("KNOTMETHOD").orElse("EQUAL");
        int count = method.equals("EQUAL") || method.equals("PERCENTILES")
                ? listed.isEmpty() ? 3 : (int) Math.rint(listed.get(0))
                : listed.size();
        String knots =
                switch (method) {
                    case "LIST" ->
                        RText.vector(listed.stream().sorted().map(RText::number).toList());
                    case "EQUAL" ->
                        "seq(min(" + x + "), max(" + x + "), length.out = " + (count + 2) + ")[2:" + (count + 1) + "]";
                    case "PERCENTILES" ->
                        "quantile(" + x + ", 1:" + count + " / " + (count + 1) + ", type = 2, na.rm = TRUE)";
                    case "PERCENTILELIST" ->
                        "quantile(" + x + ", "
                                + RText.vector(
                                        listed.stream().map(RText::number).toList())
                                + " / 100, type = 2, na.rm = TRUE)";
                    default -> throw new Untranslatable("EFFECT SPLINE with KNOTMETHOD=" + method);
                };
        if (!options.has("NATURALCUBIC")) {
            return "splines::bs(" + x + ", knots = " + knots + ", degree = " + degree + ")";
        }
        String inner = count > 2 ? "knots = sort(" + knots + ")[2:" + (count - 1) + "], " : "";
        return "splines::ns(" + x + ", " + inner + "Boundary.knots = range(" + knots + "))";
    }

    /** The numbers of KNOTMETHOD=. */
    private List<Double> listed() {
        List<Double> values = new ArrayList<>();
        for (BoundOption option : options.suboptions("KNOTMETHOD").all()) {
            ParenthesizedValues.collect(option.value(), values);
        }
        return values;
    }
}
