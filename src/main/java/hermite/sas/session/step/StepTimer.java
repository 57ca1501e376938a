package hermite.sas.session.step;

import java.time.Duration;
import java.util.Locale;

/** Measures steps. */
public interface StepTimer {
    /** Time since some fixed moment. */
    Duration real();

    /** Processor time the process has used. */
    Duration cpu();

    /** Stands still: for logs that must not change from run to run. */
    StepTimer STOPPED = new StepTimer() {
        @Override
        public Duration real() {
            return Duration.ZERO;
        }

        @Override
        public Duration cpu() {
            return Duration.ZERO;
        }
    };

    /** The machine's clocks. */
    StepTimer MACHINE = new StepTimer() {
        @Override
        public Duration real() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public Duration cpu() {
            return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        }
    };

    /** The two lines under a note about time. */
    static String lines(Duration real, Duration cpu) {
        return "\n      real time           " + text(real) + "\n      cpu time            " + text(cpu);
    }

    /** {@code 0.01 seconds}, {@code 1:02.35}, {@code 1:00:00.00}. */
    static String text(Duration time) {
        double seconds = time.toNanos() / 1e9;
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.2f seconds", seconds);
        }
        long minutes = (long) (seconds / 60);
        double rest = seconds - 60.0 * minutes;
        return minutes < 60
                ? String.format(Locale.ROOT, "%d:%05.2f", minutes, rest)
                : String.format(Locale.ROOT, "%d:%02d:%05.2f", minutes / 60, minutes % 60, rest);
    }
}
