package hermite.sas.syntax.tree;

import hermite.data.Format;
import hermite.data.ValueType;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.VariableList;
import hermite.sas.syntax.grammar.SasGrammar;
import hermite.sas.syntax.grammar.SasGrammarBaseVisitor;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.vocabulary.DataStepOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Builds the statements of the DATA step, except INPUT and PUT items ({@link RecordItemBuilder}). */
final class StatementBuilder extends SasGrammarBaseVisitor<Piece> {
    private final ListBuilder lists;
    private final ExpressionBuilder expressions;
    private final RecordItemBuilder records;
    private final NamedOptions named;

    StatementBuilder(ListBuilder lists, ExpressionBuilder expressions, NamedOptions named) {
        this.named = named;
        this.lists = lists;
        this.expressions = expressions;
        this.records = new RecordItemBuilder(lists, expressions);
    }

    private static Piece whole(DataStatement statement) {
        return new Piece.Whole(statement);
    }

    @Override
    public Piece visitWholeStatement(SasGrammar.WholeStatementContext context) {
        return visit(context.statement());
    }

    @Override
    public Piece visitIfStatement(SasGrammar.IfStatementContext context) {
        Expression condition = expressions.visit(context.expression());
        Place place = ListBuilder.place(context);
        return context.THEN() == null
                ? whole(new DataStatement.SubsettingIf(condition, place))
                : new Piece.If(condition, visit(context.statement()), place);
    }

    @Override
    public Piece visitElseStatement(SasGrammar.ElseStatementContext context) {
        return new Piece.Else(visit(context.statement()), ListBuilder.place(context));
    }

    @Override
    public Piece visitDoStatement(SasGrammar.DoStatementContext context) {
        Place place = ListBuilder.place(context);
        return context.doHead() == null
                ? new Piece.Block(body -> new DataStatement.Do(body, place), place)
                : visit(context.doHead());
    }

    @Override
    public Piece visitDoWhile(SasGrammar.DoWhileContext context) {
        Expression condition = expressions.visit(context.expression());
        Place place = ListBuilder.place(context);
        return new Piece.Block(body -> new DataStatement.DoWhile(condition, body, place), place);
    }

    @Override
    public Piece visitDoUntil(SasGrammar.DoUntilContext context) {
        Expression condition = expressions.visit(context.expression());
        Place place = ListBuilder.place(context);
        return new Piece.Block(body -> new DataStatement.DoUntil(condition, body, place), place);
    }

    @Override
    public Piece visitDoOver(SasGrammar.DoOverContext context) {
        String array = context.name().getText();
        Place place = ListBuilder.place(context);
        return new Piece.Block(body -> new DataStatement.DoOver(array, body, place), place);
    }

    @Override
    public Piece visitDoIterative(SasGrammar.DoIterativeContext context) {
        Expression index = expressions.visit(context.reference());
        Place place = ListBuilder.place(context);
        List<DataStatement.DoIterative.Range> ranges = new ArrayList<>();
        for (SasGrammar.DoRangeContext range : context.doRange()) {
            Optional<Expression> condition =
                    Optional.ofNullable(range.condition).map(expressions::visit);
            ranges.add(new DataStatement.DoIterative.Range(
                    expressions.visit(range.expression(0)),
                    Optional.ofNullable(range.to).map(expressions::visit),
                    Optional.ofNullable(range.by).map(expressions::visit),
                    range.WHILE() == null ? Optional.empty() : condition,
                    range.UNTIL() == null ? Optional.empty() : condition));
        }
        return new Piece.Block(body -> new DataStatement.DoIterative(index, ranges, body, place), place);
    }

    @Override
    public Piece visitSelectStatement(SasGrammar.SelectStatementContext context) {
        return new Piece.Select(
                Optional.ofNullable(context.expression()).map(expressions::visit), ListBuilder.place(context));
    }

