package hermite.data.format;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.UnknownFormatException;
import hermite.data.format.calendar.DateFormats;
import hermite.data.format.calendar.DateInformats;
import hermite.data.format.calendar.IsoFormats;
import hermite.data.format.calendar.TimeFormats;
import hermite.data.format.calendar.TimeInformats;
import hermite.data.format.calendar.WordDateFormats;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The formats and informats of a session: the built-in families and those a program defines. Not safe for concurrent
 * definition; reading and writing values from several threads is, once nothing is being defined.
 */
public final class FormatCatalogue implements Formats {
    /** First year of the hundred that two-digit years fall into unless the session says otherwise. */
    public static final int DEFAULT_YEAR_CUTOFF = 1926;

    private static final int TEXT_DEFAULT = 8;

    private final NumericFamily plain = new PlainFormats();
    private final NumericFamily[] families = {
        plain,
        new MoneyFormats(),
        new ReportFormats(),
        new DateFormats(),
        new WordDateFormats(),
        new TimeFormats(),
        new IsoFormats(),
        new RadixFormats(),
        new NumeralFormats()
    };
    private final CharacterFormats characterFormats = new CharacterFormats();
    private final NumericInformats numericInformats = new NumericInformats();
    private final CharacterInformats characterInformats = new CharacterInformats();
    private final Map<String, UserFormat> userFormats = new HashMap<>();
    private final Map<String, UserInformat> userInformats = new HashMap<>();
    private DateInformats dateInformats;
    private TimeInformats timeInformats;
    private String missingText = ".";
    private Set<Character> missingLetters = Set.of();

    public FormatCatalogue() {
        this(DEFAULT_YEAR_CUTOFF);
    }

    /** @param yearCutoff first year of the hundred that two-digit years fall into (option YEARCUTOFF) */
    public FormatCatalogue(int yearCutoff) {
        setYearCutoff(yearCutoff);
    }

    public void setYearCutoff(int yearCutoff) {
        dateInformats = new DateInformats(yearCutoff);
        timeInformats = new TimeInformats(dateInformats);
    }

    /** The character that stands for the ordinary missing value in output (option MISSING). */
    public void setMissingCharacter(char character) {
        missingText = String.valueOf(character);
    }

    /** Letters (or the underscore) that numeric informats read as special missing values (statement MISSING). */
    public void setMissingLetters(Set<Character> letters) {
        missingLetters = letters.stream().map(Character::toUpperCase).collect(java.util.stream.Collectors.toSet());
    }

    /** Adds or replaces a format. */
    public void define(UserFormat format) {
        userFormats.put(format.name().toUpperCase(Locale.ROOT), format);
    }

    /** Adds or replaces an informat. */
    public void define(UserInformat informat) {
        userInformats.put(informat.name().toUpperCase(Locale.ROOT), informat);
    }

    @Override
    public boolean knowsFormat(String name) {
        String key = name.toUpperCase(Locale.ROOT);
        return userFormats.containsKey(key)
                || (key.startsWith("$") ? characterFormats.defaultWidth(key) > 0 : family(key) != null);
    }

    @Override
    public boolean knowsInformat(String name) {
        String key = name.toUpperCase(Locale.ROOT);
        return userInformats.containsKey(key) || informatWidth(key) > 0;
    }

    @Override
    public List<String> formatNames() {
        return KnownNames.all(this::knowsFormat, userFormats.keySet());
    }

    @Override
    public List<String> informatNames() {
        return KnownNames.all(this::knowsInformat, userInformats.keySet());
    }

    private NumericFamily family(String name) {
        for (NumericFamily family : families) {
            if (family.defaultWidth(name) > 0) {
                return family;
            }
        }
        return null;
    }

