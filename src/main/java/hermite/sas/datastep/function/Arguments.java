package hermite.sas.datastep.function;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.FunctionEnvironment;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.PlaceCounter;
import hermite.sas.source.Place;

/** The evaluated arguments of one call site, reused from call to call; and the site's way to report faults. */
public final class Arguments {
    private static final Format BEST = Format.of("BEST12.");

    private final String function;
    private final double[] numbers;
    private final String[] texts;
    private final boolean[] text;
    private final CallServices services;
    private final PlaceCounter mathematical;
    private Frame frame;

    public Arguments(String function, boolean[] text, CallServices services, Place place) {
        this.function = function;
        this.text = text;
        this.numbers = new double[text.length];
        this.texts = new String[text.length];
        this.services = services;
        this.mathematical = services.diagnostics().mathematicalAt(place);
    }

    public int count() {
        return text.length;
    }

    public boolean isText(int index) {
        return text[index];
    }

    public double number(int index) {
        return numbers[index];
    }

    /** The value with its trailing blanks. */
    public String text(int index) {
        return texts[index];
    }

    /** The value without trailing blanks. */
    public String trimmed(int index) {
        return Blanks.trim(texts[index]);
    }

    /** The value of either type as text: numbers by BEST12., without blanks around. */
    public String shown(int index) {
        return text[index]
                ? texts[index]
                : services.environment().formats().write(numbers[index], BEST).strip();
    }

    public boolean isMissing(int index) {
        return text[index] ? Blanks.isBlank(texts[index]) : numbers[index] != numbers[index];
    }

    /** An argument cut to a whole number, or the default when it is not given or missing. */
    public int whole(int index, int otherwise) {
        return index < text.length && numbers[index] == numbers[index] ? (int) numbers[index] : otherwise;
    }

    /** An argument's text without trailing blanks, or the default when it is not given. */
    public String trimmed(int index, String otherwise) {
        return index < text.length ? trimmed(index) : otherwise;
    }

    public FunctionEnvironment environment() {
        return services.environment();
    }

    public RandomStreams random() {
        return services.state().random();
    }

    public PatternStore patterns() {
        return services.state().patterns();
    }

    public DataSetHandles dataSets() {
        return services.state().dataSets();
    }

    /** The numbers that are not missing, in order. */
    public double[] present() {
        return present(0);
    }

    /** The numbers from an index on that are not missing, in order. */
    public double[] present(int first) {
        double[] present = new double[numbers.length - first];
        int n = 0;
        for (int i = first; i < numbers.length; i++) {
            if (numbers[i] == numbers[i]) {
                present[n++] = numbers[i];
            }
        }
        return n == present.length ? present : java.util.Arrays.copyOf(present, n);
    }

    /** Reports that the function is not defined at these arguments. */
    public double invalid() {
        StringBuilder call = new StringBuilder(function).append('(');
        for (int i = 0; i < text.length; i++) {
            call.append(i > 0 ? "," : "").append(text[i] ? "'" + Blanks.trim(texts[i]) + "'" : shown(i));
        }
        services.diagnostics().invalidArgument(frame, call.append(')').toString(), mathematical);
        return Missing.DOT;
    }

    /** Reports an invalid argument of a character function; 2 and 3 name the argument. */
    public void invalidArgument(int position) {
        DataStepMessage message = position == 2
                ? DataStepMessage.INVALID_SECOND_ARGUMENT
                : position == 3 ? DataStepMessage.INVALID_THIRD_ARGUMENT : DataStepMessage.INVALID_ARGUMENT;
        services.diagnostics().invalidArgument(frame, message, function, mathematical.place());
    }

    /** A result that must be finite: anything else is reported as an invalid argument. */
    public double finite(double result) {
        return Math.abs(result) <= Double.MAX_VALUE ? result : invalid();
    }

    public void begin(Frame currentFrame) {
        frame = currentFrame;
    }

    public void set(int index, double value) {
        numbers[index] = value;
    }

    public void set(int index, String value) {
        texts[index] = value;
    }
}
