package hermite.sas.session;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.format.FormatCatalogue;
import hermite.data.format.calendar.DateNames;
import hermite.data.format.calendar.SasCalendar;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;

/** The automatic macro variables as a session starts. */
final class AutomaticVariables {
    private AutomaticVariables() {}

    static Map<String, String> atStart(LocalDateTime start, String parameter, String user) {
        Map<String, String> values = new TreeMap<>();
        Formats formats = new FormatCatalogue();
        double day = SasCalendar.day(start.toLocalDate());
        values.put("SYSDATE", formats.write(day, Format.of("DATE7.")));
        values.put("SYSDATE9", formats.write(day, Format.of("DATE9.")));
        values.put("SYSDAY", DateNames.weekday(start.toLocalDate()));
        values.put("SYSTIME", start.toLocalTime().toString().substring(0, "HH:mm".length()));
        values.put("SYSPARM", parameter);
        values.put("SYSUSERID", user);
        values.put("SYSJOBID", String.valueOf(ProcessHandle.current().pid()));
        values.put("SYSVER", "9.4");
        values.put("SYSVLONG", "9.04");
        values.put("SYSVLONG4", "9.04");
        String system = System.getProperty("os.name", "");
        boolean windows = system.startsWith("Windows");
        values.put("SYSSCP", windows ? "WIN" : "LIN X64");
        values.put("SYSSCPL", windows ? "X64_10PRO" : system);
        values.put("SYSENCODING", "utf-8");
        values.put("SYSPROCESSNAME", "Hermite");
        values.put("SYSENV", "BACK");
        values.put("SYSERR", "0");
        values.put("SYSCC", "0");
        values.put("SYSRC", "0");
        values.put("SYSLIBRC", "0");
        values.put("SYSFILRC", "0");
        values.put("SYSERRORTEXT", "");
        values.put("SYSWARNINGTEXT", "");
        values.put("SYSLAST", "_NULL_");
        values.put("SYSDSN", "         _NULL_");
        values.put("SQLOBS", "0");
        return values;
    }
}
