package hermite.sas.session.step;

import java.time.Duration;

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
        long hundredths = Math.round(time.toNanos() / 1e7);
        long minutes = hundredths / 6000;
        String rest = two(hundredths / 100 % 60) + "." + two(hundredths % 100);
        if (minutes == 0) {
            return hundredths / 100 + "." + two(hundredths % 100) + " seconds";
        }
        return minutes < 60 ? minutes + ":" + rest : minutes / 60 + ":" + two(minutes % 60) + ":" + rest;
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
