package hermite.sas.syntax.tree;

import hermite.sas.source.Token;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.VariableList;
import hermite.sas.syntax.grammar.SasGrammar;
import hermite.sas.syntax.problem.Problems;
import hermite.sas.syntax.problem.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** The grammar's door: one method for each thing that can be parsed, over one private invocation. */
public final class SasParser {
    /** Made at the first use: a program without steps does not wait for the grammar to be loaded. */
    private Bindings bindings;

    private final NamedOptions options;

    /** @param problems takes warnings of options that are not built */
    public SasParser(Problems problems) {
        this.options = new NamedOptions(problems);
    }

    /** The generated parser and what builds trees from its contexts. */
    private static final class Bindings {
        private final ListBuilder lists;
        private final ExpressionBuilder expressions;
        private final StatementBuilder statements;
        private final SasGrammar grammar = new SasGrammar(null);

        private Bindings(NamedOptions options) {
            lists = new ListBuilder(options);
            expressions = new ExpressionBuilder(lists);
            statements = new StatementBuilder(lists, expressions, options);
            grammar.removeErrorListeners();
            grammar.setErrorHandler(new GrammarErrors());
        }
    }

    private Bindings bindings() {
        if (bindings == null) {
            bindings = new Bindings(options);
        }
        return bindings;
    }

    /** A statement of the DATA step, without its semicolon. */
    public Piece statement(List<Token> tokens) {
        return bindings().statements.visit(invoke(Promotion.statement(tokens), tokens, SasGrammar::wholeStatement));
    }

    /** What stands after DATA, up to the slash or the end. */
    public List<DataSetReference> dataSets(List<Token> tokens) {
        return bindings()
                .lists
                .dataSets(
                        invoke(Promotion.dataSets(tokens), tokens, SasGrammar::wholeDataSets)
                                .dataSetItem(),
                        bindings().expressions);
    }

    public DataSetReference dataSet(List<Token> tokens) {
        return bindings()
                .lists
                .dataSet(
                        invoke(Promotion.dataSets(tokens), tokens, SasGrammar::wholeDataSet)
                                .dataSet(),
                        bindings().expressions);
    }

    public Expression expression(List<Token> tokens) {
        return bindings()
                .expressions
                .visit(invoke(Promotion.expression(tokens, false), tokens, SasGrammar::wholeExpression));
    }

    /** An expression with WHERE's own operators. */
    public Expression where(List<Token> tokens) {
        return bindings()
                .expressions
                .visit(invoke(Promotion.expression(tokens, true), tokens, SasGrammar::wholeExpression));
    }

    public List<VariableList> variables(List<Token> tokens) {
        return bindings()
                .lists
                .variables(invoke(Promotion.plain(tokens), tokens, SasGrammar::wholeVariables)
                        .variable());
    }

    public List<EffectTerm> effects(List<Token> tokens) {
        return EffectBuilder.effects(invoke(Promotion.effects(tokens), tokens, SasGrammar::wholeEffects));
    }

    public List<Double> numbers(List<Token> tokens) {
        return NumberLists.values(
                invoke(Promotion.numbers(tokens), tokens, SasGrammar::wholeNumbers), bindings().expressions);
    }

    private <C extends ParserRuleContext> C invoke(
            List<ParserToken> tokens, List<Token> source, Function<SasGrammar, C> rule) {
        List<org.antlr.v4.runtime.Token> all = new ArrayList<>(tokens);
        all.add(GrammarErrors.endOf(source));
        CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(all));
        SasGrammar grammar = bindings().grammar;
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
