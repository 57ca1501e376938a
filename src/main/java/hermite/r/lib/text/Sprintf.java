package hermite.r.lib.text;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.lib.format.CFormat;
import hermite.r.value.Attributes;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RDots;
import hermite.r.value.language.RSymbol;
import java.util.regex.Matcher;

/** C's formatted output over vectors, recycled. */
final class Sprintf {
    private static final java.util.regex.Pattern PIECE = java.util.regex.Pattern.compile(
            "%(?:(\\d+)\\$)?([-+ #0]*)(\\*(?:(\\d+)\\$)?|\\d+)?(?:\\.(\\*|\\d*))?([a-zA-Z%])");

    private final Arguments arguments;
    private final RVector[] given;
    private int next;

    private Sprintf(Arguments arguments, RVector[] given) {
        this.arguments = arguments;
        this.given = given;
    }

    static RValue apply(Arguments a) {
        String[] formats = PatternLibrary.texts(a, 0);
        RDots dots = a.dots();
        RVector[] given = new RVector[dots.size()];
        int length = formats.length;
        boolean empty = length == 0;
        for (int i = 0; i < given.length; i++) {
            RValue value = a.interpreter().force(dots.get(i));
            if (value == RNull.NULL) {
                return RCharacter.of(new String[0]);
            }
            if (!(value instanceof RVector vector)) {
                throw new RError(
                        value instanceof RSymbol ? "invalid type of argument[1]: 'symbol'" : "unsupported type");
            }
            given[i] = vector.isObject()
                            && a.interpreter().invoke("as.character", vector) instanceof RCharacter texts
                            && (vector.inherits("Date") || Factors.isFactor(vector) && formats[0].contains("%s"))
                    ? texts
                    : vector;
            empty |= given[i].length() == 0;
            length = Math.max(length, given[i].length());
        }
        if (empty) {
            return RCharacter.of(new String[0]);
        }
        String[] out = new String[length];
        Sprintf sprintf = new Sprintf(a, given);
        for (int i = 0; i < length; i++) {
            String format = formats[i % formats.length];
            out[i] = format == null ? null : sprintf.line(format, i);
        }
        return RCharacter.of(out, Attributes.NONE);
    }

    private String line(String format, int row) {
        next = 0;
        StringBuilder out = new StringBuilder();
        Matcher piece = PIECE.matcher(format);
        int at = 0;
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            if (percent < 0) {
                break;
            }
            out.append(format, at, percent);
            if (!piece.find(percent) || piece.start() != percent) {
                throw new RError("unrecognised format specification '" + format.substring(percent) + "'");
            }
            if (piece.group(6).equals("%")) {
                out.append('%');
            } else {
                out.append(converted(piece, row));
            }
            at = piece.end();
        }
        return out.append(format, at, format.length()).toString();
    }

    private RVector argument(String position) {
        int index = position == null ? next++ : Integer.parseInt(position) - 1;
        if (index >= given.length) {
            throw new RError("too few arguments");
        }
        return given[index];
    }

    private String converted(Matcher piece, int row) {
        String flags = piece.group(2);
        int width = 0;
        if (piece.group(3) != null) {
            if (piece.group(3).startsWith("*")) {
                RVector star = argument(piece.group(4));
                width = star.integerAt(row % star.length());
                if (width < 0) {
                    flags += "-";
                    width = -width;
                }
            } else {
                width = Integer.parseInt(piece.group(3));
            }
        }
        int precision = -1;
        if (piece.group(5) != null) {
            if (piece.group(5).equals("*")) {
                RVector star = argument(null);
                precision = star.integerAt(row % star.length());
            } else {
                precision = piece.group(5).isEmpty() ? 0 : Integer.parseInt(piece.group(5));
            }
        }
        char letter = piece.group(6).charAt(0);
        RVector value = argument(piece.group(1));
        int i = row % value.length();
        CFormat format = new CFormat(flags, width, precision, letter);
        return switch (letter) {
            case 'd', 'i', 'x', 'X', 'o' -> whole(value, i, format, piece.group());
            case 'f', 'e', 'g', 'E', 'G', 'a', 'A' -> real(value, i, format, piece.group());
            case 's' -> format.text(text(value, i));
            default -> throw new RError("unrecognised format specification '" + piece.group() + "'");
        };
    }

    private String text(RVector value, int i) {
        String text = value.stringAt(i);
        return text == null ? "NA" : text;
    }

    private String whole(RVector value, int i, CFormat format, String piece) {
        if (value instanceof RCharacter) {
            throw new RError("invalid format '" + piece + "'; use format %s for character objects");
        }
        if (value.isNA(i)) {
            return new CFormat(format.flags().replace("0", ""), format.width(), -1, 's').text("NA");
        }
        double x = value.doubleAt(i);
        if (value instanceof RDouble numbers) {
            for (double each : numbers.values()) {
                if (each == each && (each != Math.rint(each) || Math.abs(each) > Integer.MAX_VALUE)) {
                    throw new RError("invalid format '" + piece + "'; use format %f, %e, %g or %a for numeric objects");
                }
            }
        }
        return format.whole((long) x);
    }

    private String real(RVector value, int i, CFormat format, String piece) {
        if (value instanceof RCharacter) {
            throw new RError("invalid format '" + piece + "'; use format %s for character objects");
        }
        if (value instanceof RLogical && !value.isNA(i)) {
            throw new RError("invalid format '" + piece + "'; use format %d, %i, %o, %x or %X for logical objects");
        }
        double x = value.doubleAt(i);
        boolean missing = value instanceof RInteger || value instanceof RLogical ? value.isNA(i) : RDouble.isNa(x);
        return missing
                ? new CFormat(format.flags().replace("0", ""), format.width(), -1, 's').text("NA")
                : format.real(x);
    }
}
