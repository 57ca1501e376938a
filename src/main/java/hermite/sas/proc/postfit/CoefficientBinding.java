package hermite.sas.proc.postfit;

import hermite.model.ClassLevels;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.construct.ConstructedEffect;
import hermite.model.inference.CombinationRows;
import hermite.model.inference.EffectCoefficients;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds effects as written among those of a model, and turns written coefficients into rows of a hypothesis. */
final class CoefficientBinding {
    private final ModelTerms terms;
    private final String statement;

    /** @param statement its keyword, for messages */
    CoefficientBinding(ModelTerms terms, String statement) {
        this.terms = terms;
        this.statement = statement;
    }

    /** @throws StepFailure when an effect is not in the model or has coefficients it has no columns for */
    double[] row(Coefficients.Row row, double divisor) {
        List<EffectCoefficients> given = new ArrayList<>();
        for (Coefficients.Term term : row.terms()) {
            int effect = effect(term.effect());
            int width = terms.columnCount(effect);
            if (term.values().size() > width) {
                throw new StepFailure(
                        term.effect().place(),
                        PostFitMessage.TOO_MANY_COEFFICIENTS,
                        terms.effects().get(effect).name());
            }
            List<EffectCoefficients.Placed> placed = term.placed().stream()
                    .map(p -> placed(p, term.effect(), effect))
                    .toList();
            given.add(new EffectCoefficients(effect, term.values(), placed));
        }
        try {
            return CombinationRows.row(terms, given, divisor);
        } catch (CombinationRows.NoSuchColumnException e) {
            throw new StepFailure(PostFitMessage.BAD_LEVEL, statement, e.getMessage());
        }
    }

    /** Index of the effect, whatever the order and case of its variables. */
    int effect(EffectTerm term) {
        for (int e = 0; e < terms.effects().size(); e++) {
            if (names(terms.effects().get(e), term)) {
                return e;
            }
        }
        throw new StepFailure(
                term.place(), PostFitMessage.EFFECT_NOT_IN_MODEL, new Effect(term.crossed(), term.nested()).name());
    }

    /** Whether the effect is the one written. */
    static boolean names(Effect effect, EffectTerm term) {
        if (effect.isIntercept()) {
            return term.nested().isEmpty()
                    && term.crossed().size() == 1
                    && Set.of("intercept", "int").contains(term.crossed().get(0).toLowerCase(Locale.ROOT));
        }
        return sorted(effect.crossed()).equals(sorted(term.crossed()))
                && sorted(effect.nestedWithin()).equals(sorted(term.nested()));
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).sorted().collect(Collectors.toList());
    }

    /** Values stand in the order in which the effect's variables are written. */
    private EffectCoefficients.Placed placed(Coefficients.Placed placed, EffectTerm written, int effect) {
        List<String> variables = new ArrayList<>(written.crossed());
        variables.addAll(written.nested());
        int expected = variables.stream().mapToInt(v -> width(v)).sum();
        if (expected != placed.levels().size()) {
            throw new StepFailure(
                    written.place(),
                    PostFitMessage.BAD_LEVEL,
                    statement,
                    placed.levels().size() + " levels for the effect "
                            + terms.effects().get(effect).name());
        }
        double scale = 1;
        List<String> order = terms.columns().get(terms.firstColumn(effect)).classVariables();
        Integer[] levels = new Integer[order.size()];
        List<double[]> members = new ArrayList<>();
        int next = 0;
        for (int v = 0; v < variables.size(); v++) {
            Optional<ConstructedEffect> constructed = constructed(variables.get(v));
            if (constructed.isPresent()) {
                double[] point = new double[constructed.get().variables().size()];
                for (int k = 0; k < point.length; k++) {
                    point[k] = number(placed.levels().get(next++), written, variables.get(v));
                }
                members.add(constructed.get().at(point));
                continue;
            }
            OptionValue value = placed.levels().get(next++);
            int place = indexOf(order, variables.get(v));
            if (place >= 0) {
                levels[place] = level(value, classOf(order.get(place)));
            } else {
                scale *= number(value, written, variables.get(v));
            }
        }
        return new EffectCoefficients.Placed(
                placed.value(),
                List.of(levels),
                scale,
                Arrays.stream(ModelTerms.product(members)).boxed().toList());
    }

    private double number(OptionValue value, EffectTerm written, String variable) {
        if (value instanceof OptionValue.Number number) {
            return number.value();
        }
        throw new StepFailure(
                written.place(),
                PostFitMessage.BAD_LEVEL,
                statement,
                "a number is expected for the continuous variable " + variable);
    }

    private Optional<ConstructedEffect> constructed(String name) {
        return terms.constructed().stream()
                .filter(c -> c.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** How many values stand for a variable of an effect: those of its variables for a constructed one. */
    private int width(String name) {
        return constructed(name).map(c -> c.variables().size()).orElse(1);
    }

    private int level(OptionValue value, ClassLevels levels) {
        if (value instanceof OptionValue.Number number) {
            return (int) number.value() - 1;
        }
        String label = ((OptionValue.Text) value).text().strip();
        int index = levels.labels().indexOf(label);
        if (index < 0) {
            throw new StepFailure(PostFitMessage.NO_SUCH_LEVEL, "'" + label + "'", levels.name());
        }
        return index;
    }

    private ClassLevels classOf(String variable) {
        return terms.classes().stream()
                .filter(c -> c.name().equalsIgnoreCase(variable))
                .findFirst()
                .orElseThrow();
    }

    static int indexOf(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }
}
