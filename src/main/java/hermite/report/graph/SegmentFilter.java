package hermite.report.graph;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Points of a line without repetitions: neither points that repeat the last one nor segments drawn before. */
final class SegmentFilter {
    private static final double PARTS_OF_PIXEL = 100;

    private final boolean dropRepeated;
    private final Set<List<Long>> drawn = new HashSet<>();
    private double[] x = new double[16];
    private double[] y = new double[16];
    private int size;
    private double lastX = Double.NaN;
    private double lastY = Double.NaN;
    private boolean atEnd;

    SegmentFilter(boolean dropRepeated) {
        this.dropRepeated = dropRepeated;
    }

    static long place(double px, double py) {
        return Math.round(px * PARTS_OF_PIXEL) << 32 ^ Math.round(py * PARTS_OF_PIXEL) & 0xFFFFFFFFL;
    }

    /** The next point; a NaN breaks the line. */
    void add(double px, double py) {
        if (Double.isNaN(px) || Double.isNaN(py)) {
            lastX = Double.NaN;
            atEnd = false;
            return;
        }
        if (Double.isNaN(lastX)) {
            startAt(px, py);
            return;
        }
        long from = place(lastX, lastY);
        long to = place(px, py);
        if (from == to) {
            return;
        }
        if (!dropRepeated || drawn.add(List.of(Math.min(from, to), Math.max(from, to)))) {
            if (!atEnd) {
                put(Double.NaN, Double.NaN);
                put(lastX, lastY);
            }
            put(px, py);
            atEnd = true;
        } else {
            atEnd = false;
        }
        lastX = px;
        lastY = py;
    }

    private void startAt(double px, double py) {
        if (size > 0) {
            put(Double.NaN, Double.NaN);
        }
        put(px, py);
        lastX = px;
        lastY = py;
        atEnd = true;
    }

    private void put(double px, double py) {
        if (size == x.length) {
            x = Arrays.copyOf(x, size * 2);
            y = Arrays.copyOf(y, size * 2);
        }
        x[size] = px;
        y[size++] = py;
    }

    int size() {
        return size;
    }

    /** Whether all points fell on one place, which no line shows. */
    boolean isPoint() {
        return size == 1;
    }

    double[] x() {
        return Arrays.copyOf(x, size);
    }

    double[] y() {
        return Arrays.copyOf(y, size);
    }
}
