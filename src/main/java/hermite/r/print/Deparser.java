package hermite.r.print;

import hermite.r.eval.function.PrimitiveNames;
import hermite.r.value.Attributes;
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
import hermite.r.value.language.Formals;
import hermite.r.value.language.RBuiltin;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import hermite.r.value.text.DoubleText;
import hermite.r.value.text.ReservedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Language and values as source text, broken into lines where R breaks them. */
public final class Deparser {
    private static final int INDENT = 4;

    private final int cutoff;
    private final List<String> lines = new ArrayList<>();
    private StringBuilder line = new StringBuilder();
    private int indent;
    private int written;
    private int curly;
    /** Primitives of R that take their arguments unevaluated. */
    private static final Set<String> SPECIALS =
            Set.of("switch", "return", "quote", "expression", "substitute", "missing", "on.exit", "UseMethod", "call");

    /** How many calls of primitives are under way: in their arguments R keeps conditions on one line. */
    private int primitives;

    private boolean atStart = true;

    private Deparser(int cutoff) {
        this.cutoff = cutoff;
    }

    /** The text in lines that are broken once they hold more than {@code cutoff} characters. */
    public static List<String> lines(RValue value, int cutoff) {
        Deparser deparser = new Deparser(cutoff);
        deparser.value(value);
        deparser.endLine();
        return deparser.lines;
    }

    /** The text on one line, as labels use it: lines joined by blanks. */
    public static String line(RValue value) {
        List<String> all = lines(value, Integer.MAX_VALUE);
        if (all.size() == 1) {
            return all.get(0);
        }
        StringBuilder joined = new StringBuilder();
        for (String each : all) {
            joined.append(joined.length() == 0 ? "" : " ").append(each.strip());
        }
        return joined.toString();
    }

