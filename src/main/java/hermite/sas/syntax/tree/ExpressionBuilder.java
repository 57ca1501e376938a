package hermite.sas.syntax.tree;

import hermite.data.Format;
import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Expression.Argument;
import hermite.sas.syntax.ast.Expression.InfixOperator;
import hermite.sas.syntax.ast.Expression.PrefixOperator;
import hermite.sas.syntax.grammar.SasGrammar;
import hermite.sas.syntax.grammar.SasGrammarBaseVisitor;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds expressions. */
final class ExpressionBuilder extends SasGrammarBaseVisitor<Expression> {
    private static final Map<Integer, InfixOperator> OPERATORS = Map.ofEntries(
            Map.entry(SasGrammar.POWER, InfixOperator.POWER),
            Map.entry(SasGrammar.STAR, InfixOperator.MULTIPLY),
            Map.entry(SasGrammar.SLASH, InfixOperator.DIVIDE),
            Map.entry(SasGrammar.PLUS, InfixOperator.ADD),
            Map.entry(SasGrammar.MINUS, InfixOperator.SUBTRACT),
            Map.entry(SasGrammar.CONCAT, InfixOperator.CONCATENATE),
            Map.entry(SasGrammar.MIN, InfixOperator.MINIMUM),
            Map.entry(SasGrammar.MAX, InfixOperator.MAXIMUM),
            Map.entry(SasGrammar.EQ, InfixOperator.EQUAL),
            Map.entry(SasGrammar.NE, InfixOperator.NOT_EQUAL),
            Map.entry(SasGrammar.LT, InfixOperator.LESS),
            Map.entry(SasGrammar.LE, InfixOperator.LESS_EQUAL),
            Map.entry(SasGrammar.GT, InfixOperator.GREATER),
            Map.entry(SasGrammar.GE, InfixOperator.GREATER_EQUAL),
            Map.entry(SasGrammar.EQCOLON, InfixOperator.EQUAL_COLON),
            Map.entry(SasGrammar.NECOLON, InfixOperator.NOT_EQUAL_COLON),
            Map.entry(SasGrammar.LTCOLON, InfixOperator.LESS_COLON),
            Map.entry(SasGrammar.LECOLON, InfixOperator.LESS_EQUAL_COLON),
            Map.entry(SasGrammar.GTCOLON, InfixOperator.GREATER_COLON),
            Map.entry(SasGrammar.GECOLON, InfixOperator.GREATER_EQUAL_COLON),
            Map.entry(SasGrammar.SOUNDSLIKE, InfixOperator.SOUNDS_LIKE),
            Map.entry(SasGrammar.AND, InfixOperator.AND),
            Map.entry(SasGrammar.OR, InfixOperator.OR));

    private final ListBuilder lists;

    ExpressionBuilder(ListBuilder lists) {
        this.lists = lists;
    }

    @Override
    public Expression visitWholeExpression(SasGrammar.WholeExpressionContext context) {
        return visit(context.expression());
    }

    @Override
    public Expression visitExpression(SasGrammar.ExpressionContext context) {
        return leftToRight(context);
    }

    @Override
    public Expression visitConjunction(SasGrammar.ConjunctionContext context) {
        return leftToRight(context);
    }

    @Override
    public Expression visitConcatenation(SasGrammar.ConcatenationContext context) {
        return leftToRight(context);
    }

    @Override
    public Expression visitSum(SasGrammar.SumContext context) {
        return leftToRight(context);
    }

    @Override
    public Expression visitProduct(SasGrammar.ProductContext context) {
        return leftToRight(context);
    }

    /** Operands and operators in turn. */
    private Expression leftToRight(ParserRuleContext context) {
        Expression result = visit(context.getChild(0));
        for (int i = 1; i + 1 < context.getChildCount(); i += 2) {
            TerminalNode operator = (TerminalNode) context.getChild(i);
            result = infix(operator, result, visit(context.getChild(i + 1)));
        }
        return result;
    }

