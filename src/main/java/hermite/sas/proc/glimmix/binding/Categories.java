package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.ClassVariable.LevelOrder;
import hermite.model.StandardLink;
import hermite.model.glmm.density.BinomialDensity.Curve;
import hermite.model.glmm.density.ResponseDensity;
import hermite.model.glmm.density.category.IntervalDensity;
import hermite.model.glmm.density.category.NominalDensity;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Categories of a multinomial response.
 *
 * @param levels in the order of the model: for generalized logits the reference last
 * @param index category of each row used
 * @param nominal whether the link is the generalized logit
 * @param curve of a cumulative link
 * @param referencePredictor linear predictor of the reference of generalized logits (REFLINP=)
 */
public record Categories(List<String> levels, int[] index, boolean nominal, Curve curve, double referencePredictor) {

    /** Levels that have an intercept of their own: all but the last. */
    public List<String> modelled() {
        return levels.subList(0, levels.size() - 1);
    }

    public String reference() {
        return levels.get(levels.size() - 1);
    }

    /** The link of a cumulative probability. */
    public StandardLink link() {
        return switch (curve) {
            case LOGIT -> StandardLink.LOGIT;
            case PROBIT -> StandardLink.PROBIT;
            case CLOGLOG -> StandardLink.CLOGLOG;
            case LOGLOG -> StandardLink.LOGLOG;
            case CAUCHIT -> StandardLink.CAUCHIT;
        };
    }

    static GlimmixResponse read(
            Body.Model.Response response,
            Variable variable,
            Options model,
            Table table,
            int[] rows,
            ProcContext context) {
        String link = model.word("LINK").orElse("CUMLOGIT");
        boolean nominal = link.equals("GLOGIT");
        if (!nominal && model.has("REFLINP")) {
            context.log().write(GlimmixMessage.REFERENCE_PREDICTOR);
        }
        Curve curve =
                switch (link) {
                    case "GLOGIT", "CUMLOGIT" -> Curve.LOGIT;
                    case "CUMPROBIT" -> Curve.PROBIT;
                    case "CUMCLL" -> Curve.CLOGLOG;
                    case "CUMLOGLOG" -> Curve.LOGLOG;
                    default -> throw new StepFailure(GlimmixMessage.LINK_NOT_BUILT, link, "MULTINOMIAL");
                };
        Options options = response.options();
        ClassVariable declared = ClassVariable.of(variable.name())
                .withOrder(ClassStatement.order(options, "ORDER", LevelOrder.FORMATTED))
                .withDescending(options.has("DESCENDING"));
        ClassLevels levels = ClassLevels.of(declared, table, rows, context.formats());
        if (levels.count() < 3 && !(levels.count() == 2 && nominal)) {
            throw new StepFailure(response.place(), GlimmixMessage.TOO_FEW_CATEGORIES, variable.name(), levels.count());
        }
        int[] index = levels.indices(table, rows, context.formats());
        int[] counts = new int[levels.count()];
        Arrays.stream(index).forEach(i -> counts[i]++);
        List<String> ordered = new ArrayList<>(levels.labels());
        if (nominal) {
            String reference = reference(response, options, levels.labels());
            ordered.remove(reference);
            ordered.add(reference);
            for (int i = 0; i < index.length; i++) {
                index[i] = ordered.indexOf(levels.labels().get(index[i]));
            }
        }
        ResponseDensity density = nominal ? new NominalDensity(levels.count() - 1) : new IntervalDensity(curve);
        double[] trials = new double[rows.length];
        Arrays.fill(trials, 1);
        return new GlimmixResponse(
                variable.name(),
                Optional.empty(),
                nominal ? "Multinomial (nominal)" : "Multinomial (ordered)",
                label(link),
                density,
                Arrays.stream(index).asDoubleStream().toArray(),
                trials,
                Optional.of(new GlimmixResponse.Profile(levels.labels(), counts, "")),
                Optional.of(new Categories(
                        List.copyOf(ordered),
                        index,
                        nominal,
                        curve,
                        nominal ? model.number("REFLINP").orElse(0) : 0)));
    }

    private static String reference(Body.Model.Response response, Options options, List<String> labels) {
        String word = options.find("REFERENCE")
                .map(o -> GlimmixRequest.asText(o.value()).strip())
                .orElse("LAST");
        if (labels.contains(word)) {
            return word;
        }
        if (word.equalsIgnoreCase("FIRST")) {
            return labels.get(0);
        }
        if (word.equalsIgnoreCase("LAST")) {
            return labels.get(labels.size() - 1);
        }
        throw new StepFailure(response.place(), GlimmixMessage.EVENT_UNKNOWN, word, Suggestion.of(word, labels));
    }

    private static String label(String link) {
        return switch (link) {
            case "GLOGIT" -> "Generalized Logit";
            case "CUMPROBIT" -> "Cumulative Probit";
            case "CUMCLL" -> "Cumulative Complementary Log-Log";
            case "CUMLOGLOG" -> "Cumulative Log-Log";
            default -> "Cumulative Logit";
        };
    }
}