    @Override
    public String write(double value, Format format) {
        String name = format.name();
        if (!userFormats.isEmpty()) {
            UserFormat user = userFormats.get(name);
            if (user != null) {
                int width = format.width() > 0 ? format.width() : user.defaultWidth();
                return fitted(user.label(value, width, format.decimals()), width, user.isLeftAligned());
            }
        }
        NumericFamily family = family(name);
        if (family == null) {
            throw new UnknownFormatException(format);
        }
        int width = format.width() > 0 ? format.width() : family.defaultWidth(name);
        if (value != value) {
            return missing(value, width);
        }
        if (family == plain && format.width() == 0 && format.decimals() < 0 && (name.isEmpty() || name.equals("F"))) {
            return NumberText.best(value, width);
        }
        return family.write(name, value, width, format.decimals());
    }

    /** What stands for a missing value in a column: the code, or the session's character for the ordinary one. */
    private String missing(double value, int width) {
        char code = Missing.code(value);
        return NumberText.right(code == '.' ? missingText : String.valueOf(code), width);
    }

    @Override
    public String write(String value, Format format) {
        String name = format.name();
        UserFormat user = userFormats.get(name);
        if (user != null) {
            int width = format.width() > 0 ? format.width() : user.defaultWidth();
            return fitted(user.label(value, width), width, user.isLeftAligned());
        }
        if (characterFormats.defaultWidth(name) == 0) {
            throw new UnknownFormatException(format);
        }
        return characterFormats.write(name, value, format.width());
    }

    private static String fitted(String text, int width, boolean left) {
        if (width <= 0) {
            return text;
        }
        String cut = text.length() > width ? text.substring(0, width) : text;
        return left ? NumberText.left(cut, width) : NumberText.right(cut, width);
    }

    @Override
    public double readNumber(String field, Format informat) {
        String name = informat.name();
        UserInformat user = userInformats.get(name);
        String text = cut(field, informat.width());
        double result;
        if (user != null) {
            result = user.number(text);
        } else if (isMissingLetter(text)) {
            return Missing.of(text.strip().charAt(0));
        } else if (numericInformats.defaultWidth(name) > 0) {
            result = numericInformats.read(name, text, informat.decimals());
        } else if (dateInformats.defaultWidth(name) > 0) {
            result = dateInformats.read(name, text);
        } else if (timeInformats.defaultWidth(name) > 0) {
            result = timeInformats.read(name, text);
        } else {
            throw new UnknownFormatException(informat);
        }
        if (NumberReader.isInvalid(result)) {
            throw new NumberFormatException("\"" + text + "\" is not valid for informat " + informat);
        }
        return result;
    }

    private boolean isMissingLetter(String text) {
        if (missingLetters.isEmpty()) {
            return false;
        }
        String letter = text.strip();
        return letter.length() == 1 && missingLetters.contains(Character.toUpperCase(letter.charAt(0)));
    }

    @Override
    public String readText(String field, Format informat) {
        String name = informat.name();
        String text = cut(field, informat.width());
        UserInformat user = userInformats.get(name);
        if (user != null) {
            return user.text(text);
        }
        if (characterInformats.defaultWidth(name) == 0) {
            throw new UnknownFormatException(informat);
        }
        return characterInformats.read(name, text);
    }

    private static String cut(String field, int width) {
        return width > 0 && field.length() > width ? field.substring(0, width) : field;
    }

    @Override
    public int defaultWidth(Format format) {
        UserFormat user = userFormats.get(format.name());
        if (user != null) {
            return user.defaultWidth();
        }
        if (format.isCharacter()) {
            int width = characterFormats.defaultWidth(format.name());
            if (width == 0) {
                throw new UnknownFormatException(format);
            }
            return width == 1 ? TEXT_DEFAULT : width;
        }
        NumericFamily family = family(format.name());
        if (family == null) {
            throw new UnknownFormatException(format);
        }
        return family.defaultWidth(format.name());
    }

    /** Columns an informat reads when its width is not given; 0 when the name is unknown. */
    public int informatWidth(String name) {
        UserInformat user = userInformats.get(name);
        if (user != null) {
            return user.defaultWidth();
        }
        if (name.startsWith("$")) {
            return characterInformats.defaultWidth(name);
        }
        int numeric = numericInformats.defaultWidth(name);
        if (numeric > 0) {
            return numeric;
        }
        int date = dateInformats.defaultWidth(name);
        return date > 0 ? date : timeInformats.defaultWidth(name);
    }
}