    private static Expression infix(TerminalNode operator, Expression left, Expression right) {
        return new Expression.Infix(
                OPERATORS.get(operator.getSymbol().getType()), left, right, ListBuilder.place(operator.getSymbol()));
    }

    @Override
    public Expression visitNegation(SasGrammar.NegationContext context) {
        return context.NOT() == null
                ? visit(context.comparison())
                : new Expression.Prefix(PrefixOperator.NOT, visit(context.negation()), ListBuilder.place(context));
    }

    /** {@code a < b < c} means {@code a < b and b < c}. */
    @Override
    public Expression visitComparison(SasGrammar.ComparisonContext context) {
        Expression left = visit(context.concatenation());
        Optional<Expression> result = Optional.empty();
        for (SasGrammar.ComparisonTailContext tail : context.comparisonTail()) {
            Expression comparison = compare(left, tail);
            left = tail instanceof SasGrammar.ComparedContext ? ((Expression.Infix) comparison).right() : comparison;
            Place place = ListBuilder.place(tail);
            result = Optional.of(
                    result.<Expression>map(before -> new Expression.Infix(InfixOperator.AND, before, comparison, place))
                            .orElse(comparison));
        }
        return result.orElse(left);
    }

    private Expression compare(Expression left, SasGrammar.ComparisonTailContext tail) {
        Place place = ListBuilder.place(tail);
        if (tail instanceof SasGrammar.ComparedContext compared) {
            TerminalNode operator = (TerminalNode) compared.comparisonOperator().getChild(0);
            return infix(operator, left, visit(compared.concatenation()));
        }
        if (tail instanceof SasGrammar.ListedContext listed) {
            boolean negated = listed.NOT() != null;
            if (listed.name() != null) {
                return new Expression.In(
                        left, List.of(), Optional.of(listed.name().getText()), negated, place);
            }
            List<Expression.In.Item> items =
                    listed.inItem().stream().map(this::inItem).toList();
            return new Expression.In(left, items, Optional.empty(), negated, place);
        }
        if (tail instanceof SasGrammar.BetweenContext between) {
            return new Expression.Between(
                    left,
                    visit(between.concatenation(0)),
                    visit(between.concatenation(1)),
                    between.NOT() != null,
                    place);
        }
        if (tail instanceof SasGrammar.LikeContext like) {
            return new Expression.Like(left, visit(like.concatenation()), like.NOT() != null, place);
        }
        if (tail instanceof SasGrammar.ContainsContext contains) {
            Expression found =
                    new Expression.Infix(InfixOperator.CONTAINS, left, visit(contains.concatenation()), place);
            return contains.NOT() == null ? found : new Expression.Prefix(PrefixOperator.NOT, found, place);
        }
        SasGrammar.IsMissingContext missing = (SasGrammar.IsMissingContext) tail;
        return new Expression.IsMissing(left, missing.NOT() != null, place);
    }

    private Expression.In.Item inItem(SasGrammar.InItemContext context) {
        if (context.name() != null) {
            return new Expression.In.Item(
                    new Expression.VariableReference(context.name().getText(), ListBuilder.place(context)),
                    Optional.empty());
        }
        return new Expression.In.Item(
                visit(context.signedConstant(0)),
                Optional.ofNullable(context.signedConstant(1)).map(this::visit));
    }

    @Override
    public Expression visitSignedConstant(SasGrammar.SignedConstantContext context) {
        Expression value = visit(context.constant());
        return context.MINUS() != null && value instanceof Expression.NumberConstant number
                ? new Expression.NumberConstant(-number.value(), ListBuilder.place(context))
                : value;
    }

    @Override
    public Expression visitPower(SasGrammar.PowerContext context) {
        if (context.primary() == null) {
            PrefixOperator operator = context.PLUS() != null
                    ? PrefixOperator.PLUS
                    : context.MINUS() != null ? PrefixOperator.MINUS : PrefixOperator.NOT;
            return new Expression.Prefix(operator, visit(context.power()), ListBuilder.place(context));
        }
        Expression base = visit(context.primary());
        return context.power() == null ? base : infix((TerminalNode) context.getChild(1), base, visit(context.power()));
    }

