package hermite.sas.log;

import hermite.sas.source.Place;
import java.util.Optional;

/** Stops the running step: carries the ERROR the log shall show. The one way a step fails on purpose. */
public final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Message failure;
    private final transient Object[] arguments;
    private final transient Place place;

    public StepFailure(Message failure, Object... arguments) {
        this(Place.UNKNOWN, failure, arguments);
    }

    public StepFailure(Place place, Message failure, Object... arguments) {
        super(failure.format(arguments));
        this.failure = failure;
        this.arguments = arguments;
        this.place = place;
    }

    public Message failure() {
        return failure;
    }

    public Object[] arguments() {
        return arguments.clone();
    }

    /** What was probably meant. */
    public Suggestion suggestion() {
        return Suggestion.among(arguments);
    }

    /** Where, or empty when no place in the program is at fault. */
    public Optional<Place> place() {
        return place.isKnown() ? Optional.of(place) : Optional.empty();
    }
}