    @Override
    public Piece visitWhenStatement(SasGrammar.WhenStatementContext context) {
        return new Piece.When(
                expressions.expressions(context.expression()), visit(context.statement()), ListBuilder.place(context));
    }

    @Override
    public Piece visitOtherwiseStatement(SasGrammar.OtherwiseStatementContext context) {
        return new Piece.Otherwise(visit(context.statement()), ListBuilder.place(context));
    }

    @Override
    public Piece visitEndStatement(SasGrammar.EndStatementContext context) {
        return new Piece.End(ListBuilder.place(context));
    }

    @Override
    public Piece visitLabelledStatement(SasGrammar.LabelledStatementContext context) {
        return new Piece.Labelled(
                context.LABELNAME().getText(), visit(context.statement()), ListBuilder.place(context));
    }

    @Override
    public Piece visitOutputStatement(SasGrammar.OutputStatementContext context) {
        List<DataSetReference> references = context.dataSet().stream()
                .map(d -> lists.dataSet(d, expressions))
                .toList();
        return whole(new DataStatement.Output(references, ListBuilder.place(context)));
    }

    @Override
    public Piece visitPlainStatement(SasGrammar.PlainStatementContext context) {
        Place place = ListBuilder.place(context);
        return whole(
                switch (context.start.getType()) {
                    case SasGrammar.DELETE -> new DataStatement.Delete(place);
                    case SasGrammar.STOP -> new DataStatement.Stop(place);
                    case SasGrammar.RETURN -> new DataStatement.Return(place);
                    case SasGrammar.LEAVE -> new DataStatement.Leave(place);
                    default -> new DataStatement.Continue(place);
                });
    }

    @Override
    public Piece visitAbortStatement(SasGrammar.AbortStatementContext context) {
        String kind = context.name() == null ? "" : context.name().getText().toUpperCase(Locale.ROOT);
        return whole(new DataStatement.Abort(
                kind, Optional.ofNullable(context.NUMBER()).map(n -> integer(n)), ListBuilder.place(context)));
    }

    @Override
    public Piece visitJumpStatement(SasGrammar.JumpStatementContext context) {
        Place place = ListBuilder.place(context);
        String label = context.name().getText();
        return whole(
                context.GOTO() == null ? new DataStatement.Link(label, place) : new DataStatement.GoTo(label, place));
    }

    @Override
    public Piece visitReadStatement(SasGrammar.ReadStatementContext context) {
        List<SasGrammar.DataSetItemContext> items = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        DataStepOptions table =
                switch (context.start.getType()) {
                    case SasGrammar.SET -> DataStepOptions.SET;
                    case SasGrammar.MERGE -> DataStepOptions.MERGE;
                    default -> DataStepOptions.UPDATE;
                };
        for (SasGrammar.ReadItemContext item : context.readItem()) {
            if (item.dataSetItem() != null) {
                items.add(item.dataSetItem());
            } else {
                String unique = item.SLASH() == null ? "" : "/" + item.name(1).getText();
                String name = item.name(0).getText().toUpperCase(Locale.ROOT);
                if (named.admits(table, name, ListBuilder.place(item.name(0)))) {
                    options.put(name, ListBuilder.text(item.optionText()) + unique);
                }
            }
        }
        List<DataSetReference> references = lists.dataSets(items, expressions);
        Place place = ListBuilder.place(context);
        return whole(
                switch (context.start.getType()) {
                    case SasGrammar.SET -> new DataStatement.Set(references, options, place);
                    case SasGrammar.MERGE -> new DataStatement.Merge(references, options, place);
                    default -> new DataStatement.Update(references, options, place);
                });
    }

