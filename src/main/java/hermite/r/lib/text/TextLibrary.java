package hermite.r.lib.text;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.Attributes;
import hermite.r.value.Elements;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RDots;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Pasting, cutting, counting and changing of texts. */
public final class TextLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.function(
                "paste(..., sep = \" \", collapse = NULL, recycle0 = FALSE)",
                a -> paste(a, a.string(1), a.isNull(2) ? null : a.string(2), a.flag(3)));
        base.function(
                "paste0(..., collapse = NULL, recycle0 = FALSE)",
                a -> paste(a, "", a.isNull(1) ? null : a.string(1), a.flag(2)));
        base.function("sprintf(fmt, ...)", Sprintf::apply);
        base.function("gettextf(fmt, ..., domain = NULL, trim = TRUE)", Sprintf::apply);
        base.function("nchar(x, type = \"chars\", allowNA = FALSE, keepNA = NA)", TextLibrary::count);
        base.function("nzchar(x, keepNA = FALSE)", a -> {
            String[] texts = PatternLibrary.texts(a, 0);
            int[] out = new int[texts.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = texts[i] == null || !texts[i].isEmpty() ? 1 : 0;
            }
            return RLogical.of(out, a.vector(0).attributes().only("names", "dim", "dimnames"));
        });
        base.function("toupper(x)", a -> mapped(a, 0, x -> x.toUpperCase(Locale.ROOT)));
        base.function("tolower(x)", a -> mapped(a, 0, x -> x.toLowerCase(Locale.ROOT)));
        base.function("casefold(x, upper = FALSE)", a -> {
            boolean upper = a.flag(1);
            return mapped(a, 0, x -> upper ? x.toUpperCase(Locale.ROOT) : x.toLowerCase(Locale.ROOT));
        });
        base.function("substr(x, start, stop)", a -> cut(a));
        base.function("`substr<-`(x, start, stop, value)", TextLibrary::replacedPart);
        base.function("startsWith(x, prefix)", a -> tested(a, String::startsWith));
        base.function("endsWith(x, suffix)", a -> tested(a, String::endsWith));
        base.function("chartr(old, new, x)", TextLibrary::translate);
        base.function("strtoi(x, base = 10L)", TextLibrary::toInteger);
        base.function("strrep(x, times)", TextLibrary::repeated);
        base.function("strtrim(x, width)", TextLibrary::trimmed);
        base.function("make.names(names, unique = FALSE, allow_ = TRUE)", a -> {
            String[] names = PatternLibrary.texts(a, 0);
            for (int i = 0; i < names.length; i++) {
                names[i] = Names.syntactic(names[i]);
            }
            return RCharacter.of(a.flag(1) ? Names.unique(names, ".") : names);
        });
        base.function(
                "make.unique(names, sep = \".\")",
                a -> RCharacter.of(Names.unique(PatternLibrary.texts(a, 0), a.string(1))));
        base.function(
                "utf8ToInt(x, multiple = FALSE)",
                a -> RInteger.of(a.string(0).codePoints().toArray()));
        base.function("intToUtf8(x, multiple = FALSE, allow_surrogate_pairs = FALSE)", a -> {
            int[] points = Elements.integers(a.vector(0));
            String[] each = new String[points.length];
            for (int i = 0; i < points.length; i++) {
                each[i] = Character.toString(points[i]);
            }
            return a.flag(1) ? RCharacter.of(each) : RCharacter.of(String.join("", each));
        });
        base.function("enc2utf8(x)", a -> a.value(0));
        base.function("enc2native(x)", a -> a.value(0));
        base.script("text.R");
    }

    /** The elements as {@code as.character} of their class gives them. */
    static String[] words(Arguments a, RValue value) {
        if (value == RNull.NULL) {
            return new String[0];
        }
        if (Factors.isFactor(value)) {
            return Factors.labels((RInteger) value);
        }
        if (value instanceof RCharacter texts && !value.isObject()) {
            return texts.values().clone();
        }
        if (value instanceof RVector vector && !value.isObject() && !(value instanceof hermite.r.value.RList)) {
            return Elements.strings(vector);
        }
        return a.interpreter().invoke("as.character", value) instanceof RVector texts
                ? Elements.strings(texts)
                : new String[0];
    }

    /** Arguments of no length count as "", or make the whole of no length when asked. */
    private static RValue paste(Arguments a, String separator, String collapse, boolean emptyWins) {
        RDots dots = a.dots();
        if (separator == null) {
            throw new RError("invalid separator");
        }
        String[][] columns = new String[dots.size()][];
        int length = 0;
        boolean anyEmpty = false;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = words(a, a.interpreter().force(dots.get(i)));
            length = Math.max(length, columns[i].length);
            anyEmpty |= columns[i].length == 0;
        }
        String[] out = new String[emptyWins && anyEmpty ? 0 : length];
        StringBuilder line = new StringBuilder();
        for (int row = 0; row < out.length; row++) {
            line.setLength(0);
            for (int k = 0; k < columns.length; k++) {
                if (k > 0) {
                    line.append(separator);
                }
                String[] column = columns[k];
                String word = column.length == 0 ? "" : column[row % column.length];
                line.append(word == null ? "NA" : word);
            }
            out[row] = line.toString();
        }
        return collapse == null ? RCharacter.of(out) : RCharacter.of(String.join(collapse, out));
    }

    private static RValue count(Arguments a) {
        if (Factors.isFactor(a.value(0))) {
            throw new RError("'nchar()' requires a character vector");
        }
        RVector x = a.vector(0);
        String type = a.string(1);
        if (type.isEmpty() || !"chars".startsWith(type) && !"bytes".startsWith(type) && !"width".startsWith(type)) {
            throw new RError("invalid 'type' argument");
        }
        boolean bytes = "bytes".startsWith(type);
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            String text = x.stringAt(i);
            if (text == null) {
                out[i] = bytes ? 2 : RInteger.NA;
            } else {
                out[i] = bytes
                        ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                        : text.codePointCount(0, text.length());
            }
        }
        return RInteger.of(out, x.attributes().only("names", "dim", "dimnames"));
    }

    private static RValue mapped(Arguments a, int place, UnaryOperator<String> change) {
        String[] texts = PatternLibrary.texts(a, place);
        for (int i = 0; i < texts.length; i++) {
            texts[i] = texts[i] == null ? null : change.apply(texts[i]);
        }
        RValue given = a.value(place);
        Attributes kept = Factors.isFactor(given) || given == RNull.NULL
                ? Attributes.NONE
                : ((RVector) given).attributes().only("names", "dim", "dimnames");
        return RCharacter.of(texts, kept);
    }

    private static RValue cut(Arguments a) {
        String[] texts = PatternLibrary.texts(a, 0);
        RVector start = a.vector(1);
        RVector stop = a.vector(2);
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] == null || start.isNA(i % start.length()) || stop.isNA(i % stop.length())) {
                texts[i] = null;
                continue;
            }
            int length = texts[i].codePointCount(0, texts[i].length());
            int from = Math.max(1, start.integerAt(i % start.length()));
            int to = Math.min(length, stop.integerAt(i % stop.length()));
            texts[i] = from > to
                    ? ""
                    : texts[i].substring(texts[i].offsetByCodePoints(0, from - 1), texts[i].offsetByCodePoints(0, to));
        }
        RValue given = a.value(0);
        return RCharacter.of(
                texts,
                given instanceof RCharacter kept
                        ? kept.attributes().only("names", "dim", "dimnames")
                        : Attributes.NONE);
    }

    private static RValue replacedPart(Arguments a) {
        String[] texts = PatternLibrary.texts(a, 0);
        RVector value = a.vector(3);
        for (int i = 0; i < texts.length; i++) {
            String with = value.stringAt(i % value.length());
            if (texts[i] == null || with == null) {
                texts[i] = null;
                continue;
            }
            int from = Math.max(1, a.vector(1).integerAt(i % a.vector(1).length())) - 1;
            int to = Math.min(
                    texts[i].length(), a.vector(2).integerAt(i % a.vector(2).length()));
            int count = Math.min(to - from, with.length());
            if (count > 0) {
                texts[i] = texts[i].substring(0, from) + with.substring(0, count) + texts[i].substring(from + count);
            }
        }
        return RCharacter.of(texts, a.vector(0).attributes());
    }

    private interface Test {
        boolean holds(String text, String part);
    }

    private static RValue tested(Arguments a, Test test) {
        if (!(a.value(0) instanceof RCharacter x) || !(a.value(1) instanceof RCharacter part)) {
            throw new RError("non-character object(s)");
        }
        int length = x.length() == 0 || part.length() == 0 ? 0 : Math.max(x.length(), part.length());
        int[] out = new int[length];
        for (int i = 0; i < length; i++) {
            String text = x.get(i % x.length());
            String other = part.get(i % part.length());
            out[i] = text == null || other == null ? RLogical.NA : test.holds(text, other) ? 1 : 0;
        }
        return RLogical.of(out);
    }

    private static RValue translate(Arguments a) {
        int[] from = Names.spread(a.string(0));
        int[] to = Names.spread(a.string(1));
        if (from.length > to.length) {
            throw new RError("'old' is longer than 'new'");
        }
        return mapped(a, 2, text -> {
            StringBuilder out = new StringBuilder();
            text.codePoints().forEach(c -> {
                int made = c;
                for (int k = 0; k < from.length; k++) {
                    made = from[k] == c ? to[k] : made;
                }
                out.appendCodePoint(made);
            });
            return out.toString();
        });
    }

    private static RValue toInteger(Arguments a) {
        String[] texts = PatternLibrary.texts(a, 0);
        boolean unstated = a.isMissing(1);
        int base = a.integer(1);
        if (base != 0 && (base < 2 || base > 36)) {
            throw new RError("invalid 'base' argument");
        }
        int[] out = new int[texts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = RInteger.NA;
            String text = texts[i] == null ? "" : texts[i].strip();
            int radix = base;
            if ((base == 16 || base == 10 && a.isMissing(1))
                    && text.toLowerCase(Locale.ROOT).startsWith("0x")) {
                text = text.substring(2);
                radix = 16;
            } else if (base == 10 && text.length() > 1 && text.startsWith("0") && unstated) {
                radix = 8;
            }
            try {
                long value = Long.parseLong(text, radix);
                out[i] = Math.abs(value) > Integer.MAX_VALUE ? RInteger.NA : (int) value;
            } catch (NumberFormatException notANumber) {
                out[i] = RInteger.NA;
            }
        }
        return RInteger.of(out);
    }

    private static RValue repeated(Arguments a) {
        String[] texts = PatternLibrary.texts(a, 0);
        RVector times = a.vector(1);
        int length = texts.length == 0 || times.length() == 0 ? 0 : Math.max(texts.length, times.length());
        String[] out = new String[length];
        for (int i = 0; i < length; i++) {
            String text = texts[i % texts.length];
            int count = times.integerAt(i % times.length());
            if (count != RInteger.NA && count < 0) {
                throw new RError("invalid 'times' value");
            }
            out[i] = text == null || count == RInteger.NA ? null : text.repeat(count);
        }
        return RCharacter.of(
                out, length == texts.length ? a.vector(0).attributes().only("names") : Attributes.NONE);
    }

    private static RValue trimmed(Arguments a) {
        RVector width = a.vector(1);
        int[] row = {0};
        return mapped(a, 0, text -> {
            int most = width.integerAt(row[0]++ % width.length());
            return text.length() <= most ? text : text.substring(0, most);
        });
    }
}
