package hermite.sas.datastep.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The Perl regular expressions of one step: compiled once, numbered by PRXPARSE, with the last match of each for
 * PRXPOSN and PRXPAREN. Java's expressions stand for Perl's.
 */
public final class PatternStore {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Expression> expressions = new ArrayList<>();

    /** A match or substitution expression. */
    public static final class Expression {
        private final Pattern pattern;
        private final Optional<String> replacement;
        private Matcher last;

        Expression(Pattern pattern, Optional<String> replacement) {
            this.pattern = pattern;
            this.replacement = replacement;
        }

        /** Place of the first match from 1, or 0. */
        public int find(String text) {
            last = pattern.matcher(text);
            return last.find() ? last.start() + 1 : 0;
        }

        /** The text with matches replaced, at most the number given; all when it is negative. Empty without replacement. */
        public Optional<String> replace(String text, int times) {
            if (replacement.isEmpty()) {
                return Optional.empty();
            }
            Matcher matcher = pattern.matcher(text);
            StringBuilder result = new StringBuilder();
            int done = 0;
            while ((times < 0 || done < times) && matcher.find()) {
                matcher.appendReplacement(result, replacement.get());
                done++;
            }
            return Optional.of(matcher.appendTail(result).toString());
        }

        /** A group of the last match; empty when there is none. */
        public String group(int number) {
            if (last == null || number < 0 || number > last.groupCount()) {
                return "";
            }
            try {
                String group = last.group(number);
                return group == null ? "" : group;
            } catch (IllegalStateException noMatch) {
                return "";
            }
        }

        /** The last group that took part in the last match; 0 for none. */
        public int lastGroup() {
            if (last == null) {
                return 0;
            }
            for (int i = last.groupCount(); i > 0; i--) {
                if (!group(i).isEmpty()) {
                    return i;
                }
            }
            return 0;
        }
    }

    /** The number of an expression written {@code /…/i}, {@code m/…/} or {@code s/…/…/}; 0 when it is not well formed. */
    public int parse(String written) {
        Integer known = numbers.get(written);
        if (known != null) {
            return known;
        }
        Optional<Expression> expression = compile(written.strip());
        int number = 0;
        if (expression.isPresent()) {
            expressions.add(expression.get());
            number = expressions.size();
        }
        numbers.put(written, number);
        return number;
    }

    public Optional<Expression> find(int number) {
        return number >= 1 && number <= expressions.size()
                ? Optional.of(expressions.get(number - 1))
                : Optional.empty();
    }

    private static Optional<Expression> compile(String written) {
        boolean substitutes = written.length() > 1 && written.charAt(0) == 's' && !isWord(written.charAt(1));
        boolean marked = written.length() > 1 && written.charAt(0) == 'm' && !isWord(written.charAt(1));
        int start = substitutes || marked ? 1 : 0;
        if (written.length() <= start + 1 || isWord(written.charAt(start))) {
            return Optional.empty();
        }
        char delimiter = written.charAt(start);
        int middle = closing(written, start + 1, delimiter);
        int end = substitutes && middle > 0 ? closing(written, middle + 1, delimiter) : middle;
        if (middle < 0 || end < 0) {
            return Optional.empty();
        }
        int flags = 0;
        for (char modifier : written.substring(end + 1).toCharArray()) {
            flags |= modifier == 'i'
                    ? Pattern.CASE_INSENSITIVE
                    : modifier == 's'
                            ? Pattern.DOTALL
                            : modifier == 'm' ? Pattern.MULTILINE : modifier == 'x' ? Pattern.COMMENTS : 0;
        }
        try {
            Pattern pattern = Pattern.compile(written.substring(start + 1, middle), flags);
            Optional<String> replacement =
                    substitutes ? Optional.of(replacement(written.substring(middle + 1, end))) : Optional.empty();
            return Optional.of(new Expression(pattern, replacement));
        } catch (PatternSyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == ' ' || c == '_';
    }

    private static int closing(String text, int from, char delimiter) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == delimiter) {
                return i;
            }
        }
        return -1;
    }

    /** Perl's replacement in Java's notation: {@code \1} becomes {@code $1}, {@code ${1}} too. */
    private static String replacement(String perl) {
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < perl.length(); i++) {
            char c = perl.charAt(i);
            if (c == '\\' && i + 1 < perl.length()) {
                char next = perl.charAt(++i);
                java.append(Character.isDigit(next) ? "$" + next : "\\" + next);
            } else if (c == '$' && i + 1 < perl.length() && perl.charAt(i + 1) == '{') {
                int close = perl.indexOf('}', i);
                java.append('$').append(perl, i + 2, close < 0 ? perl.length() : close);
                i = close < 0 ? perl.length() : close;
            } else if (c == '$' && (i + 1 == perl.length() || !Character.isDigit(perl.charAt(i + 1)))) {
                java.append("\\$");
            } else {
                java.append(c);
            }
        }
        return java.toString();
    }
}