    @Override
    public Piece visitByStatement(SasGrammar.ByStatementContext context) {
        List<DataStatement.ByItem> items = new ArrayList<>();
        boolean notSorted = false;
        boolean descending = false;
        for (SasGrammar.NameContext name : context.name()) {
            switch (name.getText().toUpperCase(Locale.ROOT)) {
                case "DESCENDING" -> descending = true;
                case "NOTSORTED" -> notSorted = true;
                case "GROUPFORMAT" ->
                    throw new SyntaxException(
                            ListBuilder.place(name), SyntaxMessage.NOT_SUPPORTED_DATA_STEP, "BY … GROUPFORMAT");
                default -> {
                    items.add(new DataStatement.ByItem(name.getText(), descending, ListBuilder.place(name)));
                    descending = false;
                }
            }
        }
        return whole(new DataStatement.By(items, notSorted, ListBuilder.place(context)));
    }

    @Override
    public Piece visitWhereStatement(SasGrammar.WhereStatementContext context) {
        return whole(new DataStatement.Where(expressions.visit(context.expression()), ListBuilder.place(context)));
    }

    @Override
    public Piece visitSelectVariablesStatement(SasGrammar.SelectVariablesStatementContext context) {
        List<VariableList> variables = lists.variables(context.variable());
        Place place = ListBuilder.place(context);
        return whole(
                context.KEEP() == null
                        ? new DataStatement.Drop(variables, place)
                        : new DataStatement.Keep(variables, place));
    }

    @Override
    public Piece visitRenameStatement(SasGrammar.RenameStatementContext context) {
        return whole(new DataStatement.Rename(lists.renames(context.renamePair()), ListBuilder.place(context)));
    }

    @Override
    public Piece visitRetainStatement(SasGrammar.RetainStatementContext context) {
        List<DataStatement.Retain.Group> groups = new ArrayList<>();
        for (SasGrammar.RetainGroupContext group : context.retainGroup()) {
            List<Expression> values = group.retainValue() != null
                    ? List.of(expressions.visit(group.retainValue().signedConstant()))
                    : initialValues(group.initialValues());
            groups.add(new DataStatement.Retain.Group(
                    lists.variables(group.variable()), values, group.initialValues() != null));
        }
        return whole(new DataStatement.Retain(groups, ListBuilder.place(context)));
    }

    /** {@code (1 2 3*0 (4 5))}: repetitions and inner parentheses expanded. */
    private List<Expression> initialValues(SasGrammar.InitialValuesContext context) {
        if (context == null) {
            return List.of();
        }
        List<Expression> values = new ArrayList<>();
        for (SasGrammar.InitialValueContext value : context.initialValue()) {
            List<Expression> one = value.initialValues() != null
                    ? initialValues(value.initialValues())
                    : List.of(expressions.visit(value.signedConstant()));
            int times = value.STAR() == null ? 1 : integer(value.NUMBER());
            for (int i = 0; i < times; i++) {
                values.addAll(one);
            }
        }
        return values;
    }

    @Override
    public Piece visitLengthStatement(SasGrammar.LengthStatementContext context) {
        List<DataStatement.Length.Item> items = new ArrayList<>();
        for (SasGrammar.LengthItemContext item : context.lengthItem()) {
            items.add(length(lists.variables(item.variable()), item.DOLLAR() != null, item.NUMBER()));
        }
        Optional<Integer> byDefault = Optional.ofNullable(context.NUMBER()).map(n -> integer(n));
        return whole(new DataStatement.Length(items, byDefault, ListBuilder.place(context)));
    }

    private static DataStatement.Length.Item length(
            List<VariableList> variables, boolean character, org.antlr.v4.runtime.tree.TerminalNode number) {
        int length = integer(number);
        boolean valid = character ? length >= 1 && length <= 32_767 : length >= 3 && length <= 8;
        if (!valid) {
            throw new SyntaxException(
                    ListBuilder.place(number.getSymbol()),
                    SyntaxMessage.INVALID_VALUE,
                    character ? "1 to 32767" : "3 to 8",
                    "LENGTH");
        }
        return new DataStatement.Length.Item(variables, character ? ValueType.CHARACTER : ValueType.NUMERIC, length);
    }

