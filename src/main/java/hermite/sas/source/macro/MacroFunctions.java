package hermite.sas.source.macro;

import hermite.sas.source.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The macro functions on resolved text. */
public final class MacroFunctions {
    private static final Set<String> NAMES = Set.of(
            "EVAL",
            "SYSEVALF",
            "STR",
            "NRSTR",
            "QUOTE",
            "NRQUOTE",
            "BQUOTE",
            "NRBQUOTE",
            "SUPERQ",
            "UNQUOTE",
            "UPCASE",
            "QUPCASE",
            "LOWCASE",
            "QLOWCASE",
            "SUBSTR",
            "QSUBSTR",
            "SCAN",
            "QSCAN",
            "INDEX",
            "LENGTH",
            "TRIM",
            "QTRIM",
            "LEFT",
            "QLEFT",
            "CMPRES",
            "QCMPRES",
            "VERIFY",
            "DATATYP",
            "SYSFUNC",
            "QSYSFUNC",
            "SYMEXIST",
            "SYMGLOBL",
            "SYMLOCAL",
            "SYSMACEXIST",
            "SYSGET",
            "SYSPROD",
            "SYSMEXECDEPTH",
            "SYSMEXECNAME");

    /** Functions of %SYSFUNC whose arguments may be arithmetic. */
    private static final Set<String> ARITHMETIC = Set.of(
            "ABS",
            "CEIL",
            "FLOOR",
            "INT",
            "ROUND",
            "MOD",
            "MAX",
            "MIN",
            "SUM",
            "MEAN",
            "SQRT",
            "EXP",
            "LOG",
            "LOG2",
            "LOG10",
            "SIGN",
            "PUTN",
            "MDY",
            "RANUNI",
            "QUANTILE",
            "CDF",
            "PROBNORM",
            "PROBIT",
            "REPEAT",
            "IFN");

    private static final String SCAN_DELIMITERS = " .<(+&!$*);^-/,%|";

    private final SymbolTables tables;
    private final MacroHost host;

    public MacroFunctions(SymbolTables tables, MacroHost host) {
        this.tables = tables;
        this.host = host;
    }

    public static boolean isFunction(String upperName) {
        return NAMES.contains(upperName);
    }

    /** Whether the argument is masked as it is written, before references in it are resolved. */
    public static boolean quotesConstants(String upperName) {
        return upperName.equals("STR") || upperName.equals("NRSTR");
    }

    /** The masked argument of %STR (references still to be resolved) or %NRSTR. */
    public static String quoteConstant(String upperName, String raw) {
        return MacroQuoting.constant(raw, upperName.equals("NRSTR"));
    }

    /**
     * The value of a call.
     *
     * @param name upper case
     * @param argument everything between the parentheses, resolved; may hold masked characters
     * @throws MacroFailure when an argument is wrong
     */
    public String call(String name, String argument) {
        return switch (name) {
            case "STR", "NRSTR" -> argument;
            case "EVAL" -> MacroExpression.evaluate(argument, host.option("MINOPERATOR"));
            case "SYSEVALF" -> sysevalf(argument);
            case "QUOTE", "BQUOTE" -> MacroQuoting.result(argument, false);
            case "NRQUOTE", "NRBQUOTE" -> MacroQuoting.result(argument, true);
            case "SUPERQ" ->
                MacroQuoting.result(
                        tables.get(Characters.unmask(argument).strip()).orElse(""), true);
            case "UNQUOTE" -> Characters.unmask(argument);
            case "UPCASE" -> plain(MacroQuoting.upper(argument));
            case "QUPCASE" -> MacroQuoting.result(plain(MacroQuoting.upper(argument)), true);
            case "LOWCASE" -> plain(MacroQuoting.lower(argument));
            case "QLOWCASE" -> MacroQuoting.result(plain(MacroQuoting.lower(argument)), true);
            case "SUBSTR", "QSUBSTR" -> quotedIf(name, substr(arguments(argument)));
            case "SCAN", "QSCAN" -> quotedIf(name, scan(arguments(argument)));
            case "INDEX" -> index(arguments(argument));
            case "LENGTH" -> Integer.toString(plain(argument).length());
            case "TRIM", "QTRIM" -> quotedIf(name, plain(argument).stripTrailing());
            case "LEFT", "QLEFT" -> quotedIf(name, plain(argument).stripLeading());
            case "CMPRES", "QCMPRES" -> quotedIf(name, plain(argument).strip().replaceAll(" +", " "));
            case "VERIFY" -> verify(arguments(argument));
            case "DATATYP" ->
                plain(argument).strip().matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?") ? "NUMERIC" : "CHAR";
            case "SYSFUNC", "QSYSFUNC" -> quotedIf(name, sysfunc(argument));
            case "SYMEXIST" -> truth(tables.get(plain(argument).strip()).isPresent());
            case "SYMGLOBL" -> truth(tables.isGlobal(plain(argument).strip()));
            case "SYMLOCAL" -> truth(tables.isLocal(plain(argument).strip()));
            case "SYSGET" ->
                Optional.ofNullable(System.getenv(plain(argument).strip())).orElse("");
            case "SYSPROD" -> "0";
            case "SYSMEXECDEPTH" -> Integer.toString(tables.depth());
            case "SYSMEXECNAME" -> tables.runningMacro();
            default -> throw new MacroFailure(MacroMessage.BAD_EXPRESSION, "%" + name);
        };
    }

