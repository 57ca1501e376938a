package hermite.r.lib.text;

import hermite.r.eval.RError;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;

/** A pattern of R (extended, Perl or fixed) over Java's engine, and replacement by R's rules. */
final class Pattern {
    /** Which language a pattern is written in. */
    enum Kind {
        EXTENDED,
        PERL,
        FIXED
    }

    private final java.util.regex.Pattern compiled;
    private final Kind kind;

    private Pattern(java.util.regex.Pattern compiled, Kind kind) {
        this.compiled = compiled;
        this.kind = kind;
    }

    static Pattern of(String pattern, Kind kind, boolean ignoreCase) {
        int flags = ignoreCase ? java.util.regex.Pattern.CASE_INSENSITIVE | java.util.regex.Pattern.UNICODE_CASE : 0;
        if (kind == Kind.FIXED) {
            return new Pattern(java.util.regex.Pattern.compile(pattern, java.util.regex.Pattern.LITERAL), kind);
        }
        if (kind == Kind.EXTENDED) {
            flags |= java.util.regex.Pattern.DOTALL;
        }
        try {
            return new Pattern(java.util.regex.Pattern.compile(translated(pattern, kind), flags), kind);
        } catch (PatternSyntaxException e) {
            String reason = reason(e.getDescription());
            throw new RError("invalid regular expression '" + pattern + "', reason '" + reason + "'");
        }
    }

    /** The fault in the words of R's engine. */
    private static String reason(String description) {
        if (description.startsWith("Unclosed group")) {
            return "Missing ')'";
        }
        if (description.startsWith("Unclosed character class")) {
            return "Missing ']'";
        }
        if (description.startsWith("Dangling meta character")) {
            return "Invalid regexp";
        }
        return description.startsWith("Illegal repetition") || description.startsWith("Unclosed counted closure")
                ? "Invalid contents of {}"
                : description;
    }

    Matcher matcher(String text) {
        return compiled.matcher(text);
    }

    /** POSIX classes and bracket expressions in Java's words. */
    private static String translated(String pattern, Kind kind) {
        StringBuilder out = new StringBuilder(pattern.length() + 16);
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                char next = pattern.charAt(i + 1);
                if (kind == Kind.EXTENDED && (next == '<' || next == '>')) {
                    out.append("\\b");
                } else if (kind == Kind.EXTENDED && Character.isLetter(next) && "wWsSdDbB".indexOf(next) < 0) {
                    out.append(next == 't' ? "\\t" : next == 'n' ? "\\n" : String.valueOf(next));
                } else {
                    out.append(c).append(next);
                }
                i += 2;
            } else if (c == '[') {
                i = bracket(pattern, i, out, kind);
            } else if (c == '{' && i + 1 < pattern.length() && pattern.charAt(i + 1) == ',') {
                out.append("{0");
                i++;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    /** Copies the bracket expression that starts at {@code from}; returns the place after it. */
    private static int bracket(String pattern, int from, StringBuilder out, Kind kind) {
        int i = from + 1;
        out.append('[');
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            out.append('^');
            i++;
        }
        boolean first = true;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            if (c == ']' && !first) {
                out.append(']');
                return i + 1;
            }
            first = false;
            if (c == '[' && i + 1 < pattern.length() && pattern.charAt(i + 1) == ':') {
                int end = pattern.indexOf(":]", i);
                if (end > 0) {
                    out.append(named(pattern.substring(i + 2, end)));
                    i = end + 2;
                    continue;
                }
            }
            if (c == '\\' && kind == Kind.PERL && i + 1 < pattern.length()) {
                out.append(c).append(pattern.charAt(i + 1));
                i += 2;
                continue;
            }
            if (c == '\\' && i + 1 < pattern.length() && "wWsSdD".indexOf(pattern.charAt(i + 1)) >= 0) {
                // the engine behind R knows these inside brackets too
                out.append(c).append(pattern.charAt(i + 1));
                i += 2;
                continue;
            }
            if (c == '\\' || c == '[' || c == '&' || c == '^' || c == '~' || c == ']') {
                out.append('\\');
            }
            out.append(c);
            i++;
        }
        throw new RError("invalid regular expression '" + pattern + "', reason 'Missing ']''");
    }

    private static String named(String name) {
        return switch (name) {
            case "alpha" -> "\\p{IsAlphabetic}";
            case "digit" -> "0-9";
            case "alnum" -> "\\p{IsAlphabetic}0-9";
            case "upper" -> "\\p{Lu}";
            case "lower" -> "\\p{Ll}";
            case "space" -> "\\s\\x0B";
            case "blank" -> " \\t";
            case "punct" -> "\\p{Punct}";
            case "cntrl" -> "\\p{Cntrl}";
            case "print" -> "\\p{Print}";
            case "graph" -> "\\p{Graph}";
            case "xdigit" -> "0-9A-Fa-f";
            default -> throw new RError("invalid character class '" + name + "'");
        };
    }

    /** The text with the first match or all matches replaced. */
    String replaced(String text, String replacement, boolean all) {
        Matcher matcher = matcher(text);
        StringBuilder out = new StringBuilder(text.length() + 16);
        int at = 0;
        int lastEnd = -1;
        boolean any = false;
        while (at <= text.length() && matcher.find(at)) {
            int start = matcher.start();
            int end = matcher.end();
            out.append(text, at, start);
            boolean besideLast = start == end && start == lastEnd;
            if (!besideLast) {
                append(out, matcher, text, replacement);
                any = true;
            }
            if (start == end) {
                if (start < text.length()) {
                    out.append(text.charAt(start));
                }
                at = start + 1;
            } else {
                at = end;
                lastEnd = end;
            }
            if (!all) {
                break;
            }
            if (at >= text.length() && text.length() > 0 && start != end) {
                break;
            }
        }
        if (!any) {
            return text;
        }
        if (at < text.length()) {
            out.append(text, at, text.length());
        }
        return out.toString();
    }

    private void append(StringBuilder out, Matcher matcher, String text, String replacement) {
        if (kind == Kind.FIXED) {
            out.append(replacement);
            return;
        }
        char shift = 'E';
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '\\' || i + 1 == replacement.length()) {
                out.append(shifted(String.valueOf(c), shift));
                continue;
            }
            char next = replacement.charAt(++i);
            if (next >= '0' && next <= '9') {
                int group = next - '0';
                if (group <= matcher.groupCount() && matcher.start(group) >= 0) {
                    out.append(shifted(text.substring(matcher.start(group), matcher.end(group)), shift));
                }
            } else if (kind == Kind.PERL && (next == 'U' || next == 'L' || next == 'E')) {
                shift = next;
            } else {
                out.append(next);
            }
        }
    }

    private static String shifted(String part, char shift) {
        return switch (shift) {
            case 'U' -> part.toUpperCase(java.util.Locale.ROOT);
            case 'L' -> part.toLowerCase(java.util.Locale.ROOT);
            default -> part;
        };
    }
}
