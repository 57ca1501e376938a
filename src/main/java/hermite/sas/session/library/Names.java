package hermite.sas.session.library;

import java.util.regex.Pattern;

/** The rule for SAS names. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,31}");

    private Names() {}

    /** Whether the text is a name of at most 32 letters, digits and underscores that begins with no digit. */
    public static boolean isValid(String text) {
        return NAME.matcher(text).matches();
    }
}
