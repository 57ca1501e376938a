package hermite.sas.syntax.tree;

import hermite.data.Format;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataStatement.GroupElement;
import hermite.sas.syntax.ast.DataStatement.InputItem;
import hermite.sas.syntax.ast.DataStatement.PointerMove;
import hermite.sas.syntax.ast.DataStatement.PutItem;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.grammar.SasGrammar;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds the items of INPUT and PUT. */
final class RecordItemBuilder {
    private final ListBuilder lists;
    private final ExpressionBuilder expressions;

    RecordItemBuilder(ListBuilder lists, ExpressionBuilder expressions) {
        this.lists = lists;
        this.expressions = expressions;
    }

    List<InputItem> inputItems(List<SasGrammar.InputItemContext> contexts) {
        List<InputItem> items = new ArrayList<>();
        for (SasGrammar.InputItemContext context : contexts) {
            if (context instanceof SasGrammar.InputPointerContext pointer) {
                items.add(new InputItem.Pointer(pointer(pointer.pointer())));
            } else if (context instanceof SasGrammar.InputGroupContext group) {
                items.add(new InputItem.GroupInput(lists.variables(group.variable()), elements(group.groupElement())));
            } else {
                single((SasGrammar.InputSingleContext) context, items);
            }
        }
        return items;
    }

    private void single(SasGrammar.InputSingleContext context, List<InputItem> items) {
        boolean character = false;
        StringBuilder modifiers = new StringBuilder();
        for (SasGrammar.InputModifierContext modifier : context.inputModifier()) {
            if (modifier.DOLLAR() != null) {
                character = true;
            } else {
                modifiers.append(modifierText(modifier));
            }
        }
        Optional<Format> informat = Optional.ofNullable(context.FORMATNAME()).map(ExpressionBuilder::format);
        if (character && informat.isPresent() && !informat.get().isCharacter()) {
            Format plain = informat.get();
            informat = Optional.of(new Format("$" + plain.name(), plain.width(), plain.decimals()));
        }
        boolean isCharacter = character || informat.map(Format::isCharacter).orElse(false);
        String marks = modifiers.toString();
        boolean listStyle = marks.indexOf(':') >= 0 || marks.indexOf('&') >= 0 || marks.indexOf('~') >= 0;
        for (Expression variable : inputVariables(context.inputVariable())) {
            if (context.EQ() != null) {
                items.add(new InputItem.NamedInput(variable, isCharacter, informat));
            } else if (context.columns() != null) {
                Columns columns = columns(context.columns());
                items.add(new InputItem.ColumnInput(
                        variable, isCharacter, columns.first, columns.last, columns.decimals, marks));
            } else if (informat.isPresent() && !listStyle) {
                items.add(new InputItem.FormattedInput(variable, informat.get(), marks));
            } else {
                items.add(new InputItem.ListInput(variable, isCharacter, informat, marks));
            }
        }
    }

    private static String modifierText(SasGrammar.InputModifierContext modifier) {
        return modifier.AND() != null ? "&" : modifier.NOT() != null ? "~" : modifier.getText();
    }

    private List<Expression> inputVariables(SasGrammar.InputVariableContext context) {
        Place place = ListBuilder.place(context);
        String first = context.name(0).getText();
        if (context.name().size() == 2) {
            return ListBuilder.names(ListBuilder.numbered(first, context.name(1).getText(), place)).stream()
                    .map(n -> (Expression) new Expression.VariableReference(n, place))
                    .toList();
        }
        return List.of(
                context.subscripts() == null
                        ? new Expression.VariableReference(first, place)
                        : new Expression.Call(first, expressions.subscripts(context.subscripts()), true, place));
    }

    private record Columns(int first, int last, Optional<Integer> decimals) {}

    private static Columns columns(SasGrammar.ColumnsContext context) {
        int first = StatementBuilder.integer(context.NUMBER(0));
        int last = context.NUMBER(1) == null ? first : StatementBuilder.integer(context.NUMBER(1));
        if (first < 1 || last < first) {
            throw new SyntaxException(
                    ListBuilder.place(context),
                    SyntaxMessage.INVALID_VALUE,
                    "rising column numbers",
                    context.getText());
        }
        Optional<Integer> decimals = Optional.ofNullable(context.DECIMALS())
                .map(d -> Integer.parseInt(d.getText().substring(1)));
        return new Columns(first, last, decimals);
    }

