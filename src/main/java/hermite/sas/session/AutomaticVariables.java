package hermite.sas.session;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The automatic macro variables as a session starts. */
final class AutomaticVariables {
    private static final DateTimeFormatter DATE7 = DateTimeFormatter.ofPattern("ddMMMyy", Locale.ENGLISH);
    private static final DateTimeFormatter DATE9 = DateTimeFormatter.ofPattern("ddMMMyyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME5 = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private AutomaticVariables() {}

    static Map<String, String> atStart(LocalDateTime start, String parameter, String user) {
        Map<String, String> values = new TreeMap<>();
        values.put("SYSDATE", DATE7.format(start).toUpperCase(Locale.ROOT));
        values.put("SYSDATE9", DATE9.format(start).toUpperCase(Locale.ROOT));
        values.put("SYSDAY", start.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        values.put("SYSTIME", TIME5.format(start));
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
