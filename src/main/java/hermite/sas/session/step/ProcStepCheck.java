package hermite.sas.session.step;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Looks up the variables a procedure step names in the data set it reads. */
final class ProcStepCheck {
    /** Words of effects and lists that are no variables. */
    private static final Set<String> NO_VARIABLES =
            Set.of("INTERCEPT", "INT", "_RESIDUAL_", "_ALL_", "_NUMERIC_", "_CHARACTER_", "_CHAR_", "_NUM_");

    /** Procedures whose statements name other things than variables of the data set they read. */
    private static final Set<String> OTHER_NAMES =
            Set.of("PLM", "DATASETS", "COPY", "DELETE", "FORMAT", "APPEND", "IMPORT", "CONTENTS");

    /** Statements that name effects of the model, which the procedure looks up itself. */
    private static final Set<String> OF_THE_MODEL = Set.of("LSMEANS", "LSMESTIMATE", "SLICE", "EFFECTPLOT", "STORE");

    /** Options that name variables of another data set. */
    private static final Set<String> OF_OTHER_DATA = Set.of("ZROW", "YPAIR");

    private final Table table;
    private final List<StepFailure> failures = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    /** Names of EFFECT statements. */
    private final Set<String> constructed = new HashSet<>();

    private ProcStepCheck(Table table) {
        this.table = table;
    }

    /** One failure for each place that names a variable the data set has not. */
    static List<StepFailure> unknownVariables(ProcStep step, Table table) {
        if (OTHER_NAMES.contains(step.procedure().name()) || makesVariables(step)) {
            return List.of();
        }
        ProcStepCheck check = new ProcStepCheck(table);
        step.statements().stream()
                .filter(s -> s.body() instanceof Body.Constructed)
                .map(s -> ((Body.Constructed) s.body()).name().toUpperCase(Locale.ROOT))
                .forEach(check.constructed::add);
        step.statements().forEach(check::statement);
        return check.failures;
    }

    /** Whether programming statements of the step may give the model variables of their own. */
    private static boolean makesVariables(ProcStep step) {
        return step.statements().stream()
                .anyMatch(s -> s.body() instanceof Body.Program program
                        && !(program.statement() instanceof DataStatement.Formats)
                        && !(program.statement() instanceof DataStatement.Labels)
                        && !(program.statement() instanceof DataStatement.Attributes));
    }

    private void statement(ProcStatement statement) {
        if (OF_THE_MODEL.contains(statement.spec().name())) {
            return;
        }
        Body body = statement.body();
        if (body instanceof Body.Variables variables) {
            lists(variables.lists());
            variables.items().forEach(item -> options(item.options()));
        } else if (body instanceof Body.By by) {
            by.items().forEach(item -> name(item.name(), item.place()));
        } else if (body instanceof Body.Effects effects) {
            effects.effects().forEach(this::effect);
        } else if (body instanceof Body.Model model) {
            Stream.concat(model.response().variables().stream(), model.response().trials().stream())
                    .forEach(name -> name(name, model.response().place()));
            model.effects().forEach(this::effect);
        } else if (body instanceof Body.Constructed group) {
            lists(group.variables());
        } else if (body instanceof Body.Main main) {
            options(main.options());
        }
        options(statement.options());
    }

    private void options(Options options) {
        for (BoundOption option : options.all()) {
            if (OF_OTHER_DATA.contains(option.spec().name())) {
                continue;
            }
            OptionValue value = option.value();
            boolean newName =
                    switch (option.spec().kind()) {
                        case VARIABLE, VARIABLES, OPTIONAL_VARIABLES -> false;
                        default -> true;
                    };
            if (value instanceof OptionValue.Variables variables && !newName) {
                lists(variables.lists());
            } else if (value instanceof OptionValue.Statistic statistic) {
                lists(statistic.variables());
            } else if (value instanceof OptionValue.Effect effect) {
                effect(effect.term());
            }
            options(option.suboptions());
        }
    }

    private void lists(List<VariableList> lists) {
        for (VariableList list : lists) {
            if (list instanceof VariableList.Name name) {
                name(name.name(), name.place());
            } else {
                collect(() -> VariableNames.resolve(List.of(list), table));
            }
        }
    }

    private void effect(EffectTerm effect) {
        Stream.concat(effect.crossed().stream(), effect.nested().stream())
                .filter(name -> !constructed.contains(name.toUpperCase(Locale.ROOT)))
                .forEach(name -> name(name, effect.place()));
    }

    private void name(String name, Place place) {
        boolean word = NO_VARIABLES.contains(name.toUpperCase(Locale.ROOT));
        if (!word && told.add(name.toUpperCase(Locale.ROOT) + " " + place)) {
            collect(() -> VariableNames.find(name, table, place));
        }
    }

    private void collect(Runnable lookUp) {
        try {
            lookUp.run();
        } catch (StepFailure missing) {
            failures.add(missing);
        }
    }
}
