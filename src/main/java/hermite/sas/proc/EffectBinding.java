package hermite.sas.proc;

import hermite.data.Table;
import hermite.model.ClassVariable;
import hermite.model.Effect;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.construct.ConstructedEffects;
import hermite.sas.syntax.ast.EffectTerm;
import java.util.List;
import java.util.Locale;

/** Turns effects as written into effects of a model, checked against the data. */
public final class EffectBinding {
    private EffectBinding() {}

    /**
     * @throws StepFailure when a variable does not exist, or is text and no class variable, or an effect is nested in
     *     a variable that is no class variable
     */
    public static List<Effect> effects(List<EffectTerm> terms, Table table, List<ClassVariable> classes) {
        return effects(terms, table, classes, ConstructedEffects.NONE);
    }

    /** @param constructed what EFFECT statements add to the variables */
    public static List<Effect> effects(
            List<EffectTerm> terms, Table table, List<ClassVariable> classes, ConstructedEffects constructed) {
        return constructed.expand(terms).stream()
                .map(term -> effect(term, table, classes, constructed))
                .toList();
    }

    /** One effect, named as output names it: continuous variables first, then class variables in CLASS order. */
    public static Effect effect(EffectTerm term, Table table, List<ClassVariable> classes) {
        return effect(term, table, classes, ConstructedEffects.NONE);
    }

    private static Effect effect(
            EffectTerm term, Table table, List<ClassVariable> classes, ConstructedEffects constructed) {
        if (isIntercept(term, table)) {
            return Effect.INTERCEPT;
        }
        Effect effect = new Effect(
                term.crossed().stream()
                        .map(name -> constructed.spelled(name).orElse(name))
                        .toList(),
                term.nested());
        for (String name : effect.variables()) {
            if (constructed.spelled(name).isPresent()) {
                continue;
            }
            int place = table.indexOf(name);
            if (place < 0) {
                throw new StepFailure(term.place(), ProcMessage.VARIABLE_NOT_FOUND, name.toUpperCase(Locale.ROOT));
            }
            boolean isClass = classes.stream().anyMatch(c -> c.name().equalsIgnoreCase(name));
            boolean mustBeClass =
                    !table.variable(place).isNumeric() || term.nested().contains(name);
            if (mustBeClass && !isClass) {
                throw new StepFailure(term.place(), ProcMessage.WRONG_TYPE, name.toUpperCase(Locale.ROOT));
            }
        }
        return effect.spelledAs(table)
                .ordered(classes.stream().map(ClassVariable::name).toList());
    }

    private static boolean isIntercept(EffectTerm term, Table table) {
        return term.nested().isEmpty()
                && term.crossed().size() == 1
                && (term.crossed().get(0).equalsIgnoreCase("INTERCEPT")
                        || term.crossed().get(0).equalsIgnoreCase("INT"))
                && table.indexOf(term.crossed().get(0)) < 0;
    }
}
