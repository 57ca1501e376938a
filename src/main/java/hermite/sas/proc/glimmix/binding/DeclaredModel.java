package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.ClassVariable.LevelOrder;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.VariableStatement;
import hermite.sas.proc.construct.ConstructedEffects;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What CLASS, EFFECT, MODEL, WEIGHT and FREQ name, bound to the variables of a table before its rows are chosen.
 *
 * @param classes CLASS variables
 * @param effects fixed effects without the intercept
 * @param weight the variable of WEIGHT
 */
public record DeclaredModel(
        ProcStep step,
        Table table,
        List<ClassVariable> classes,
        ConstructedEffects constructed,
        List<Effect> effects,
        Optional<String> offset,
        Optional<String> weight,
        Optional<String> frequency) {

    public static DeclaredModel of(ProcStep step, Table table, ProcContext context) {
        List<ClassVariable> classes = ClassStatement.bind(
                step, table, context, ClassStatement.order(step.options(), "ORDER", LevelOrder.FORMATTED));
        ConstructedEffects constructed = ConstructedEffects.of(step, table, classes, context);
        ProcStatement model = step.statement("MODEL").orElseThrow();
        List<EffectTerm> effects = ((Body.Model) model.body()).effects();
        return new DeclaredModel(
                step,
                table,
                classes,
                constructed,
                EffectBinding.effects(effects, table, classes, constructed),
                InputVariable.offset(model.options(), table),
                VariableStatement.numeric(step, "WEIGHT", table, context),
                VariableStatement.numeric(step, "FREQ", table, context));
    }

    private Body.Model model() {
        return (Body.Model) step.statement("MODEL").orElseThrow().body();
    }

    private Options options() {
        return step.statement("MODEL").orElseThrow().options();
    }

    /** Variables without which a row is not used; those of RANDOM and WEIGHT come to them. The caller may add. */
    public Set<String> needed() {
        Set<String> needed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        needed.add(InputVariable.spelled(table, response()));
        model().response().trials().ifPresent(t -> needed.add(InputVariable.spelled(table, t)));
        needed.addAll(ByObservation.variables(options(), table));
        classes.stream().filter(c -> !c.missingIsLevel()).forEach(c -> needed.add(c.name()));
        needed.addAll(constructed.variables(effects));
        offset.ifPresent(needed::add);
        frequency.ifPresent(needed::add);
        return needed;
    }

    private String response() {
        return model().response().variables().get(0);
    }

    /**
     * The response and the design of the rows used.
     *
     * @param rows of the table, some perhaps several times
     * @param counts how often each of them counts
     */
    public FixedPart read(int[] rows, double[] counts, ProcContext context) {
        List<ClassLevels> levels = classes.stream()
                .map(c -> ClassLevels.of(c, table, rows, context.formats()))
                .toList();
        ModelTerms terms = new ModelTerms(
                !options().has("NOINT"), effects, levels, constructed.construct(effects, table, rows, counts));
        DesignMatrix x = terms.design(table, rows, context.formats());
        double[] cross = x.crossProducts();
        Sweep sweep = Sweep.of(cross, x.columns(), FixedModel.singular(step));
        boolean responseIsClass = classes.stream().anyMatch(c -> c.name().equalsIgnoreCase(response()));
        GlimmixResponse response =
                GlimmixResponse.read(model().response(), options(), table, rows, responseIsClass, context);
        response.byObservation().ifPresent(b -> b.refuse(step));
        return new FixedPart(table, rows, levels, terms, x, sweep, cross, response);
    }
}
