package hermite.sas.proc.store;

import static hermite.sas.vocabulary.OptionSpec.flag;
import static hermite.sas.vocabulary.OptionSpec.known;

import hermite.model.Effect;
import hermite.model.EstimableFunctions;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.model.inference.LeastSquaresMeans;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** LSMEANS, for every procedure that fits a model or restores one. */
public final class LsmeansStatement {
    private static final double ESTIMABLE = 1e-8;

    private final Options options;
    private final List<EffectTerm> effects;
    private final StoredFit fit;
    private final double alpha;
    private final ProcContext context;
    private final Sweep sweep;

    /** @param alpha 1 - confidence level where the statement gives none */
    public LsmeansStatement(ProcStatement statement, StoredFit fit, double alpha, ProcContext context) {
        this.options = statement.options();
        this.effects = ((Body.Effects) statement.body()).effects();
        this.fit = fit;
        this.alpha = options.number("ALPHA").orElse(alpha);
        this.context = context;
        this.sweep = Sweep.of(fit.crossProducts(), fit.terms().columnCount(), Sweep.DEFAULT_SINGULAR);
    }

    /** The statement and its options. */
    public static StatementSpec spec() {
        return StatementSpec.of("LSMEANS", StatementForm.EFFECTS, "least-squares means of effects")
                .slash(
                        OptionSpec.of("ADJUST", ValueKind.WORD, "adjustment of p-values of differences"),
                        OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 - confidence level")
                                .otherwise("0.05"),
                        known("AT", ValueKind.VALUES),
                        known("BYLEVEL", ValueKind.FLAG),
                        flag("CL", "confidence limits"),
                        known("CORR", ValueKind.FLAG),
                        known("COV", ValueKind.FLAG),
                        OptionSpec.of("DIFF", ValueKind.OPTIONAL_WORD, "differences of the means")
                                .alias("PDIFF")
                                .oneOf("ALL", "CONTROL")
                                .with(OptionSpec.of("", ValueKind.VALUES, "control level"))
                                .otherwise("ALL"),
                        known("E", ValueKind.FLAG),
                        flag("EXP", "exponentials of means and differences"),
                        flag("ILINK", "means on the scale of the data"),
                        known("LINES", ValueKind.FLAG),
                        flag("MEANS", "show the means (they are shown)").withStatus(Status.NO_EFFECT),
                        flag("NOMEANS", "do not show the means"),
                        flag("ODDSRATIO", "odds ratios of differences").alias("OR"),
                        known("OBSMARGINS", ValueKind.FLAG).alias("OM"),
                        known("PLOTS", ValueKind.SUBOPTIONS).alias("PLOT"),
                        OptionSpec.of("SINGULAR", ValueKind.NUMBER, "tolerance").withStatus(Status.NO_EFFECT),
                        known("STEPDOWN", ValueKind.FLAG));
    }

    /** @throws StepFailure when a class variable has another coding, or an effect is not in the model */
    public void run() {
        if (fit.terms().hasFullRankCoding()) {
            throw new StepFailure(StoreMessage.NEEDS_GLM_CODING, "LSMEANS");
        }
        for (EffectTerm term : effects) {
            run(find(term));
        }
    }

    private Effect find(EffectTerm term) {
        Effect written = new Effect(term.crossed(), term.nested());
        Set<String> wanted = lowerCase(written);
        ModelTerms terms = fit.terms();
        Effect found = terms.effects().stream()
                .filter(e -> !e.isIntercept() && lowerCase(e).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new StepFailure(term.place(), StoreMessage.NOT_IN_MODEL, written.name()));
        for (String variable : found.variables()) {
            if (terms.classNames().stream().noneMatch(c -> c.equalsIgnoreCase(variable))) {
                throw new StepFailure(term.place(), StoreMessage.ONLY_CLASSES, found.name(), "LSMEANS");
            }
        }
        return found;
    }

    private static Set<String> lowerCase(Effect effect) {
        return effect.variables().stream().map(v -> v.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private void run(Effect effect) {
        List<LeastSquaresMeans.Mean> means;
        try {
            means = LeastSquaresMeans.of(fit.terms(), effect, fit.covariateMeans());
        } catch (IllegalArgumentException missing) {
            throw new StepFailure(StoreMessage.NO_MEANS, missing.getMessage());
        }
        LsmeansTables tables = new LsmeansTables(fit, effect, options, alpha);
        if (means.stream().anyMatch(m -> !isEstimable(m.coefficients()))) {
            context.log().write(StoreMessage.NOT_ESTIMABLE, effect.name());
        }
        if (!options.has("NOMEANS")) {
            context.put(tables.means(means, this::isEstimable));
        }
        if (options.has("DIFF") || options.has("ODDSRATIO") || options.has("ADJUST")) {
            warnAboutAdjustment();
            context.put(tables.differences(pairs(effect, means), this::isEstimable));
        }
    }

    private void warnAboutAdjustment() {
        options.word("ADJUST")
                .filter(word -> !LsmeansTables.isSupportedAdjustment(word))
                .ifPresent(word -> context.log().write(StoreMessage.ADJUSTMENT, word.toUpperCase(Locale.ROOT)));
    }

    private List<LsmeansTables.Pair> pairs(Effect effect, List<LeastSquaresMeans.Mean> means) {
        List<LsmeansTables.Pair> pairs = new ArrayList<>();
        if (options.word("DIFF").filter("CONTROL"::equals).isPresent()) {
            LeastSquaresMeans.Mean control = control(effect, means);
            means.stream().filter(m -> m != control).forEach(m -> pairs.add(new LsmeansTables.Pair(m, control)));
            return pairs;
        }
        for (int i = 0; i < means.size(); i++) {
            for (int j = i + 1; j < means.size(); j++) {
                pairs.add(new LsmeansTables.Pair(means.get(i), means.get(j)));
            }
        }
        return pairs;
    }

    /** The combination named in parentheses; the first one otherwise. */
    private LeastSquaresMeans.Mean control(Effect effect, List<LeastSquaresMeans.Mean> means) {
        List<String> named = new ArrayList<>();
        options.suboptions("DIFF").find("").ifPresent(option -> {
            for (OptionValue value : ((OptionValue.Values) option.value()).values()) {
                if (value instanceof OptionValue.Text text) {
                    named.add(text.text().strip());
                } else if (value instanceof OptionValue.Word word) {
                    named.add(word.word());
                } else if (value instanceof OptionValue.Number number) {
                    double v = number.value();
                    named.add(v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v));
                }
            }
        });
        if (named.isEmpty()) {
            return means.get(0);
        }
        return means.stream()
                .filter(m -> m.levels().equals(named))
                .findFirst()
                .orElseThrow(() -> new StepFailure(StoreMessage.UNKNOWN_CONTROL, effect.name()));
    }

    private boolean isEstimable(double[] row) {
        return EstimableFunctions.isEstimable(row, fit.crossProducts(), sweep, ESTIMABLE);
    }
}
