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
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** grep and its kin, sub, strsplit. */
public final class PatternLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.function(".alike(pattern, x, most)", ApproximateText::matches);
        base.function(".edit_distances(x, y)", ApproximateText::distances);
        base.function(
                "grepl(pattern, x, ignore.case = FALSE, perl = FALSE, fixed = FALSE, useBytes = FALSE)",
                a -> RLogical.of(found(a, 1, pattern(a, 0, 2, 3, 4))));
        base.function(
                "grep(pattern, x, ignore.case = FALSE, perl = FALSE, value = FALSE, fixed = FALSE, useBytes = FALSE,"
                        + " invert = FALSE)",
                PatternLibrary::grep);
        base.function(
                "sub(pattern, replacement, x, ignore.case = FALSE, perl = FALSE, fixed = FALSE, useBytes = FALSE)",
                a -> replaced(a, false));
        base.function(
                "gsub(pattern, replacement, x, ignore.case = FALSE, perl = FALSE, fixed = FALSE, useBytes = FALSE)",
                a -> replaced(a, true));
        base.function(
                "regexpr(pattern, text, ignore.case = FALSE, perl = FALSE, fixed = FALSE, useBytes = FALSE)",
                PatternLibrary::regexpr);
        base.function(
                "gregexpr(pattern, text, ignore.case = FALSE, perl = FALSE, fixed = FALSE, useBytes = FALSE)",
                PatternLibrary::gregexpr);
        base.function(
                "regexec(pattern, text, ignore.case = FALSE, perl = FALSE, fixed = FALSE, useBytes = FALSE)",
                PatternLibrary::regexec);
        base.function("strsplit(x, split, fixed = FALSE, perl = FALSE, useBytes = FALSE)", PatternLibrary::split);
    }

    private static Pattern pattern(Arguments a, int pattern, int ignoreCase, int perl, int fixed) {
        String text = a.string(pattern);
        if (text == null) {
            throw new RError("regular expression is invalid: NA");
        }
        Pattern.Kind kind =
                a.flag(fixed) ? Pattern.Kind.FIXED : a.flag(perl) ? Pattern.Kind.PERL : Pattern.Kind.EXTENDED;
        return pattern(a, text, kind, a.flag(ignoreCase));
    }

    /** A fault in an extended pattern is told twice, as R tells it: by its engine in a warning, then as the error. */
    private static Pattern pattern(Arguments a, String text, Pattern.Kind kind, boolean ignoreCase) {
        try {
            return Pattern.of(text, kind, ignoreCase);
        } catch (RError e) {
            int reason = e.getMessage().indexOf("reason '");
            if (kind == Pattern.Kind.EXTENDED && reason > 0) {
                String told = e.getMessage().substring(reason + "reason ".length());
                a.interpreter().warning("TRE pattern compilation error " + told, a.call());
            }
            throw e;
        }
    }

    static String[] texts(Arguments a, int i) {
        RValue value = a.value(i);
        if (Factors.isFactor(value)) {
            return Factors.labels((RInteger) value);
        }
        if (value.isObject()
                && !(value instanceof RCharacter)
                && a.interpreter().invoke("as.character", value) instanceof RCharacter texts) {
            return texts.values().clone();
        }
        return value == RNull.NULL ? new String[0] : Elements.strings(a.vector(i));
    }

    private static int[] found(Arguments a, int x, Pattern pattern) {
        String[] texts = texts(a, x);
        int[] found = new int[texts.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = texts[i] != null && pattern.matcher(texts[i]).find() ? 1 : 0;
        }
        return found;
    }

    private static RValue grep(Arguments a) {
        int[] found = found(a, 1, pattern(a, 0, 2, 3, 5));
        int wanted = a.flag(7) ? 0 : 1;
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i] == wanted) {
                places.add(i);
            }
        }
        int[] at = places.stream().mapToInt(Integer::intValue).toArray();
        RCharacter names = a.vector(1).names();
        RVector result;
        if (a.flag(4)) {
            result = RCharacter.of(texts(a, 1)).select(at);
        } else {
            result = RInteger.of(places.stream().mapToInt(i -> i + 1).toArray());
        }
        return names == null ? result : result.withAttribute("names", names.select(at));
    }

    private static RValue replaced(Arguments a, boolean all) {
        if (a.vector(0).length() > 0 && a.vector(0).isNA(0)) {
            String[] missing = new String[texts(a, 2).length];
            return RCharacter.of(missing);
        }
        Pattern pattern = pattern(a, 0, 3, 4, 5);
        String replacement = a.string(1);
        String[] texts = texts(a, 2);
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                if (replacement == null) {
                    texts[i] = pattern.matcher(texts[i]).find() ? null : texts[i];
                } else {
                    texts[i] = pattern.replaced(texts[i], replacement, all);
                }
            }
        }
        Attributes kept = a.value(2) instanceof RCharacter given ? given.attributes() : Attributes.NONE;
        return RCharacter.of(texts, kept);
    }

    private static RVector places(int[] starts, int[] lengths, boolean ascii) {
        return RInteger.of(
                starts,
                Attributes.of("match.length", RInteger.of(lengths))
                        .with("index.type", RCharacter.of("chars"))
                        .with("useBytes", RLogical.of(ascii)));
    }

    /** R says that it matched by bytes when every text is plain ASCII. */
    private static boolean isAscii(String[] texts) {
        for (String text : texts) {
            if (text != null && !text.chars().allMatch(c -> c < 128)) {
                return false;
            }
        }
        return true;
    }

    private static RValue regexpr(Arguments a) {
        Pattern pattern = pattern(a, 0, 2, 3, 4);
        String[] texts = texts(a, 1);
        int[] starts = new int[texts.length];
        int[] lengths = new int[texts.length];
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] == null) {
                starts[i] = RInteger.NA;
                lengths[i] = RInteger.NA;
                continue;
            }
            Matcher matcher = pattern.matcher(texts[i]);
            boolean found = matcher.find();
            starts[i] = found ? texts[i].codePointCount(0, matcher.start()) + 1 : -1;
            lengths[i] = found ? texts[i].codePointCount(matcher.start(), matcher.end()) : -1;
        }
        return places(starts, lengths, isAscii(texts));
    }

    private static RValue gregexpr(Arguments a) {
        Pattern pattern = pattern(a, 0, 2, 3, 4);
        String[] texts = texts(a, 1);
        RValue[] all = new RValue[texts.length];
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] == null) {
                all[i] = places(new int[] {RInteger.NA}, new int[] {RInteger.NA}, isAscii(texts));
                continue;
            }
            List<int[]> matches = new ArrayList<>();
            Matcher matcher = pattern.matcher(texts[i]);
            while (matcher.find() && !(matcher.start() == texts[i].length() && matcher.start() > 0)) {
                matches.add(new int[] {
                    texts[i].codePointCount(0, matcher.start()) + 1,
                    texts[i].codePointCount(matcher.start(), matcher.end())
                });
            }
            if (matches.isEmpty()) {
                matches.add(new int[] {-1, -1});
            }
            all[i] = places(
                    matches.stream().mapToInt(m -> m[0]).toArray(),
                    matches.stream().mapToInt(m -> m[1]).toArray(),
                    isAscii(texts));
        }
        return RList.of(all);
    }

    private static RValue regexec(Arguments a) {
        Pattern pattern = pattern(a, 0, 2, 3, 4);
        String[] texts = texts(a, 1);
        RValue[] all = new RValue[texts.length];
        for (int i = 0; i < texts.length; i++) {
            Matcher matcher = pattern.matcher(texts[i] == null ? "" : texts[i]);
            if (texts[i] == null || !matcher.find()) {
                int none = texts[i] == null ? RInteger.NA : -1;
                all[i] = places(new int[] {none}, new int[] {none}, isAscii(texts));
                continue;
            }
            int groups = matcher.groupCount() + 1;
            int[] starts = new int[groups];
            int[] lengths = new int[groups];
            for (int g = 0; g < groups; g++) {
                boolean took = matcher.start(g) >= 0;
                starts[g] = took ? texts[i].codePointCount(0, matcher.start(g)) + 1 : 1;
                lengths[g] = took ? texts[i].codePointCount(matcher.start(g), matcher.end(g)) : 0;
            }
            all[i] = places(starts, lengths, isAscii(texts));
        }
        return RList.of(all);
    }

    private static RValue split(Arguments a) {
        if (!(a.value(0) instanceof RCharacter x)) {
            throw new RError("non-character argument");
        }
        String[] splits = a.isNull(1) ? new String[] {""} : texts(a, 1);
        if (splits.length == 0) {
            splits = new String[] {""};
        }
        Pattern.Kind kind = a.flag(2) ? Pattern.Kind.FIXED : a.flag(3) ? Pattern.Kind.PERL : Pattern.Kind.EXTENDED;
        Pattern[] patterns = new Pattern[splits.length];
        for (int i = 0; i < splits.length; i++) {
            patterns[i] = splits[i] == null || splits[i].isEmpty() ? null : pattern(a, splits[i], kind, false);
        }
        RValue[] pieces = new RValue[x.length()];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = RCharacter.of(pieces(x.get(i), patterns[i % patterns.length]));
        }
        RCharacter names = x.names();
        RList all = RList.of(pieces);
        return names == null ? all : all.withAttribute("names", names);
    }

    private static String[] pieces(String text, Pattern pattern) {
        if (text == null) {
            return new String[] {null};
        }
        if (pattern == null) {
            return text.codePoints().mapToObj(Character::toString).toArray(String[]::new);
        }
        List<String> out = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            Matcher matcher = pattern.matcher(rest);
            if (!matcher.find()) {
                break;
            }
            if (matcher.end() == 0) {
                // an empty match takes one character
                int end = rest.offsetByCodePoints(0, 1);
                out.add(rest.substring(0, end));
                rest = rest.substring(end);
            } else {
                out.add(rest.substring(0, matcher.start()));
                rest = rest.substring(matcher.end());
            }
        }
        if (!rest.isEmpty()) {
            out.add(rest);
        }
        return out.toArray(String[]::new);
    }
}