    @Override
    public Expression visitConstantPrimary(SasGrammar.ConstantPrimaryContext context) {
        return visit(context.constant());
    }

    @Override
    public Expression visitReferencePrimary(SasGrammar.ReferencePrimaryContext context) {
        return visit(context.reference());
    }

    @Override
    public Expression visitGroupPrimary(SasGrammar.GroupPrimaryContext context) {
        return visit(context.expression());
    }

    @Override
    public Expression visitConstant(SasGrammar.ConstantContext context) {
        Token token = ((ParserToken) context.start).source();
        Place place = token.place();
        return switch (token.kind()) {
            case NUMBER -> new Expression.NumberConstant(Literals.number(token.text()), place);
            case MISSING -> new Expression.NumberConstant(Literals.missing(token.text()), place);
            default ->
                switch (token.suffix()) {
                    case "D" -> new Expression.NumberConstant(Literals.date(token.text(), place), place);
                    case "T" -> new Expression.NumberConstant(Literals.time(token.text(), place), place);
                    case "DT" -> new Expression.NumberConstant(Literals.datetime(token.text(), place), place);
                    case "X" -> new Expression.TextConstant(Literals.hexadecimal(token.text(), place), place);
                    case "B" -> new Expression.BitMask(token.text(), place);
                    // a constant is at least one character long: '' is one blank
                    default -> new Expression.TextConstant(token.text().isEmpty() ? " " : token.text(), place);
                };
        };
    }

    @Override
    public Expression visitReference(SasGrammar.ReferenceContext context) {
        String name = context.name(0).getText()
                + (context.DOT() == null ? "" : "." + context.name(1).getText());
        Place place = ListBuilder.place(context);
        if (context.subscripts() != null) {
            return new Expression.Call(name, subscripts(context.subscripts()), true, place);
        }
        if (context.arguments() != null) {
            return new Expression.Call(name, arguments(context.arguments()), false, place);
        }
        return new Expression.VariableReference(name, place);
    }

    List<Argument> subscripts(SasGrammar.SubscriptsContext context) {
        List<Argument> arguments = new ArrayList<>();
        for (SasGrammar.ExpressionContext expression : context.expression()) {
            arguments.add(new Argument.Value(visit(expression)));
        }
        return arguments;
    }

    /** An argument left out, as in {@code compress(x,,'kd')}, is a text constant of no characters at all. */
    List<Argument> arguments(SasGrammar.ArgumentsContext context) {
        List<Argument> arguments = new ArrayList<>();
        for (SasGrammar.ArgumentContext argument : context.argument()) {
            Place place = ListBuilder.place(argument);
            if (argument instanceof SasGrammar.ValueArgumentContext value) {
                arguments.add(new Argument.Value(visit(value.expression())));
            } else if (argument instanceof SasGrammar.OfArgumentContext of) {
                arguments.add(new Argument.Of(lists.variables(of.variable())));
            } else if (argument instanceof SasGrammar.FormatArgumentContext format) {
                if (!format.QUESTION().isEmpty()) {
                    arguments.add(new Argument.FormatModifier(
                            "?".repeat(format.QUESTION().size())));
                }
                arguments.add(new Argument.FormatName(format(format.FORMATNAME()), place));
            } else if (argument instanceof SasGrammar.StarArgumentContext) {
                arguments.add(new Argument.Value(new Expression.TextConstant("*", place)));
            } else if (context.argument().size() > 1) {
                arguments.add(new Argument.Value(new Expression.TextConstant("", place)));
            }
        }
        return arguments;
    }

    static Format format(TerminalNode node) {
        return Format.parse(node.getText())
                .orElseThrow(() -> new SyntaxException(
                        ListBuilder.place(node.getSymbol()), SyntaxMessage.INVALID_VALUE, "a format", node.getText()));
    }

    List<Expression> expressions(List<? extends ParseTree> contexts) {
        return contexts.stream().map(c -> (Expression) visit(c)).toList();
    }
}
