package hermite.report.graph;

import hermite.report.graph.Graph.Axis;
import hermite.report.graph.Graph.Scale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis fitted to data: its range, its ticks with their text, and the way from data values to pixels.
 *
 * <p>Automatic ticks of a linear axis are multiples of 1, 2, 2.5 or 5 times a power of ten. Where data lie beyond the
 * outermost tick by more than 0.3 of the distance of ticks, one more tick is added; otherwise the axis ends with the
 * data.
 */
final class AxisScale {
    /** A marked place. */
    record Tick(double value, String text) {}

    private static final double THRESHOLD = 0.3;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final int MOST_TICKS = 1000;

    private final Axis axis;
    private final double low;
    private final double high;
    private final List<Tick> ticks;
    private double pixelLow;
    private double pixelHigh = 1;

    private AxisScale(Axis axis, double low, double high, List<Tick> ticks) {
        this.axis = axis;
        this.low = low;
        this.high = high;
        this.ticks = List.copyOf(ticks);
    }

    /**
     * @param dataLow lowest value to show, not above {@code dataHigh}
     * @param wanted about how many intervals between ticks
     */
    static AxisScale fit(Axis axis, double dataLow, double dataHigh, int wanted) {
        return switch (axis.scale()) {
            case DISCRETE -> discrete(axis);
            case LOG10 -> logarithmic(axis, dataLow, dataHigh);
            case LINEAR -> distinct(axis, dataLow, dataHigh, Math.max(1, wanted));
        };
    }

    /** Fewer ticks where a format, as one of dates, prints several of them alike. */
    private static AxisScale distinct(Axis axis, double dataLow, double dataHigh, int wanted) {
        AxisScale scale = linear(axis, dataLow, dataHigh, wanted);
        for (int fewer = wanted - 1; fewer >= 1 && axis.ticks().isEmpty() && scale.repeatsText(); fewer--) {
            scale = linear(axis, dataLow, dataHigh, fewer);
        }
        return scale;
    }

    private boolean repeatsText() {
        return ticks.stream().map(Tick::text).distinct().count() < ticks.size();
    }

