package hermite.r.lib.text;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.lib.format.CFormat;
import hermite.r.lib.format.ComplexFormat;
import hermite.r.lib.format.RealFormat;
import hermite.r.value.Attributes;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RRaw;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.Arrays;

/** format, formatC and prettyNum. */
public final class FormatLibrary implements Library {
    private static final int NO_SCIENTIFIC = 10_000;

    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.generic(
                "format(x, trim = FALSE, digits = NULL, nsmall = 0L, justify = \"left\", width = NULL, na.encode ="
                        + " TRUE, scientific = NA, big.mark = \"\", ...)",
                FormatLibrary::format);
        base.function(
                "formatC(x, width = NULL, digits = NULL, format = NULL, flag = \"\", mode = NULL, big.mark = \"\","
                        + " big.interval = 3L, small.mark = \"\", small.interval = 5L, decimal.mark = \".\","
                        + " preserve.width = \"individual\", zero.print = NULL, drop0trailing = FALSE)",
                FormatLibrary::formatC);
        base.function("prettyNum(x, big.mark = \"\", ...)", a -> {
            String[] words = TextLibrary.words(a, a.value(0));
            if (a.value(0) instanceof RVector numbers && !(numbers instanceof RCharacter)) {
                for (int i = 0; i < words.length; i++) {
                    words[i] = numbers instanceof RDouble reals ? RealFormat.single(reals.get(i), 7) : words[i];
                }
            }
            for (int i = 0; i < words.length; i++) {
                words[i] = words[i] == null ? "NA" : marked(words[i], a.string(1), 3);
            }
            return RCharacter.of(words, a.vector(0).attributes().only("names", "dim", "dimnames"));
        });
        base.script("format.R");
    }

    private static RValue format(Arguments a) {
        if (a.value(0) == RNull.NULL) {
            return RCharacter.of("NULL");
        }
        RVector x = a.vector(0);
        if (x instanceof RList list) {
            return formatList(a, list);
        }
        boolean trim = a.flag(1);
        int width = a.isNull(5) ? 0 : a.integer(5);
        String[] out;
        if (x instanceof RCharacter || Factors.isFactor(x)) {
            return formatTexts(a, x, trim, width);
        }
        if (x instanceof RLogical) {
            out = new String[x.length()];
            for (int i = 0; i < out.length; i++) {
                out[i] = x.isNA(i) ? "NA" : x.logicalAt(i) == 1 ? "TRUE" : "FALSE";
            }
        } else if (x instanceof RInteger) {
            out = new String[x.length()];
            for (int i = 0; i < out.length; i++) {
                out[i] = x.isNA(i) ? "NA" : Integer.toString(x.integerAt(i));
            }
        } else if (x instanceof RComplex numbers) {
            int digits = a.isNull(2) ? a.session().options().digits() : a.integer(2);
            ComplexFormat format = ComplexFormat.of(
                    numbers.real(),
                    numbers.imaginary(),
                    digits,
                    a.session().options().scipen(),
                    2);
            out = new String[x.length()];
            for (int i = 0; i < out.length; i++) {
                out[i] = format.encode(numbers.real()[i], numbers.imaginary()[i], "NA");
                out[i] = trim ? out[i].strip() : out[i];
            }
        } else if (x instanceof RRaw) {
            out = hermite.r.value.Elements.strings(x);
        } else {
            out = reals(a, x);
        }
        String mark = a.string(8);
        if (!mark.isEmpty()) {
            for (int i = 0; i < out.length; i++) {
                out[i] = marked(out[i].strip(), mark, 3);
            }
        }
        pad(out, trim ? 0 : width, !trim);
        return RCharacter.of(out, kept(x));
    }

    private static Attributes kept(RVector x) {
        return x.attributes().only("names", "dim", "dimnames");
    }

    private static String[] reals(Arguments a, RVector x) {
        int digits = a.isNull(2) ? a.session().options().digits() : a.integer(2);
        int penalty = a.session().options().scipen();
        RVector scientific = a.vector(7);
        if (!scientific.isNA(0)) {
            penalty = scientific instanceof RLogical
                    ? scientific.logicalAt(0) == 1 ? -100 : NO_SCIENTIFIC
                    : scientific.integerAt(0);
        }
        double[] values = hermite.r.value.Elements.doubles(x);
        int nsmall = a.integer(3);
        RealFormat format = RealFormat.of(values, values.length, Math.max(1, digits), nsmall, penalty, 2);
        String[] out = new String[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = format.bare(values[i], "NA");
        }
        return out;
    }

    /** All to the width of the widest, right-justified. */
    private static void pad(String[] texts, int width, boolean common) {
        int most = width;
        if (common) {
            for (String each : texts) {
                most = Math.max(most, each.length());
            }
        }
        for (int i = 0; i < texts.length; i++) {
            if (texts[i].length() < most) {
                texts[i] = " ".repeat(most - texts[i].length()) + texts[i];
            }
        }
    }

    private static RValue formatTexts(Arguments a, RVector x, boolean trim, int givenWidth) {
        String[] texts = TextLibrary.words(a, x);
        String justify = a.choice(4, "left", "right", "centre", "none");
        boolean encode = a.flag(6);
        int width = givenWidth;
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] == null && encode) {
                texts[i] = x instanceof RCharacter ? "NA" : "<NA>";
            }
            width = texts[i] == null ? width : Math.max(width, columns(texts[i]));
        }
        if (!justify.equals("none") && !trim || givenWidth > 0) {
            for (int i = 0; i < texts.length; i++) {
                texts[i] = texts[i] == null ? null : justified(texts[i], width, justify);
            }
        }
        return RCharacter.of(texts, kept(x));
    }

    private static int columns(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String justified(String text, int width, String justify) {
        int room = width - columns(text);
        if (room <= 0) {
            return text;
        }
        return switch (justify) {
            case "right" -> " ".repeat(room) + text;
            case "centre" -> " ".repeat(room / 2) + text + " ".repeat(room - room / 2);
            default -> text + " ".repeat(room);
        };
    }

    private static RValue formatList(Arguments a, RList list) {
        String[] out = new String[list.length()];
        for (int i = 0; i < out.length; i++) {
            RValue each = list.get(i);
            if (each == RNull.NULL) {
                out[i] = "NULL";
            } else if (each instanceof RVector vector && !(vector instanceof RList && !vector.isObject())) {
                RValue formatted = a.interpreter()
                        .apply(
                                a.interpreter()
                                        .findFunction("format", a.session().baseEnvironment()),
                                new RValue[] {vector, RLogical.TRUE},
                                new String[] {"", "trim"},
                                a.caller());
                out[i] = String.join(", ", hermite.r.value.Elements.strings((RVector) formatted));
            } else if (each instanceof RList inner) {
                out[i] = String.join(
                        ", ", Arrays.stream(TextLibrary.words(a, inner)).toArray(String[]::new));
            } else {
                out[i] = a.interpreter().deparse(each);
            }
        }
        return RCharacter.of(out, kept(list));
    }

    /** Groups of digits before the point set apart. */
    static String marked(String number, String mark, int interval) {
        if (mark.isEmpty()) {
            return number;
        }
        int start = 0;
        while (start < number.length() && !Character.isDigit(number.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < number.length() && Character.isDigit(number.charAt(end))) {
            end++;
        }
        StringBuilder digits = new StringBuilder(number.substring(start, end));
        for (int at = digits.length() - interval; at > 0; at -= interval) {
            digits.insert(at, mark);
        }
        return number.substring(0, start) + digits + number.substring(end);
    }

    private static RValue formatC(Arguments a) {
        RVector x = a.value(0) == RNull.NULL ? RCharacter.of(new String[0]) : a.vector(0);
        if (Factors.isFactor(x)) {
            x = RCharacter.of(Factors.labels((RInteger) x));
        }
        int digits = a.isNull(2) ? -1 : a.integer(2) < 0 ? 6 : a.integer(2);
        int width = a.isNull(1) ? digits + 1 : a.integer(1);
        String flag = a.string(4);
        if (width < 0) {
            flag += "-";
            width = -width;
        }
        String mode = a.isNull(5)
                ? x instanceof RCharacter ? "character" : x instanceof RInteger ? "integer" : "double"
                : a.string(5);
        if (x instanceof RLogical) {
            mode = "logical";
        }
        String format = a.isNull(3)
                ? mode.equals("integer") ? "d" : mode.equals("character") || mode.equals("logical") ? "s" : "g"
                : a.string(3);
        boolean text = mode.equals("character") || mode.equals("logical");
        if (text && a.isNull(1)) {
            width = 0;
        } else if (!text && width == 0 && !a.isNull(1)) {
            width = digits >= 0 ? digits : mode.equals("integer") ? 2 : 4;
        }
        String[] out = new String[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = one(x, i, width, digits, format, flag, a.string(6));
        }
        if (a.flag(13)) {
            for (int i = 0; i < out.length; i++) {
                out[i] = out[i].replaceAll("(\\.\\d*?)0+(e|$)", "$1$2").replaceAll("\\.(e|$)", "$1");
            }
        }
        return RCharacter.of(out, kept(x));
    }

    private static String one(RVector x, int i, int width, int digits, String format, String flag, String mark) {
        if (x instanceof RCharacter || format.equals("s")) {
            String text = x.stringAt(i);
            String clean = flag.replaceAll("[^-]", "");
            return new CFormat(clean, width, -1, 's').text(text == null ? "NA" : text);
        }
        if (x.isNA(i)) {
            String word = x instanceof RDouble && !RDouble.isNa(x.doubleAt(i)) ? "NaN" : "NA";
            return new CFormat(flag.replace("0", ""), width, -1, 's').text(word);
        }
        double value = x.doubleAt(i);
        String text =
                switch (format) {
                    case "d" ->
                        new CFormat(flag.replace(",", ""), mark.isEmpty() ? width : 0, -1, 'd').whole((long) value);
                    case "fg" -> significant(value, digits < 0 ? 6 : digits, width, flag);
                    case "f", "e", "E", "g", "G" ->
                        new CFormat(
                                        flag.replace("'", ""),
                                        mark.isEmpty() ? width : 0,
                                        digits < 0 && x instanceof RDouble ? -1 : digits,
                                        format.charAt(0))
                                .real(value);
                    default ->
                        throw new RError("'format' must be one of {\"f\",\"e\",\"E\",\"g\",\"G\", \"fg\", \"s\"}");
                };
        if (digits < 0 && !format.equals("d") && !format.equals("fg")) {
            text = new CFormat(flag, mark.isEmpty() ? width : 0, 4, format.charAt(0)).real(value);
        }
        if (!mark.isEmpty()) {
            text = new CFormat(flag.contains("-") ? "-" : "", width, -1, 's').text(marked(text, mark, 3));
        }
        return text;
    }

    /** Fixed notation with so many significant digits ("fg"); zeros at the end are kept with flag #. */
    private static String significant(double value, int digits, int width, String flag) {
        if (value == 0) {
            return new CFormat(flag.replace("#", ""), width, -1, 's').text("0");
        }
        java.math.BigDecimal rounded = new java.math.BigDecimal(value)
                .round(new java.math.MathContext(digits, java.math.RoundingMode.HALF_EVEN));
        String text = rounded.setScale(Math.max(rounded.scale(), 0), java.math.RoundingMode.HALF_EVEN)
                .toPlainString();
        if (!flag.contains("#") && text.indexOf('.') >= 0) {
            text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
        }
        return new CFormat(flag.replace("#", "").replace("0", ""), width, -1, 's').text(text);
    }
}
