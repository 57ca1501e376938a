package hermite.sas.syntax;

import hermite.sas.source.Token;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.VariableList;
import hermite.sas.syntax.grammar.SasGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** The grammar's door: one method for each thing that can be parsed, over one private invocation. */
final class SasParser {
    private final ListBuilder lists = new ListBuilder();
    private final ExpressionBuilder expressions = new ExpressionBuilder(lists);
    private final StatementBuilder statements = new StatementBuilder(lists, expressions);
    private SasGrammar grammar;

    /** A statement of the DATA step, without its semicolon. */
    Piece statement(List<Token> tokens) {
        return statements.visit(invoke(Promotion.statement(tokens), tokens, SasGrammar::wholeStatement));
    }

    /** What stands after DATA, up to the slash or the end. */
    List<DataSetReference> dataSets(List<Token> tokens) {
        return lists.dataSets(
                invoke(Promotion.dataSets(tokens), tokens, SasGrammar::wholeDataSets)
                        .dataSetItem(),
                expressions);
    }

    DataSetReference dataSet(List<Token> tokens) {
        return lists.dataSet(
                invoke(Promotion.dataSets(tokens), tokens, SasGrammar::wholeDataSet)
                        .dataSet(),
                expressions);
    }

    Expression expression(List<Token> tokens) {
        return expressions.visit(invoke(Promotion.expression(tokens, false), tokens, SasGrammar::wholeExpression));
    }

    /** An expression with WHERE's own operators. */
    Expression where(List<Token> tokens) {
        return expressions.visit(invoke(Promotion.expression(tokens, true), tokens, SasGrammar::wholeExpression));
    }

    List<VariableList> variables(List<Token> tokens) {
        return lists.variables(invoke(Promotion.plain(tokens), tokens, SasGrammar::wholeVariables)
                .variable());
    }

    List<EffectTerm> effects(List<Token> tokens) {
        return EffectBuilder.effects(invoke(Promotion.effects(tokens), tokens, SasGrammar::wholeEffects));
    }

    List<Double> numbers(List<Token> tokens) {
        return NumberLists.values(invoke(Promotion.numbers(tokens), tokens, SasGrammar::wholeNumbers), expressions);
    }

    private <C extends ParserRuleContext> C invoke(
            List<ParserToken> tokens, List<Token> source, Function<SasGrammar, C> rule) {
        List<org.antlr.v4.runtime.Token> all = new ArrayList<>(tokens);
        all.add(GrammarErrors.endOf(source));
        CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(all));
        if (grammar == null) {
            grammar = new SasGrammar(stream);
            grammar.removeErrorListeners();
            grammar.setErrorHandler(new GrammarErrors());
        }
        grammar.setTokenStream(stream);
        grammar.getInterpreter().setPredictionMode(PredictionMode.SLL);
        try {
            return rule.apply(grammar);
        } catch (SyntaxException | ParseCancellationException e) {
            // a quick parse may reject what the full one accepts
            stream.seek(0);
            grammar.reset();
            grammar.getInterpreter().setPredictionMode(PredictionMode.LL);
            return rule.apply(grammar);
        }
    }
}
