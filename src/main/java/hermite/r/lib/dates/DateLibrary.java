package hermite.r.lib.dates;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.ListBuilder;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The clock and the kernels that write and read times; the classes Date, POSIXct and difftime are in dates.R. */
public final class DateLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.function("Sys.Date()", a -> RDouble.of(Math.floor(now(a) / 86400)).withClass("Date"));
        base.function("Sys.time()", a -> RDouble.of(now(a)).withClass("POSIXct", "POSIXt"));
        base.function(
                "date()", a -> RCharacter.of(TimeFormat.write(time(now(a), zone(a, "")), "%a %b %e %H:%M:%S %Y")));
        base.function(
                "Sys.timezone(location = TRUE)",
                a -> RCharacter.of(a.session().clock().getZone().getId()));
        base.function(".write_time(x, format, tz)", DateLibrary::write);
        base.function(".read_time(x, format, tz)", DateLibrary::read);
        base.function(".time_fields(x, tz)", DateLibrary::fields);
        base.script("dates.R");
        base.script("times.R");
    }

    private static double now(Arguments a) {
        Instant now = a.session().clock().instant();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    private static ZoneId zone(Arguments a, String name) {
        if (name == null || name.isEmpty()) {
            return a.session().clock().getZone();
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new RError("unknown timezone '" + name + "'");
        }
    }

    private static ZonedDateTime time(double seconds, ZoneId zone) {
        double whole = Math.floor(seconds);
        return Instant.ofEpochSecond((long) whole, (long) ((seconds - whole) * 1e9))
                .atZone(zone);
    }

    private static RValue write(Arguments a) {
        RVector x = a.vector(0);
        RVector format = a.vector(1);
        if (format.length() == 0) {
            throw new RError("invalid 'format' argument");
        }
        ZoneId zone = zone(a, a.string(2));
        String[] out = new String[x.length()];
        for (int i = 0; i < out.length; i++) {
            double seconds = x.doubleAt(i);
            String pattern = format.stringAt(i % format.length());
            out[i] = Math.abs(seconds) <= 1e17 && pattern != null
                    ? TimeFormat.write(time(seconds, zone), pattern)
                    : null;
        }
        return RCharacter.of(out);
    }

    private static RValue read(Arguments a) {
        RVector x = a.vector(0);
        RVector format = a.vector(1);
        ZoneId zone = zone(a, a.string(2));
        int length = x.length() == 0 || format.length() == 0 ? 0 : Math.max(x.length(), format.length());
        double[] out = new double[length];
        for (int i = 0; i < length; i++) {
            String text = x.stringAt(i % x.length());
            double seconds =
                    text == null ? Double.NaN : TimeFormat.read(text, format.stringAt(i % format.length()), zone);
            out[i] = seconds != seconds ? RDouble.NA : seconds;
        }
        return RDouble.of(out);
    }

    private static RValue fields(Arguments a) {
        RVector x = a.vector(0);
        ZoneId zone = zone(a, a.string(1));
        int n = x.length();
        int[][] field = new int[8][n];
        double[] seconds = new double[n];
        for (int i = 0; i < n; i++) {
            double value = x.doubleAt(i);
            if (value != value) {
                for (int[] each : field) {
                    each[i] = RInteger.NA;
                }
                seconds[i] = RDouble.NA;
                continue;
            }
            ZonedDateTime t = time(value, zone);
            seconds[i] = t.getSecond() + (value - Math.floor(value));
            field[1][i] = t.getMinute();
            field[2][i] = t.getHour();
            field[3][i] = t.getDayOfMonth();
            field[4][i] = t.getMonthValue() - 1;
            field[5][i] = t.getYear() - 1900;
            field[6][i] = TimeFormat.weekday(t);
            field[7][i] = t.getDayOfYear() - 1;
        }
        return new ListBuilder()
                .add("sec", RDouble.of(seconds))
                .add("min", RInteger.of(field[1]))
                .add("hour", RInteger.of(field[2]))
                .add("mday", RInteger.of(field[3]))
                .add("mon", RInteger.of(field[4]))
                .add("year", RInteger.of(field[5]))
                .add("wday", RInteger.of(field[6]))
                .add("yday", RInteger.of(field[7]))
                .build();
    }
}