    /** A name as it must be written: in backticks when it is no syntactic name. */
    public static String name(String name) {
        return isSyntactic(name) ? name : "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }

    public static boolean isSyntactic(String name) {
        if (name.isEmpty() || ReservedWords.contain(name)) {
            return false;
        }
        char first = name.charAt(0);
        if (!Character.isLetter(first) && first != '.') {
            return false;
        }
        if (first == '.' && name.length() > 1 && Character.isDigit(name.charAt(1))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private void put(String text) {
        if (atStart) {
            line.append(indentation());
            written += line.length();
            atStart = false;
        }
        line.append(text);
        written += text.length();
    }

    private String indentation() {
        // Four levels of four blanks, then two blanks a level.
        return " ".repeat(indent <= 4 ? indent * INDENT : 4 * INDENT + (indent - 4) * 2);
    }

    private void endLine() {
        lines.add(line.toString());
        line = new StringBuilder();
        written = 0;
        atStart = true;
    }

    private boolean breakIfLong(boolean broken) {
        if (written > cutoff) {
            if (!broken) {
                indent++;
            }
            endLine();
            return true;
        }
        return broken;
    }

    private void value(RValue value) {
        if (value instanceof RSymbol symbol) {
            put(symbol == RSymbol.MISSING ? "" : name(symbol.name()));
        } else if (value instanceof RCall call) {
            call(call);
        } else if (value instanceof RVector vector) {
            vector(vector);
        } else if (value == RNull.NULL) {
            put("NULL");
        } else if (value instanceof RClosure closure) {
            closure(closure);
        } else if (value instanceof RBuiltin builtin) {
            put(".Primitive(\"" + builtin.name() + "\")");
        } else if (value instanceof REnvironment) {
            put("<environment>");
        } else if (value instanceof RPromise promise) {
            value(promise.expression());
        } else {
            put("<" + value.typeName() + ">");
        }
    }

    private void closure(RClosure closure) {
        put("function (");
        formals(closure.formals());
        put(") ");
        endLine();
        value(closure.body());
    }

    private void formals(Formals formals) {
        boolean broken = false;
        for (int i = 0; i < formals.size(); i++) {
            if (i > 0) {
                put(", ");
                broken = breakIfLong(broken);
            }
            put(name(formals.names()[i]));
            if (formals.defaults()[i] != RSymbol.MISSING) {
                put(" = ");
                value(formals.defaults()[i]);
            }
        }
        if (broken) {
            indent--;
        }
    }

    private void call(RCall call) {
        String name = call.functionName();
        int count = call.size();
        switch (name) {
            case "{" -> braces(call);
            case "(" -> {
                if (count == 1) {
                    put("(");
                    value(call.argument(0));
                    put(")");
                } else {
                    ordinary(call);
                }
            }
            case "if" -> conditional(call);
            case "for" -> {
                put("for (");
                value(call.argument(0));
                put(" in ");
                value(call.argument(1));
                put(") ");
                value(call.argument(2));
            }
            case "while" -> {
                put("while (");
                value(call.argument(0));
                put(") ");
                value(call.argument(1));
            }
            case "repeat" -> {
                put("repeat ");
                value(call.argument(0));
            }
            case "break", "next" -> {
                if (count == 0) {
                    put(name);
                } else {
                    ordinary(call);
                }
            }
            case "function" -> {
                if (count >= 2 && call.argument(0) instanceof RList parameters) {
                    put("function(");
                    formals(
                            parameters.length() == 0
                                    ? Formals.NONE
                                    : new Formals(parameters.names().values(), parameters.values()));
                    put(") ");
                    value(call.argument(1));
                } else {
                    ordinary(call);
                }
            }
            case "[", "[[" -> {
                if (count >= 1) {
                    operand(call.argument(0), Operators.precedence("[", 2), true);
                    put(name);
                    arguments(call, 1);
                    put(name.equals("[") ? "]" : "]]");
                } else {
                    ordinary(call);
                }
            }
            default -> {
                if (Operators.isOperator(name)
                        && call.names() == null
                        && (count == 1 || count == 2)
                        && Operators.precedence(name, count) > 0) {
                    operator(call, name);
                } else {
                    ordinary(call);
                }
            }
        }
    }

    private void operator(RCall call, String name) {
        int precedence = Operators.precedence(name, call.size());
        if (call.size() == 1) {
            put(name);
            operand(call.argument(0), precedence, false);
            return;
        }
        boolean right = Operators.isRightAssociative(name);
        operand(call.argument(0), right ? precedence + 1 : precedence, true);
        boolean tight = Operators.isTight(name);
        put(tight ? name : " " + name + " ");
        boolean broken = false;
        if (!tight && !name.equals("<-") && !name.equals("=") && written > cutoff) {
            indent++;
            endLine();
            broken = true;
        }
        boolean quotedName = name.equals("$")
                && call.argument(1) instanceof RCharacter text
                && text.length() == 1
                && isSyntactic(text.get(0));
        if (quotedName) {
            put(((RCharacter) call.argument(1)).get(0));
        } else {
            operand(call.argument(1), right ? precedence : precedence + 1, false);
        }
        if (broken) {
            indent--;
        }
    }

    /** An operand, in parentheses when its own operator binds less tightly. */
    private void operand(RValue value, int needed, boolean left) {
        boolean parenthesize = false;
        if (value instanceof RCall inner) {
            String name = inner.functionName();
            if (inner.names() == null
                    && Operators.isOperator(name)
                    && (inner.size() == 2 || inner.size() == 1)
                    && Operators.precedence(name, inner.size()) > 0) {
                int own = Operators.precedence(name, inner.size());
                parenthesize = inner.size() == 2 ? own < needed : left && own < needed;
            } else if (left
                    && (name.equals("function") || name.equals("if") || name.equals("for") || name.equals("while"))) {
                parenthesize = true;
            }
        } else if (left && value instanceof RDouble number && number.length() == 1 && number.get(0) < 0) {
            parenthesize = needed > Operators.precedence("-", 1);
        }
        parenthesize |= value instanceof RComplex && needed > Operators.precedence("+", 2);
        if (parenthesize) {
            put("(");
        }
        value(value);
        if (parenthesize) {
            put(")");
        }
    }

    private void ordinary(RCall call) {
        RValue function = call.function();
        if (function instanceof RSymbol symbol) {
            put(name(symbol.name()));
        } else if (function instanceof RCall inner && inner.functionName().equals("function")) {
            put("(");
            value(function);
            put(")");
        } else if (function instanceof RCall inner
                && Operators.isOperator(inner.functionName())
                && !inner.functionName().startsWith("[")
                && !Operators.isTight(inner.functionName())) {
            put("(");
            value(function);
            put(")");
        } else {
            value(function);
        }
        boolean primitive = function instanceof RSymbol symbol
                && (PrimitiveNames.contains(symbol.name()) || SPECIALS.contains(symbol.name()));
        primitives += primitive ? 1 : 0;
        put("(");
        arguments(call, 0);
        put(")");
        primitives -= primitive ? 1 : 0;
    }

    private void arguments(RCall call, int from) {
        boolean broken = false;
        for (int i = from; i < call.size(); i++) {
            if (i > from) {
                put(", ");
                broken = breakIfLong(broken);
            }
            String argumentName = call.name(i);
            if (argumentName != null && !argumentName.isEmpty()) {
                put(name(argumentName));
                put(" = ");
            }
            value(call.argument(i));
        }
        if (broken) {
            indent--;
        }
    }

    private void braces(RCall call) {
        put("{");
        indent++;
        curly++;
        for (RValue each : call.arguments()) {
            endLine();
            value(each);
        }
        endLine();
        curly--;
        indent--;
        put("}");
    }

    private void conditional(RCall call) {
        put("if (");
        value(call.argument(0));
        put(") ");
        boolean block =
                call.argument(1) instanceof RCall inner && inner.functionName().equals("{");
        boolean several = curly > 0 && primitives == 0;
        boolean ownLine = several && !block;
        if (ownLine) {
            endLine();
            indent++;
        }
        value(call.argument(1));
        if (ownLine) {
            indent--;
        }
        if (call.size() > 2) {
            if (several) {
                endLine();
                put("else ");
            } else {
                put(" else ");
            }
            value(call.argument(2));
        }
    }

    private void vector(RVector vector) {
        Attributes attributes = vector.attributes();
        boolean namesInside = vector.names() != null && attributes.has("names");
        Attributes others = namesInside ? attributes.without("names") : attributes;
        if (!others.isEmpty()) {
            structure(vector, others, namesInside);
            return;
        }
        elements(vector, namesInside);
    }

    private void structure(RVector vector, Attributes others, boolean namesInside) {
        put("structure(");
        elements(vector, namesInside);
        for (int i = 0; i < others.size(); i++) {
            put(", ");
            put(name(others.name(i)));
            put(" = ");
            value(others.value(i));
        }
        put(")");
    }

    private void elements(RVector vector, boolean named) {
        int length = vector.length();
        if (vector instanceof RList list) {
            put(list.isExpression() ? "expression(" : "list(");
            items(vector, named);
            put(")");
            return;
        }
        if (length == 0) {
            put(
                    switch (vector.type()) {
                        case LOGICAL -> "logical(0)";
                        case INTEGER -> "integer(0)";
                        case DOUBLE -> "numeric(0)";
                        case COMPLEX, RAW -> vector.typeName() + "(0)";
                        default -> "character(0)";
                    });
            return;
        }
        if (vector instanceof RInteger integers && !named && isRange(integers)) {
            put(integers.get(0) + ":" + integers.get(length - 1));
            return;
        }
        if (vector instanceof RRaw) {
            put("as.raw(");
            bytes(vector);
            put(")");
            return;
        }
        if (length == 1 && !named) {
            put(element(vector, 0, true));
            return;
        }
        put("c(");
        items(vector, named);
        put(")");
    }

    private void bytes(RVector raw) {
        put(raw.length() == 1 ? "" : "c(");
        for (int i = 0; i < raw.length(); i++) {
            put((i == 0 ? "" : ", ") + "0x" + raw.stringAt(i));
        }
        put(raw.length() == 1 ? "" : ")");
    }

    private void items(RVector vector, boolean named) {
        boolean broken = false;
        boolean allMissing = true;
        for (int i = 0; i < vector.length() && !(vector instanceof RList); i++) {
            allMissing &= vector.isNA(i) && !(vector instanceof RDouble d && !RDouble.isNa(d.get(i)));
        }
        for (int i = 0; i < vector.length(); i++) {
            if (i > 0) {
                put(", ");
            }
            if (vector instanceof RList) {
                broken = breakIfLong(broken);
            } else if (i > 0 && written > cutoff) {
                endLine();
            }
            if (named) {
                String name = vector.name(i);
                if (name != null && !name.isEmpty()) {
                    put(name(name));
                    put(" = ");
                }
            }
            if (vector instanceof RList list) {
                value(list.get(i));
            } else {
                put(element(vector, i, allMissing));
            }
        }
        if (broken) {
            indent--;
        }
        if (!(vector instanceof RList) && vector.length() > 1 && written > cutoff) {
            endLine();
        }
    }

    private static String element(RVector vector, int i, boolean typedMissing) {
        if (vector instanceof RLogical logical) {
            return logical.isNA(i) ? "NA" : logical.stringAt(i);
        }
        if (vector instanceof RInteger integers) {
            return integers.isNA(i) ? typedMissing ? "NA_integer_" : "NA" : integers.get(i) + "L";
        }
        if (vector instanceof RDouble doubles) {
            return RDouble.isNa(doubles.get(i)) ? typedMissing ? "NA_real_" : "NA" : DoubleText.of(doubles.get(i));
        }
        if (vector instanceof RComplex) {
            String text = vector.stringAt(i);
            return text == null ? typedMissing ? "NA_complex_" : "NA" : text;
        }
        String text = ((RCharacter) vector).get(i);
        return text == null ? typedMissing ? "NA_character_" : "NA" : Quoting.quote(text, '"');
    }

    private static boolean isRange(RInteger x) {
        if (x.length() < 2) {
            return false;
        }
        for (int i = 0; i < x.length(); i++) {
            if (x.isNA(i) || x.get(i) != x.get(0) + i) {
                return false;
            }
        }
        return true;
    }
}