    private PointerMove pointer(SasGrammar.PointerContext context) {
        if (context.SLASH() != null) {
            return new PointerMove(PointerMove.Kind.NEXT_LINE, Optional.empty());
        }
        PointerMove.Kind kind = context.AT() != null
                ? PointerMove.Kind.COLUMN
                : context.PLUS() != null ? PointerMove.Kind.RELATIVE : PointerMove.Kind.LINE;
        Place place = ListBuilder.place(context);
        Expression amount;
        if (context.NUMBER() != null) {
            amount = new Expression.NumberConstant(
                    Literals.number(context.NUMBER().getText()), place);
        } else if (context.STRING() != null) {
            amount = new Expression.TextConstant(context.STRING().getText(), place);
        } else if (context.name() != null) {
            amount = new Expression.VariableReference(context.name().getText(), place);
        } else {
            amount = expressions.visit(context.expression());
        }
        return new PointerMove(kind, Optional.of(amount));
    }

    private List<GroupElement> elements(List<SasGrammar.GroupElementContext> contexts) {
        List<GroupElement> elements = new ArrayList<>();
        for (SasGrammar.GroupElementContext context : contexts) {
            if (context.pointer() != null) {
                elements.add(new GroupElement.PointerElement(pointer(context.pointer())));
            } else if (context.COMMA() == null && context.EQ() == null) {
                StringBuilder modifiers = new StringBuilder();
                context.inputModifier().forEach(m -> modifiers.append(modifierText(m)));
                Optional<Format> format =
                        Optional.ofNullable(context.FORMATNAME()).map(ExpressionBuilder::format);
                int count = context.NUMBER() == null ? 1 : StatementBuilder.integer(context.NUMBER());
                elements.add(new GroupElement.FormatElement(count, format, modifiers.toString()));
            }
        }
        return elements;
    }

    List<PutItem> putItems(List<SasGrammar.PutItemContext> contexts) {
        List<PutItem> items = new ArrayList<>();
        for (SasGrammar.PutItemContext context : contexts) {
            if (context instanceof SasGrammar.PutPointerContext pointer) {
                items.add(new PutItem.Pointer(pointer(pointer.pointer())));
            } else if (context instanceof SasGrammar.PutTextContext text) {
                TerminalNode number = text.NUMBER();
                items.add(new PutItem.TextItem(
                        string(text.STRING()), number == null ? 1 : StatementBuilder.integer(number)));
            } else if (context instanceof SasGrammar.PutGroupContext group) {
                boolean named = group.groupElement().stream().anyMatch(e -> e.EQ() != null);
                items.add(new PutItem.GroupItem(
                        lists.variables(group.variable()), named, elements(group.groupElement())));
            } else {
                putVariable((SasGrammar.PutVariableContext) context, items);
            }
        }
        return items;
    }

    private static String string(TerminalNode node) {
        hermite.sas.source.Token token = ((ParserToken) node.getSymbol()).source();
        return token.suffix().equals("X") ? Literals.hexadecimal(token.text(), token.place()) : token.text();
    }

    private void putVariable(SasGrammar.PutVariableContext context, List<PutItem> items) {
        String word = context.getText().toUpperCase(Locale.ROOT);
        if (Set.of("_ALL_", "_INFILE_", "_PAGE_", "_BLANKPAGE_", "OVERPRINT").contains(word)) {
            items.add(new PutItem.SpecialItem(word));
            return;
        }
        for (Expression variable : inputVariables(context.inputVariable())) {
            if (context.columns() != null) {
                Columns columns = columns(context.columns());
                items.add(new PutItem.ColumnItem(variable, columns.first, columns.last, columns.decimals));
                continue;
            }
            items.add(new PutItem.VariableItem(
                    variable,
                    context.EQ() != null,
                    Optional.ofNullable(context.FORMATNAME()).map(ExpressionBuilder::format),
                    Optional.ofNullable(context.ALIGN())
                            .map(a -> Character.toUpperCase(a.getText().charAt(0)))));
        }
    }
}