    private static String plain(String text) {
        return Characters.unmask(text);
    }

    private static String truth(boolean value) {
        return value ? "1" : "0";
    }

    /** Functions whose name begins with Q mask their result. */
    private static String quotedIf(String name, String value) {
        return name.startsWith("Q") ? MacroQuoting.result(value, true) : value;
    }

    /** Arguments between commas; masked commas do not divide. */
    private static List<String> arguments(String text) {
        return MacroScanner.split(text, ',');
    }

    private static String sysevalf(String argument) {
        List<String> parts = arguments(argument);
        return MacroExpression.evaluateFloating(
                parts.get(0), parts.size() > 1 ? plain(parts.get(1)).strip() : "");
    }

    private static String substr(List<String> arguments) {
        String text = plain(arguments.get(0).strip());
        int start = number(arguments, 1, 1);
        int length = number(arguments, 2, Integer.MAX_VALUE);
        if (start < 1 || start > text.length() || length < 0) {
            return "";
        }
        return text.substring(start - 1, (int) Math.min(text.length(), (long) start - 1 + length));
    }

    private static int number(List<String> arguments, int index, int byDefault) {
        if (index >= arguments.size()) {
            return byDefault;
        }
        long value = MacroExpression.wholeNumber(arguments.get(index));
        return (int) Math.max(-1_000_000, Math.min(1_000_000, value));
    }

    /** Words between delimiters; runs of delimiters count once unless the modifier M is given. */
    private static String scan(List<String> arguments) {
        String text = plain(arguments.get(0));
        int wanted = number(arguments, 1, 1);
        String given = arguments.size() > 2 ? plain(arguments.get(2)) : "";
        String delimiters = given.isEmpty() ? SCAN_DELIMITERS : given;
        boolean everyDelimiter = arguments.size() > 3
                && plain(arguments.get(3)).toUpperCase(Locale.ROOT).contains("M");
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (delimiters.indexOf(c) < 0) {
                word.append(c);
            } else if (everyDelimiter || word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (everyDelimiter || word.length() > 0) {
            words.add(word.toString());
        }
        int index = wanted > 0 ? wanted - 1 : words.size() + wanted;
        return wanted == 0 || index < 0 || index >= words.size() ? "" : words.get(index);
    }

    private static String index(List<String> arguments) {
        String wanted = arguments.size() > 1 ? plain(arguments.get(1)) : "";
        return Integer.toString(
                plain(arguments.get(0)).indexOf(wanted.strip().isEmpty() ? wanted : wanted.strip()) + 1);
    }

    private static String verify(List<String> arguments) {
        String text = plain(arguments.get(0));
        String allowed = arguments.size() > 1 ? plain(arguments.get(1)) : "";
        for (int i = 0; i < text.length(); i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return Integer.toString(i + 1);
            }
        }
        return "0";
    }

    /** {@code f(arguments) <, format>}. */
    private String sysfunc(String argument) {
        int open = argument.indexOf('(');
        String name =
                plain(open < 0 ? argument : argument.substring(0, open)).strip().toUpperCase(Locale.ROOT);
        int close = open < 0 ? argument.length() : closing(argument, open);
        String inside = open < 0 ? "" : argument.substring(open + 1, close);
        List<String> arguments = new ArrayList<>();
        if (!inside.isBlank()) {
            for (String part : arguments(inside)) {
                String value = plain(part.strip());
                arguments.add(
                        ARITHMETIC.contains(name)
                                        && value.matches("[-+*/(). 0-9]*[0-9)][-+*/(). ]+[(0-9][-+*/(). 0-9]*")
                                ? MacroExpression.evaluateFloating(value, "")
                                : value);
            }
        }
        String rest = close + 1 < argument.length()
                ? plain(argument.substring(close + 1)).strip()
                : "";
        Optional<String> format =
                rest.startsWith(",") ? Optional.of(rest.substring(1).strip()) : Optional.empty();
        try {
            return host.function(name, arguments, format);
        } catch (IllegalArgumentException e) {
            throw new MacroFailure(MacroMessage.FUNCTION_FAILED, name, String.valueOf(e.getMessage()));
        }
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }
}
