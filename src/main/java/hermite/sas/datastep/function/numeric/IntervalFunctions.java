package hermite.sas.datastep.function.numeric;

import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionTable;
import java.util.Locale;
import java.util.Optional;

/** INTNX and INTCK. */
public final class IntervalFunctions {
    private static final double LARGEST = 1e13;

    private IntervalFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.propagating("INTNX", "cnn?c", IntervalFunctions::advance, "a date some intervals on: B, M, E or S");
        table.propagating("INTCK", "cnn?c", IntervalFunctions::count, "intervals between two dates: D or C");
    }

    private static double advance(Arguments a) {
        Optional<Interval> interval = Interval.parse(a.text(0));
        double from = a.number(1);
        double n = Math.floor(a.number(2));
        if (interval.isEmpty() || Math.abs(from) > LARGEST || Math.abs(n) > LARGEST) {
            return a.invalid();
        }
        Interval i = interval.get();
        long target = i.index(from) + (long) n;
        String alignment = a.trimmed(3, "B").toUpperCase(Locale.ROOT);
        switch (alignment.isEmpty() ? 'B' : alignment.charAt(0)) {
            case 'B':
                return i.start(target);
            case 'M':
                return Math.floor((i.start(target) + i.end(target)) / 2);
            case 'E':
                return i.end(target);
            case 'S':
                return i.same(from, (long) n);
            default:
                return a.invalid();
        }
    }

    private static double count(Arguments a) {
        Optional<Interval> interval = Interval.parse(a.text(0));
        double from = a.number(1);
        double to = a.number(2);
        if (interval.isEmpty() || Math.abs(from) > LARGEST || Math.abs(to) > LARGEST) {
            return a.invalid();
        }
        Interval i = interval.get();
        long count = i.index(to) - i.index(from);
        if (!a.trimmed(3, "D").toUpperCase(Locale.ROOT).startsWith("C")) {
            return count;
        }
        // continuous: only periods that have passed in full since the first date
        if (to >= from) {
            while (count > 0 && i.same(from, count) > to) {
                count--;
            }
        } else {
            while (count < 0 && i.same(from, count) < to) {
                count++;
            }
        }
        return count;
    }
}
