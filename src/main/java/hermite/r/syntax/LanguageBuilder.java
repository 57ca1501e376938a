package hermite.r.syntax;

import hermite.r.syntax.grammar.RGrammarBaseVisitor;
import hermite.r.syntax.grammar.RGrammarLexer;
import hermite.r.syntax.grammar.RGrammarParser;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import hermite.r.value.language.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Parse trees to language. */
final class LanguageBuilder extends RGrammarBaseVisitor<RValue> {
    private final String text;
    private final String file;
    private int from;

    LanguageBuilder(String text, String file) {
        this.text = text;
        this.file = file;
    }

    TopLevelExpression topLevel(RGrammarParser.ExprContext context) {
        return new TopLevelExpression(visit(context), source(context));
    }

    private SourceText source(ParserRuleContext context) {
        Token start = context.getStart();
        int stop = context.getStop() == null
                ? start.getStopIndex()
                : context.getStop().getStopIndex();
        String written =
                text.substring(text.offsetByCodePoints(0, start.getStartIndex()), text.offsetByCodePoints(0, stop + 1));
        return new SourceText(written, file, start.getLine(), start.getCharPositionInLine() + 1);
    }

    private RCall call(String function, RValue... arguments) {
        return RCall.of(function, arguments);
    }

    private RSyntaxException wrong(String message, Token token) {
        return new RSyntaxException(SyntaxProblem.at(message, token, false, text, file, token.getLine(), from));
    }

    /** Where the expression before the one at hand ended. */
    void setFrom(int place) {
        from = place;
    }

    /** An expression where {@code =} does not assign: an argument, a condition, what a loop runs over, a default. */
    private RValue plain(RGrammarParser.ExprContext context) {
        if (context instanceof RGrammarParser.BinaryContext binary
                && ((Token) binary.getChild(1).getPayload()).getType() == RGrammarLexer.EQASSIGN) {
            throw wrong("unexpected '='", (Token) binary.getChild(1).getPayload());
        }
        return visit(context);
    }

    @Override
    public RValue visitNamespaced(RGrammarParser.NamespacedContext context) {
        return call(context.op.getText(), name(context.name(0)), name(context.name(1)));
    }

    private RValue name(RGrammarParser.NameContext context) {
        return context.SYMBOL() != null
                ? symbol(context.SYMBOL().getText())
                : RSymbol.of(Literals.string(context.STRING().getText()));
    }

    private static RSymbol symbol(String written) {
        return RSymbol.of(written.charAt(0) == '`' ? Literals.quotedName(written) : written);
    }

    @Override
    public RValue visitComponent(RGrammarParser.ComponentContext context) {
        RGrammarParser.MemberContext member = context.member();
        RValue right;
        if (member.SYMBOL() != null) {
            right = symbol(member.SYMBOL().getText());
        } else if (member.STRING() != null) {
            right = constant(RCharacter.of(Literals.string(member.STRING().getText())));
        } else if (member.PLACEHOLDER() != null) {
            throw wrong("invalid use of pipe placeholder", member.PLACEHOLDER().getSymbol());
        } else if (member.block() != null) {
            right = braces(member.block());
        } else {
            right = call("(", visit(member.expr()));
        }
        return call(context.op.getText(), visit(context.expr()), right);
    }

    private static RValue constant(RCharacter text) {
        text.markShared();
        return text;
    }

    @Override
    public RValue visitElement(RGrammarParser.ElementContext context) {
        return indexed("[[", context.expr(), context.arguments(), context);
    }

    @Override
    public RValue visitSubset(RGrammarParser.SubsetContext context) {
        return indexed("[", context.expr(), context.arguments(), context);
    }

    private RValue indexed(
            String operator,
            RGrammarParser.ExprContext object,
            RGrammarParser.ArgumentsContext arguments,
            ParserRuleContext context) {
        List<RValue> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        values.add(visit(object));
        names.add(null);
        collect(arguments, values, names);
        return made(RSymbol.of(operator), values, names, null);
    }

    @Override
    public RValue visitCall(RGrammarParser.CallContext context) {
        RValue function = visit(context.expr());
        if (function instanceof RCharacter name) {
            function = RSymbol.of(name.isNA(0) ? "NA" : name.get(0));
        }
        List<RValue> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        RGrammarParser.ArgumentsContext arguments = context.arguments();
        boolean nothing =
                arguments.argument().size() == 1 && arguments.argument(0).getChildCount() == 0;
        if (!nothing) {
            collect(arguments, values, names);
        }
        return made(function, values, names, source(context));
    }

    private static RCall made(RValue function, List<RValue> values, List<String> names, SourceText source) {
        boolean named = names.stream().anyMatch(name -> name != null);
        return new RCall(
                function,
                values.toArray(RValue[]::new),
                named ? names.toArray(String[]::new) : null,
                Attributes.NONE,
                source);
    }

    private void collect(RGrammarParser.ArgumentsContext arguments, List<RValue> values, List<String> names) {
        for (RGrammarParser.ArgumentContext each : arguments.argument()) {
            values.add(each.expr() == null ? RSymbol.MISSING : plain(each.expr()));
            if (each.EQASSIGN() == null) {
                names.add(null);
            } else if (each.SYMBOL() != null) {
                names.add(symbol(each.SYMBOL().getText()).name());
            } else if (each.STRING() != null) {
                names.add(Literals.string(each.STRING().getText()));
            } else {
                names.add("NULL");
            }
        }
    }

