package hermite.sas.datastep.node;

import hermite.data.Missing;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.log.Log;
import hermite.sas.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The run-time notes of a step: what is counted by place and told at the end, and what is told at once, sets
 * {@code _ERROR_} and makes the iteration end with a dump of the program data vector, ERRORS= times at most.
 */
public final class Diagnostics {
    private static final int LINE_WIDTH = 90;

    private final Log log;
    private final int errorLimit;
    private final List<PlaceCounter> missing = new ArrayList<>();
    private final List<PlaceCounter> mathematical = new ArrayList<>();
    private final List<PlaceCounter> characterToNumeric = new ArrayList<>();
    private final List<PlaceCounter> numericToCharacter = new ArrayList<>();
    private int errorsTold;
    private boolean limitTold;

    public Diagnostics(Log log, int errorLimit) {
        this.log = log;
        this.errorLimit = errorLimit;
    }

    public static int line(Place place) {
        Place written = place.written();
        return written.logLine() > 0 ? written.logLine() : written.line();
    }

    public static int column(Place place) {
        return place.written().column();
    }

    public PlaceCounter missingAt(Place place) {
        return register(missing, place);
    }

    public PlaceCounter mathematicalAt(Place place) {
        return register(mathematical, place);
    }

    public void convertsToNumeric(Place place) {
        register(characterToNumeric, place);
    }

    public void convertsToCharacter(Place place) {
        register(numericToCharacter, place);
    }

    private static PlaceCounter register(List<PlaceCounter> counters, Place place) {
        PlaceCounter counter = new PlaceCounter(place);
        counters.add(counter);
        return counter;
    }

    /** Missing, and the note told. */
    public double divisionByZero(Frame frame, PlaceCounter counter) {
        counter.count++;
        fault(frame, DataStepMessage.DIVISION_BY_ZERO, line(counter.place()), column(counter.place()));
        return Missing.DOT;
    }

    public double invalidArgument(Frame frame, String call, PlaceCounter counter) {
        counter.count++;
        fault(frame, DataStepMessage.INVALID_ARGUMENT, call, line(counter.place()), column(counter.place()));
        return Missing.DOT;
    }

    public void invalidArgument(Frame frame, DataStepMessage message, String function, Place place) {
        fault(frame, message, function, line(place), column(place));
    }

    public void invalidNumericData(Frame frame, String shown, Place place) {
        fault(frame, DataStepMessage.INVALID_NUMERIC_DATA, shown, line(place), column(place));
    }

    /** A fault of the data: sets {@code _ERROR_} and tells the note while the limit is not reached. */
    public void fault(Frame frame, DataStepMessage message, Object... arguments) {
        frame.numbers[Frame.ERROR] = 1;
        if (errorsTold < errorLimit) {
            log.write(message, arguments);
        }
    }

    /** Whether the iteration that ends now is to be dumped because {@code _ERROR_} is set. */
    public boolean tellsDump(Frame frame) {
        double error = frame.numbers[Frame.ERROR];
        if (error == 0 || error != error) {
            return false;
        }
        if (errorsTold < errorLimit) {
            errorsTold++;
            return true;
        }
        return false;
    }

    /** Called after a dump: says once that no more will follow. */
    public void afterDump() {
        if (errorsTold >= errorLimit && !limitTold) {
            limitTold = true;
            log.write(DataStepMessage.ERROR_LIMIT);
        }
    }

    /** The notes about conversions: known once the step is compiled. */
    public void writeConversions() {
        writePlaces(DataStepMessage.CHARACTER_TO_NUMERIC, characterToNumeric, false);
        writePlaces(DataStepMessage.NUMERIC_TO_CHARACTER, numericToCharacter, false);
    }

    /** The notes counted while the step ran. */
    public void writeCounts() {
        writePlaces(DataStepMessage.MATHEMATICAL, mathematical, true);
        writePlaces(DataStepMessage.MISSING_GENERATED, missing, true);
    }

    private void writePlaces(DataStepMessage message, List<PlaceCounter> counters, boolean counted) {
        Map<String, Long> places = new LinkedHashMap<>();
        for (PlaceCounter counter : counters) {
            if (!counted || counter.count > 0) {
                places.merge(counter.at(), counter.count, Long::sum);
            }
        }
        if (places.isEmpty()) {
            return;
        }
        log.write(message);
        if (counted) {
            log.line("      Each place is given by: (Number of times) at (Line):(Column).");
        }
        StringBuilder line = new StringBuilder("      ");
        for (Map.Entry<String, Long> place : places.entrySet()) {
            String item = counted ? place.getValue() + " at " + place.getKey() : place.getKey();
            if (line.length() > 6 && line.length() + item.length() > LINE_WIDTH) {
                log.line(line.toString().stripTrailing());
                line.setLength(6);
            }
            line.append(item).append("   ");
        }
        log.line(line.toString().stripTrailing());
    }
}