    static int integer(org.antlr.v4.runtime.tree.TerminalNode number) {
        double value = Literals.number(number.getText());
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new SyntaxException(
                    ListBuilder.place(number.getSymbol()),
                    SyntaxMessage.INVALID_VALUE,
                    "a whole number",
                    number.getText());
        }
        return (int) value;
    }

    @Override
    public Piece visitFormatStatement(SasGrammar.FormatStatementContext context) {
        List<DataStatement.Formats.Item> items = new ArrayList<>();
        for (SasGrammar.FormatItemContext item : context.formatItem()) {
            if (item.DEFAULT() != null) {
                throw new SyntaxException(
                        ListBuilder.place(item), SyntaxMessage.NOT_SUPPORTED_DATA_STEP, "FORMAT DEFAULT=");
            }
            items.add(new DataStatement.Formats.Item(
                    lists.variables(item.variable()),
                    Optional.ofNullable(item.FORMATNAME()).map(ExpressionBuilder::format),
                    ListBuilder.place(item)));
        }
        return whole(new DataStatement.Formats(items, context.INFORMAT() != null, ListBuilder.place(context)));
    }

    @Override
    public Piece visitLabelStatement(SasGrammar.LabelStatementContext context) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < context.name().size(); i++) {
            labels.put(context.name(i).getText(), context.labelText(i).getText());
        }
        return whole(new DataStatement.Labels(labels, ListBuilder.place(context)));
    }

    @Override
    public Piece visitAttribStatement(SasGrammar.AttribStatementContext context) {
        List<DataStatement.Attributes.Item> items = new ArrayList<>();
        for (SasGrammar.AttribItemContext item : context.attribItem()) {
            List<VariableList> variables = lists.variables(item.variable());
            Optional<DataStatement.Length.Item> length = Optional.empty();
            Optional<Format> format = Optional.empty();
            Optional<Format> informat = Optional.empty();
            Optional<String> label = Optional.empty();
            for (SasGrammar.AttributeContext attribute : item.attribute()) {
                if (attribute.LENGTH() != null) {
                    length = Optional.of(length(variables, attribute.DOLLAR() != null, attribute.NUMBER()));
                } else if (attribute.FORMAT() != null) {
                    format = Optional.of(ExpressionBuilder.format(attribute.FORMATNAME()));
                } else if (attribute.INFORMAT() != null) {
                    informat = Optional.of(ExpressionBuilder.format(attribute.FORMATNAME()));
                } else {
                    label = Optional.of(attribute.STRING().getText());
                }
            }
            items.add(new DataStatement.Attributes.Item(variables, length, format, informat, label));
        }
        return whole(new DataStatement.Attributes(items, ListBuilder.place(context)));
    }

    @Override
    public Piece visitArrayStatement(SasGrammar.ArrayStatementContext context) {
        List<VariableList> elements = lists.variables(context.variable());
        boolean temporary = elements.stream()
                .anyMatch(v -> v instanceof VariableList.Name n && n.name().equalsIgnoreCase("_TEMPORARY_"));
        return whole(new DataStatement.Array(
                context.name().getText(),
                bounds(context.arrayBounds()),
                context.DOLLAR() != null,
                Optional.ofNullable(context.NUMBER()).map(n -> integer(n)),
                temporary ? List.of() : elements,
                temporary,
                initialValues(context.initialValues()),
                ListBuilder.place(context)));
    }

    private List<int[]> bounds(SasGrammar.ArrayBoundsContext context) {
        List<int[]> bounds = new ArrayList<>();
        if (context == null) {
            return bounds;
        }
        for (SasGrammar.BoundContext bound : context.bounds().bound()) {
            if (bound.STAR() != null) {
                return List.of();
            }
            int first = bound(bound.signedConstant(0));
            bounds.add(
                    bound.COLON() == null ? new int[] {1, first} : new int[] {first, bound(bound.signedConstant(1))});
        }
        return bounds;
    }

    private int bound(SasGrammar.SignedConstantContext context) {
        if (expressions.visit(context) instanceof Expression.NumberConstant number
                && number.value() == Math.rint(number.value())) {
            return (int) number.value();
        }
        throw new SyntaxException(
                ListBuilder.place(context), SyntaxMessage.INVALID_VALUE, "a whole number", "an array bound");
    }

    @Override
    public Piece visitCallStatement(SasGrammar.CallStatementContext context) {
        return whole(new DataStatement.CallRoutine(
                context.name().getText(), expressions.arguments(context.arguments()), ListBuilder.place(context)));
    }

    @Override
    public Piece visitFileStatement(SasGrammar.FileStatementContext context) {
        SasGrammar.FileTargetContext target = context.fileTarget();
        DataStatement.Target where = target.name() != null
                ? new DataStatement.Target(Optional.of(target.name().getText()), Optional.empty())
                : new DataStatement.Target(
                        Optional.empty(),
                        Optional.of(
                                target.STRING() != null
                                        ? new Expression.TextConstant(
                                                target.STRING().getText(), ListBuilder.place(target))
                                        : expressions.visit(target.expression())));
        Map<String, Expression> options = new LinkedHashMap<>();
        boolean print = where.fileref().filter("PRINT"::equalsIgnoreCase).isPresent();
        DataStepOptions table = context.FILE() == null
                ? DataStepOptions.INFILE
                : print ? DataStepOptions.FILE_PRINT : DataStepOptions.FILE;
        for (SasGrammar.FileOptionContext option : context.fileOption()) {
            Place place = ListBuilder.place(option);
            if (!named.admits(table, option.name().getText(), place)) {
                continue;
            }
            options.put(
                    option.name().getText().toUpperCase(Locale.ROOT),
                    option.fileValue() == null
                            ? new Expression.NumberConstant(1, place)
                            : fileValue(option.fileValue(), place));
        }
        Place place = ListBuilder.place(context);
        return whole(
                context.FILE() == null
                        ? new DataStatement.Infile(where, options, place)
                        : new DataStatement.File(where, options, place));
    }

    private Expression fileValue(SasGrammar.FileValueContext context, Place place) {
        if (context.name() != null) {
            return new Expression.VariableReference(context.name().getText(), place);
        }
        return expressions.visit(context.expression() == null ? context.signedConstant() : context.expression());
    }

    @Override
    public Piece visitInputStatement(SasGrammar.InputStatementContext context) {
        return whole(new DataStatement.Input(
                records.inputItems(context.inputItem()), hold(context.hold()), ListBuilder.place(context)));
    }

    @Override
    public Piece visitPutStatement(SasGrammar.PutStatementContext context) {
        List<DataStatement.PutItem> items = records.putItems(context.putItem());
        Place place = ListBuilder.place(context);
        return whole(
                context.ERROR() != null
                        ? new DataStatement.ErrorMessage(items, place)
                        : new DataStatement.Put(items, hold(context.hold()), context.PUTLOG() != null, place));
    }

    private static int hold(SasGrammar.HoldContext context) {
        return context == null ? 0 : context.AT() != null ? 1 : 2;
    }

    @Override
    public Piece visitAssignment(SasGrammar.AssignmentContext context) {
        Expression target = expressions.visit(context.reference());
        return whole(new DataStatement.Assignment(
                target, expressions.visit(context.expression()), ListBuilder.place(context)));
    }

    @Override
    public Piece visitSumStatement(SasGrammar.SumStatementContext context) {
        Expression target = expressions.visit(context.reference());
        return whole(
                new DataStatement.Sum(target, expressions.visit(context.expression()), ListBuilder.place(context)));
    }

    @Override
    public Piece visitNullStatement(SasGrammar.NullStatementContext context) {
        return whole(new DataStatement.Null(ListBuilder.place(context)));
    }
}
