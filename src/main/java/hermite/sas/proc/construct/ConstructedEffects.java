package hermite.sas.proc.construct;

import hermite.data.Table;
import hermite.model.ClassVariable;
import hermite.model.Effect;
import hermite.model.construct.ConstructedEffect;
import hermite.model.construct.EffectDefinition;
import hermite.model.construct.SplineRule;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The EFFECT statements of a step.
 *
 * @param detailed names of those whose details are printed
 */
public record ConstructedEffects(List<EffectDefinition> definitions, Set<String> detailed) {
    public static final ConstructedEffects NONE = new ConstructedEffects(List.of(), Set.of());

    public ConstructedEffects {
        definitions = List.copyOf(definitions);
        detailed = Set.copyOf(detailed);
    }

    /** @throws StepFailure when a name is taken, a variable is unknown, text or a class variable, or a value is wrong */
    public static ConstructedEffects of(ProcStep step, Table table, List<ClassVariable> classes, ProcContext context) {
        List<EffectDefinition> definitions = new ArrayList<>();
        Set<String> detailed = new LinkedHashSet<>();
        for (ProcStatement statement : step.statements("EFFECT")) {
            EffectDefinition definition = new DefinitionBinder(statement, table, classes, context).bind();
            if (table.indexOf(definition.name()) >= 0) {
                throw new StepFailure(statement.place(), ConstructMessage.NAME_OF_VARIABLE, definition.name());
            }
            if (definitions.stream().anyMatch(d -> d.name().equalsIgnoreCase(definition.name()))) {
                throw new StepFailure(statement.place(), ConstructMessage.NAME_TWICE, definition.name());
            }
            definitions.add(definition);
            if (((Body.Constructed) statement.body()).options().has("DETAILS")) {
                detailed.add(definition.name());
            }
        }
        return new ConstructedEffects(definitions, detailed);
    }

    /** The effect's name as its statement spells it; empty for variables. */
    public Optional<String> spelled(String name) {
        return definitions.stream()
                .flatMap(d -> d.parts().stream())
                .filter(part -> part.equalsIgnoreCase(name))
                .findFirst();
    }

    /** The terms with each name of an EFFECT statement replaced by the effects it stands for. */
    public List<EffectTerm> expand(List<EffectTerm> terms) {
        List<EffectTerm> expanded = new ArrayList<>();
        for (EffectTerm term : terms) {
            List<List<String>> products = List.of(List.of());
            for (String name : term.crossed()) {
                List<String> parts = definitions.stream()
                        .filter(d -> d.name().equalsIgnoreCase(name))
                        .findFirst()
                        .map(EffectDefinition::parts)
                        .orElse(List.of(name));
                List<List<String>> longer = new ArrayList<>();
                for (List<String> product : products) {
                    for (String part : parts) {
                        List<String> next = new ArrayList<>(product);
                        next.add(part);
                        longer.add(next);
                    }
                }
                products = longer;
            }
            products.forEach(product -> expanded.add(new EffectTerm(product, term.nested(), term.place())));
        }
        return expanded;
    }

    /** The variables of the data that some effects need. */
    public Set<String> variables(List<Effect> effects) {
        Set<String> names = new LinkedHashSet<>();
        for (Effect effect : effects) {
            for (String name : effect.variables()) {
                definitionOf(name).ifPresentOrElse(d -> names.addAll(d.variables()), () -> names.add(name));
            }
        }
        return names;
    }

    private Optional<EffectDefinition> definitionOf(String part) {
        return definitions.stream()
                .filter(d -> d.parts().stream().anyMatch(part::equalsIgnoreCase))
                .findFirst();
    }

    /**
     * The effects made for some data: those that the effects given use.
     *
     * @param counts how often each row counts, parallel to {@code rows}
     * @throws StepFailure when knots do not make a basis, or some observation lies outside of them
     */
    public List<ConstructedEffect> construct(List<Effect> effects, Table table, int[] rows, double[] counts) {
        List<ConstructedEffect> all = new ArrayList<>();
        for (EffectDefinition definition : definitions) {
            boolean used =
                    effects.stream().anyMatch(e -> definition.parts().stream().anyMatch(e::uses));
            if (!used) {
                continue;
            }
            List<ConstructedEffect> made;
            try {
                made = definition.construct(table, rows, counts);
            } catch (SplineRule.UnsuitableKnotsException e) {
                throw new StepFailure(ConstructMessage.UNSUITABLE, definition.name(), e.getMessage());
            }
            made.forEach(effect -> checkInside(effect, table, rows));
            all.addAll(made);
        }
        return all;
    }

    private static void checkInside(ConstructedEffect effect, Table table, int[] rows) {
        double[][] values = effect.variables().stream()
                .map(v -> table.numeric(table.indexOf(v)).values())
                .toArray(double[][]::new);
        double[] point = new double[values.length];
        double[] columns = new double[effect.labels().size()];
        int outside = 0;
        for (int row : rows) {
            for (int v = 0; v < point.length; v++) {
                point[v] = values[v][row];
            }
            effect.evaluate(point, columns);
            for (double value : columns) {
                if (Double.isNaN(value)) {
                    outside++;
                    break;
                }
            }
        }
        if (outside > 0) {
            throw new StepFailure(ConstructMessage.OUTSIDE, outside, effect.name());
        }
    }
}