    @Override
    public RValue visitUnary(RGrammarParser.UnaryContext context) {
        return call(context.getStart().getText(), visit(context.expr()));
    }

    @Override
    public RValue visitBinary(RGrammarParser.BinaryContext context) {
        Token operator = (Token) context.getChild(1).getPayload();
        if (isComparison(operator)
                && context.expr(0) instanceof RGrammarParser.BinaryContext inner
                && isComparison((Token) inner.getChild(1).getPayload())) {
            throw wrong("unexpected '" + operator.getText() + "'", operator);
        }
        RValue left = visit(context.expr(0));
        RValue right = visit(context.expr(1));
        return switch (operator.getType()) {
            case RGrammarLexer.PIPE -> piped(left, right, operator);
            case RGrammarLexer.RIGHTASSIGN -> call("<-", right, left);
            case RGrammarLexer.RIGHTSUPERASSIGN -> call("<<-", right, left);
            case RGrammarLexer.CARET -> call("^", left, right);
            default -> call(operator.getText(), left, right);
        };
    }

    /** Comparisons do not follow one another: {@code a < b < c} is an error. */
    private static boolean isComparison(Token operator) {
        return switch (operator.getType()) {
            case RGrammarLexer.EQ,
                    RGrammarLexer.NE,
                    RGrammarLexer.LT,
                    RGrammarLexer.LE,
                    RGrammarLexer.GT,
                    RGrammarLexer.GE -> true;
            default -> false;
        };
    }

    /** The left side becomes the first argument of the call on the right, or takes the place of {@code _}. */
    private RValue piped(RValue left, RValue right, Token operator) {
        if (!(right instanceof RCall target)) {
            throw wrong("The pipe operator requires a function call as RHS", operator);
        }
        for (int i = 0; i < target.size(); i++) {
            if (target.argument(i) instanceof RSymbol symbol && symbol.name().equals("_")) {
                if (target.name(i) == null) {
                    throw wrong("pipe placeholder can only be used as a named argument", operator);
                }
                RValue[] arguments = target.arguments().clone();
                arguments[i] = left;
                return target.withArguments(arguments, target.names());
            }
        }
        if (target.functionName().equals("function")) {
            throw wrong("function 'function' not supported in RHS call of a pipe", operator);
        }
        RValue[] arguments = new RValue[target.size() + 1];
        arguments[0] = left;
        System.arraycopy(target.arguments(), 0, arguments, 1, target.size());
        String[] names = null;
        if (target.names() != null) {
            names = new String[arguments.length];
            System.arraycopy(target.names(), 0, names, 1, target.size());
        }
        return target.withArguments(arguments, names);
    }

    @Override
    public RValue visitFunction(RGrammarParser.FunctionContext context) {
        List<RValue> defaults = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (RGrammarParser.ParameterContext each : context.parameters().parameter()) {
            String name = symbol(each.SYMBOL().getText()).name();
            if (names.contains(name)) {
                throw wrong(
                        "repeated formal argument '" + name + "' on line "
                                + each.getStart().getLine(),
                        each.getStart());
            }
            names.add(name);
            defaults.add(each.expr() == null ? RSymbol.MISSING : plain(each.expr()));
        }
        RList formals = RList.of(defaults.toArray(RValue[]::new));
        if (!names.isEmpty()) {
            formals = RList.named(names.toArray(String[]::new), formals.values());
        }
        RValue[] parts = {formals, visit(context.expr())};
        return new RCall(RSymbol.of("function"), parts, null, Attributes.NONE, source(context));
    }

    @Override
    public RValue visitWhileLoop(RGrammarParser.WhileLoopContext context) {
        return call("while", plain(context.expr(0)), visit(context.expr(1)));
    }

    @Override
    public RValue visitRepeatLoop(RGrammarParser.RepeatLoopContext context) {
        return call("repeat", visit(context.expr()));
    }

    @Override
    public RValue visitForLoop(RGrammarParser.ForLoopContext context) {
        return call("for", symbol(context.SYMBOL().getText()), plain(context.expr(0)), visit(context.expr(1)));
    }

    @Override
    public RValue visitConditional(RGrammarParser.ConditionalContext context) {
        RValue[] parts = new RValue[context.expr().size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = i == 0 ? plain(context.expr(0)) : visit(context.expr(i));
        }
        return call("if", parts);
    }

    @Override
    public RValue visitBraces(RGrammarParser.BracesContext context) {
        return braces(context.block());
    }

    private RValue braces(RGrammarParser.BlockContext block) {
        RValue[] parts = new RValue[block.expr().size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = visit(block.expr(i));
        }
        return call("{", parts);
    }

    @Override
    public RValue visitParentheses(RGrammarParser.ParenthesesContext context) {
        return call("(", visit(context.expr()));
    }

    @Override
    public RValue visitLeave(RGrammarParser.LeaveContext context) {
        return call(context.getText());
    }

    @Override
    public RValue visitSymbol(RGrammarParser.SymbolContext context) {
        return symbol(context.getText());
    }

    @Override
    public RValue visitPlaceholder(RGrammarParser.PlaceholderContext context) {
        return RSymbol.of("_");
    }

    @Override
    public RValue visitLiteral(RGrammarParser.LiteralContext context) {
        Token token = context.constant().getStart();
        try {
            return Literals.constant(token.getType(), token.getText());
        } catch (Literals.WrongEscapeException e) {
            throw wrong(e.getMessage(), token);
        }
    }
}