    private static AxisScale discrete(Axis axis) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < axis.categories().size(); i++) {
            ticks.add(new Tick(i, axis.categories().get(i)));
        }
        return new AxisScale(axis, -0.5, Math.max(1, axis.categories().size()) - 0.5, ticks);
    }

    private static AxisScale linear(Axis axis, double dataLow, double dataHigh, int wanted) {
        double low = axis.minimum().orElse(dataLow);
        double high = axis.maximum().orElse(dataHigh);
        if (!axis.ticks().isEmpty()) {
            List<Double> given = axis.ticks();
            double first = given.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            double last = given.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            return new AxisScale(
                    axis, axis.minimum().orElse(first), axis.maximum().orElse(last), ticksOf(axis, given));
        }
        if (high < low) {
            high = low;
        }
        if (low == high) {
            double room = low == 0 ? 1 : Math.abs(low) / 2;
            return withRoom(axis, low, high, room);
        }
        double step = niceStep((high - low) / wanted);
        double first = Math.ceil(low / step - 1e-9);
        double last = Math.floor(high / step + 1e-9);
        if (axis.minimum().isEmpty() && first - low / step > THRESHOLD) {
            first--;
            low = first * step;
        }
        if (axis.maximum().isEmpty() && high / step - last > THRESHOLD) {
            last++;
            high = last * step;
        }
        return new AxisScale(axis, low, high, ticksOf(axis, multiples(first, last, step)));
    }

    /** A single value stands in the middle and is the only tick. */
    private static AxisScale withRoom(Axis axis, double low, double high, double room) {
        return new AxisScale(
                axis,
                axis.minimum().orElse(low - room),
                axis.maximum().orElse(high + room),
                ticksOf(axis, List.of(low)));
    }

    private static AxisScale logarithmic(Axis axis, double dataLow, double dataHigh) {
        double low = axis.minimum().orElse(dataLow);
        double high = axis.maximum().orElse(dataHigh);
        if (!axis.ticks().isEmpty()) {
            low = Math.min(low, axis.ticks().get(0));
            high = Math.max(high, axis.ticks().get(axis.ticks().size() - 1));
            return new AxisScale(axis, low, high, ticksOf(axis, axis.ticks()));
        }
        int first = (int) Math.floor(Math.log10(low) + 1e-9);
        int last = (int) Math.max(first + 1, Math.ceil(Math.log10(high) - 1e-9));
        List<Double> powers = new ArrayList<>();
        int every = Math.max(1, (last - first) / 10);
        for (int power = first; power <= last; power += every) {
            powers.add(Math.pow(10, power));
        }
        List<Double> shown = powers;
        if (axis.minimum().isEmpty()) {
            low = powers.get(0);
        } else {
            double least = low;
            shown = powers.stream().filter(p -> p >= least * (1 - 1e-9)).toList();
        }
        if (axis.maximum().isEmpty()) {
            high = Math.max(high, powers.get(powers.size() - 1));
        }
        return new AxisScale(axis, low, high, ticksOf(axis, shown));
    }

    private static double niceStep(double raw) {
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double step : STEPS) {
            if (step * power >= raw * (1 - 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static List<Double> multiples(double first, double last, double step) {
        BigDecimal exactStep = new BigDecimal(step).round(new MathContext(6, RoundingMode.HALF_EVEN));
        List<Double> values = new ArrayList<>();
        for (double i = first; i <= last && values.size() < MOST_TICKS; i++) {
            values.add(exactStep.multiply(BigDecimal.valueOf((long) i)).doubleValue());
        }
        return values;
    }

    private static List<Tick> ticksOf(Axis axis, List<Double> values) {
        int shared = 0;
        for (double value : values) {
            shared = Math.max(shared, decimals(value));
        }
        List<Tick> ticks = new ArrayList<>();
        for (double value : values) {
            int decimals = axis.scale() == Scale.LOG10 ? decimals(value) : shared;
            ticks.add(new Tick(
                    value,
                    axis.format().isPresent() ? axis.format().get().print(value).strip() : text(value, decimals)));
        }
        return ticks;
    }

    private static int decimals(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).round(new MathContext(10, RoundingMode.HALF_EVEN));
        return Math.max(0, exact.stripTrailingZeros().scale());
    }

    private static String text(double value, int decimals) {
        BigDecimal exact = BigDecimal.valueOf(value).round(new MathContext(10, RoundingMode.HALF_EVEN));
        double size = Math.abs(value);
        if (size >= 1e10 || decimals > 8) {
            return exact.stripTrailingZeros().toString();
        }
        return exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** Places the lowest value and the highest one; called once the layout knows the room. */
    void place(double pixelOfLow, double pixelOfHigh) {
        boolean reverse = axis.reverse();
        pixelLow = reverse ? pixelOfHigh : pixelOfLow;
        pixelHigh = reverse ? pixelOfLow : pixelOfHigh;
    }

    /** The pixel of a data value; NaN where it has no place (not above zero on a logarithmic axis). */
    double pixel(double value) {
        double at = forward(value);
        double from = forward(low);
        double to = forward(high);
        return pixelLow + (at - from) / (to - from) * (pixelHigh - pixelLow);
    }

    private double forward(double value) {
        if (axis.scale() != Scale.LOG10) {
            return value;
        }
        return value > 0 ? Math.log10(value) : Double.NaN;
    }

    Axis axis() {
        return axis;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** Ticks within the range, in ascending order of the values asked for. */
    List<Tick> ticks() {
        double slack = (high - low) * 1e-9;
        return ticks.stream()
                .filter(t -> t.value() >= low - slack && t.value() <= high + slack)
                .toList();
    }
}
