package hermite.r;

import hermite.r.eval.RError;
import hermite.r.eval.session.RSession;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RBuiltin;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RPromise;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand at the cursor in R: looked up, never computed. */
public final class Completions {
    private static final Pattern OWNER =
            Pattern.compile("((?:[\\p{L}.][\\p{L}\\d._]*[$])*[\\p{L}.][\\p{L}\\d._]*)[$]$");
    private static final Pattern ELEMENT =
            Pattern.compile("((?:[\\p{L}.][\\p{L}\\d._]*[$])*[\\p{L}.][\\p{L}\\d._]*)\\[\\[?[\"']$");
    private static final Pattern NAMESPACE = Pattern.compile("([\\p{L}][\\p{L}\\d.]*):::?$");
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:library|require|requireNamespace)\\(\\s*[\"']?$");
    private static final Pattern VALUE = Pattern.compile("\\b(family|corstr|link)\\s*=\\s*([\"']?)$");
    private static final Pattern DATA = Pattern.compile("\\bdata\\s*=\\s*([\\p{L}.][\\p{L}\\d._]*)");
    private static final Pattern PIPED = Pattern.compile("([\\p{L}.][\\p{L}\\d._]*)\\s*(?:%>%|\\|>)");
    private static final Pattern CALLED = Pattern.compile("([\\p{L}.][\\p{L}\\d._]*)$");
    /** Values of arguments that are names of a short list. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "family",
            List.of("binomial", "poisson", "gaussian", "Gamma", "inverse.gaussian", "quasibinomial", "quasipoisson"),
            "corstr",
            List.of("independence", "exchangeable", "ar1", "AR-M", "unstructured", "userdefined", "fixed"),
            "link",
            List.of("logit", "probit", "cloglog", "cauchit", "log", "identity", "inverse", "sqrt"));

    private static final List<String> WORDS =
            List.of("TRUE", "FALSE", "NULL", "NA", "Inf", "function", "if", "else", "for", "while", "repeat", "return");
    /** Packages whose functions have underscores in their names; elsewhere such names are inner ones, but for these. */
    private static final Set<String> UNDERSCORED =
            Set.of("dplyr", "tidyr", "purrr", "stringr", "readr", "haven", "ggplot2", "GLMMadaptive", "emmeans");

    private static final Set<String> PUBLIC = Set.of("seq_len", "seq_along");

    private final RSession session;

    public Completions(RSession session) {
        this.session = session;
    }

    /**
     * Something to offer.
     *
     * @param text what would be typed
     * @param group heading to show it under
     * @param gloss a word about it, or empty
     */
    public record Item(String text, String group, String gloss) {}

    /** What begins with the word that follows the text before it, letters' case apart. */
    public List<Item> at(String before, String word) {
        String folded = word.toLowerCase(Locale.ROOT);
        return candidates(before).stream()
                .filter(item -> item.text().toLowerCase(Locale.ROOT).startsWith(folded))
                .distinct()
                .toList();
    }

    private List<Item> candidates(String before) {
        Matcher owner = OWNER.matcher(before);
        if (owner.find() || (owner = ELEMENT.matcher(before)).find()) {
            return items(parts(lookUp(owner.group(1))), "columns");
        }
        Matcher namespace = NAMESPACE.matcher(before);
        if (namespace.find()) {
            return items(shown(namespace.group(1)), namespace.group(1));
        }
        if (PACKAGE.matcher(before).find()) {
            return items(new TreeSet<>(session.functions().packageNames()), "packages");
        }
        Matcher value = VALUE.matcher(before);
        if (value.find()) {
            boolean quote = value.group(2).isEmpty() && value.group(1).equals("corstr");
            return VALUES.get(value.group(1)).stream()
                    .map(v -> new Item(quote ? '"' + v + '"' : v, value.group(1), ""))
                    .toList();
        }
        List<Item> all = new ArrayList<>();
        int open = openParenthesis(before);
        if (open >= 0) {
            all.addAll(columns(before, open));
            all.addAll(arguments(before, open));
        }
        all.addAll(items(session.globalEnvironment().names(), "objects"));
        all.addAll(items(WORDS, "words"));
        for (String packageName : session.searchPath().attached()) {
            all.addAll(items(shown(packageName), packageName));
        }
        all.addAll(items(shown("base"), "base"));
        return all;
    }

    private static List<Item> items(Iterable<String> names, String group) {
        List<Item> items = new ArrayList<>();
        for (String name : names) {
            items.add(new Item(name, group, ""));
        }
        return items;
    }

    /** Functions and data a package offers to its users. */
    private List<String> shown(String packageName) {
        if (!session.functions().knows(packageName)) {
            return List.of();
        }
        return session.functions().in(packageName).names().stream()
                .filter(n -> Character.isLetter(n.charAt(0)))
                .filter(n -> !n.contains("_") || UNDERSCORED.contains(packageName) || PUBLIC.contains(n))
                .sorted()
                .toList();
    }

    /** The value of {@code a$b$c}; null where there is none or it would have to be computed. */
    private RValue lookUp(String path) {
        String[] names = path.split("[$]");
        RValue at = known(session.globalEnvironment().get(names[0]));
        for (int i = 1; i < names.length && at != null; i++) {
            at = at instanceof RList list
                    ? element(list, names[i])
                    : at instanceof REnvironment scope ? known(scope.getLocalIfSet(names[i])) : null;
        }
        return at;
    }

    private static RValue known(RValue value) {
        return value instanceof RPromise promise ? promise.value() : value;
    }

    private static RValue element(RList list, String name) {
        List<String> names = parts(list);
        int at = names.indexOf(name);
        return at < 0 ? null : list.get(at);
    }

    private static List<String> parts(RValue value) {
        if (value instanceof REnvironment scope) {
            return scope.names();
        }
        if (value instanceof RList list && list.attribute("names") instanceof RCharacter names) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < names.length(); i++) {
                all.add(names.get(i));
            }
            return all;
        }
        return List.of();
    }

    /** Columns of the data frames the call, or the pipe that leads to it, names. */
    private List<Item> columns(String before, int open) {
        List<Item> all = new ArrayList<>();
        for (Pattern naming : List.of(DATA, PIPED)) {
            Matcher matcher = naming.matcher(before);
            String last = null;
            while (matcher.find()) {
                last = matcher.group(1);
            }
            if (last != null) {
                all.addAll(items(parts(lookUp(last)), last));
            }
        }
        Matcher first = Pattern.compile("^\\s*([\\p{L}.][\\p{L}\\d._]*)\\s*,").matcher(before.substring(open + 1));
        if (first.find()) {
            all.addAll(items(parts(lookUp(first.group(1))), first.group(1)));
        }
        return all;
    }

    private List<Item> arguments(String before, int open) {
        Matcher called = CALLED.matcher(before.substring(0, open));
        if (!called.find()) {
            return List.of();
        }
        RValue function = known(function(called.group(1)));
        Formals formals = function instanceof RClosure closure
                ? closure.formals()
                : function instanceof RBuiltin builtin ? builtin.formals() : null;
        if (formals == null) {
            return List.of();
        }
        List<Item> all = new ArrayList<>();
        for (String name : formals.names()) {
            if (!name.equals("...")) {
                all.add(new Item(name + " = ", "arguments of " + called.group(1), ""));
            }
        }
        return all;
    }

    private RValue function(String name) {
        RValue own = known(session.globalEnvironment().getLocalIfSet(name));
        if (own instanceof RFunction) {
            return own;
        }
        try {
            return session.searchPath().attachedFunction(name);
        } catch (RError e) {
            return null;
        }
    }

    /** The innermost parenthesis still open; −1 when there is none. */
    private static int openParenthesis(String text) {
        List<Integer> open = new ArrayList<>();
        char quote = 0;
        boolean comment = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (comment) {
                comment = c != '\n';
            } else if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '#') {
                comment = true;
            } else if (c == '(' || c == '[' || c == '{') {
                open.add(c == '(' ? i : -1);
            } else if ((c == ')' || c == ']' || c == '}') && !open.isEmpty()) {
                open.remove(open.size() - 1);
            }
        }
        return open.isEmpty() ? -1 : open.get(open.size() - 1);
    }
}
