package hermite.sas.session.step;

import hermite.model.ClassLevels.UnknownReferenceException;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.syntax.ast.VariableList;
import java.util.Optional;
import java.util.stream.Stream;

/** The failure of a step that names a level the data have not: with the option that names it and the level meant. */
final class ReferenceLevels {
    private ReferenceLevels() {}

    static StepFailure failure(ProcStep step, UnknownReferenceException unknown) {
        Place place = ofClass(step, unknown.variableName())
                .or(() -> ofResponse(step, unknown.variableName()))
                .orElse(step.place());
        return new StepFailure(
                place,
                StepMessage.INVALID_REFERENCE,
                unknown.variableName(),
                Suggestion.of(unknown.level(), unknown.levels()));
    }

    private static Optional<Place> ofClass(ProcStep step, String variable) {
        return step.statements("CLASS").stream()
                .flatMap(statement -> ((Body.Variables) statement.body())
                        .items().stream()
                                .filter(item -> item.variable() instanceof VariableList.Name name
                                        && name.name().equalsIgnoreCase(variable))
                                .flatMap(item -> Stream.of(item.options(), statement.options())))
                .flatMap(options -> places(options, "REF"))
                .findFirst();
    }

    private static Optional<Place> ofResponse(ProcStep step, String variable) {
        return step.statements("MODEL").stream()
                .map(statement -> ((Body.Model) statement.body()).response())
                .filter(response -> response.variables().stream().anyMatch(variable::equalsIgnoreCase))
                .flatMap(response ->
                        Stream.concat(places(response.options(), "EVENT"), places(response.options(), "REFERENCE")))
                .findFirst();
    }

    private static Stream<Place> places(Options options, String name) {
        return options.find(name).map(BoundOption::place).stream();
    }
}
