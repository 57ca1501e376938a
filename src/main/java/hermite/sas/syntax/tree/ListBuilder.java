package hermite.sas.syntax.tree;

import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataSetReference.DataSetOptions;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;

/** Builds variable lists and data set references. */
final class ListBuilder extends SasGrammarBaseVisitor<VariableList> {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d+)");

    private final NamedOptions options;

    ListBuilder(NamedOptions options) {
        this.options = options;
    }

    static Place place(ParserRuleContext context) {
        return ParserToken.of(context.start).map(ParserToken::place).orElse(Place.UNKNOWN);
    }

    static Place place(org.antlr.v4.runtime.Token token) {
        return ParserToken.of(token).map(ParserToken::place).orElse(Place.UNKNOWN);
    }

    List<VariableList> variables(List<SasGrammar.VariableContext> contexts) {
        return contexts.stream().map(this::visit).toList();
    }

    @Override
    public VariableList visitSingle(SasGrammar.SingleContext context) {
        String name = context.getText();
        Place place = place(context);
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "_ALL_" -> new VariableList.Special(VariableList.Kind.ALL, place);
            case "_NUMERIC_", "_NUM_" -> new VariableList.Special(VariableList.Kind.NUMERIC, place);
            case "_CHARACTER_", "_CHAR_" -> new VariableList.Special(VariableList.Kind.CHARACTER, place);
            default -> new VariableList.Name(name, place);
        };
    }

    @Override
    public VariableList visitNumbered(SasGrammar.NumberedContext context) {
        return numbered(context.name(0).getText(), context.name(1).getText(), place(context));
    }

    static VariableList.Numbered numbered(String from, String to, Place place) {
        Matcher first = NUMBERED.matcher(from);
        Matcher last = NUMBERED.matcher(to);
        boolean spelled = first.matches()
                && last.matches()
                && first.group(1).equalsIgnoreCase(last.group(1))
                && first.group(2).length() < 10
                && last.group(2).length() < 10;
        if (!spelled) {
            throw new SyntaxException(place, SyntaxMessage.INVALID_VALUE, "names that end in numbers", from + "-" + to);
        }
        String digits = first.group(2);
        int width = digits.startsWith("0") && digits.length() > 1 ? digits.length() : 0;
        return new VariableList.Numbered(
                first.group(1), Integer.parseInt(digits), Integer.parseInt(last.group(2)), width, place);
    }

    /** The names a numbered list stands for, backwards if it runs backwards. */
    static List<String> names(VariableList.Numbered list) {
        List<String> names = new ArrayList<>();
        int step = list.first() <= list.last() ? 1 : -1;
        for (int i = list.first(); i != list.last() + step; i += step) {
            String digits = Integer.toString(i);
            names.add(list.prefix() + "0".repeat(Math.max(0, list.digits() - digits.length())) + digits);
        }
        return names;
    }

    @Override
    public VariableList visitPositional(SasGrammar.PositionalContext context) {
        return new VariableList.Positional(
                context.name(0).getText(), context.name(1).getText(), VariableList.Kind.ALL, place(context));
    }

    @Override
    public VariableList visitPositionalOfType(SasGrammar.PositionalOfTypeContext context) {
        String type = context.name(1).getText().toUpperCase(Locale.ROOT);
        VariableList.Kind kind =
                switch (type) {
                    case "NUMERIC" -> VariableList.Kind.NUMERIC;
                    case "CHARACTER", "CHAR" -> VariableList.Kind.CHARACTER;
                    default ->
                        throw new SyntaxException(
                                place(context.name(1)), SyntaxMessage.EXPECTING, "CHARACTER, NUMERIC");
                };
        return new VariableList.Positional(
                context.name(0).getText(), context.name(2).getText(), kind, place(context));
    }

    @Override
    public VariableList visitPrefixed(SasGrammar.PrefixedContext context) {
        return new VariableList.Prefixed(context.name().getText(), place(context));
    }

    @Override
    public VariableList visitElements(SasGrammar.ElementsContext context) {
        return new VariableList.Elements(context.name().getText(), place(context));
    }

    List<DataSetReference> dataSets(List<SasGrammar.DataSetItemContext> contexts, ExpressionBuilder expressions) {
        List<DataSetReference> references = new ArrayList<>();
        for (SasGrammar.DataSetItemContext context : contexts) {
            if (context.dataSet() != null) {
                references.add(dataSet(context.dataSet(), expressions));
                continue;
            }
            DataSetOptions options = options(context.dataSetOptions(), expressions);
            List<String> members = context.name().size() == 2
                    ? names(numbered(context.name(0).getText(), context.name(1).getText(), place(context)))
                    : List.of(context.name(0).getText() + ":");
            for (String member : members) {
                references.add(new DataSetReference("", member, Optional.empty(), options, place(context)));
            }
        }
        return references;
    }

    DataSetReference dataSet(SasGrammar.DataSetContext context, ExpressionBuilder expressions) {
        DataSetOptions options = options(context.dataSetOptions(), expressions);
        Place place = place(context);
        if (context.STRING() != null) {
            return new DataSetReference("", "", Optional.of(context.STRING().getText()), options, place);
        }
        return context.name().size() == 2
                ? new DataSetReference(
                        context.name(0).getText(), context.name(1).getText(), Optional.empty(), options, place)
                : new DataSetReference("", context.name(0).getText(), Optional.empty(), options, place);
    }

    private DataSetOptions options(SasGrammar.DataSetOptionsContext context, ExpressionBuilder expressions) {
        if (context == null) {
            return DataSetOptions.NONE;
        }
        List<VariableList> keep = new ArrayList<>();
        List<VariableList> drop = new ArrayList<>();
        Map<String, String> rename = new LinkedHashMap<>();
        Optional<Expression> where = Optional.empty();
        Map<String, String> others = new LinkedHashMap<>();
        for (SasGrammar.DataSetOptionContext option : context.dataSetOption()) {
            if (option instanceof SasGrammar.KeepOptionContext kept) {
                keep.addAll(variables(kept.variable()));
            } else if (option instanceof SasGrammar.DropOptionContext dropped) {
                drop.addAll(variables(dropped.variable()));
            } else if (option instanceof SasGrammar.RenameOptionContext renamed) {
                rename.putAll(renames(renamed.renamePair()));
            } else if (option instanceof SasGrammar.WhereOptionContext condition) {
                where = Optional.of(expressions.visit(condition.expression()));
            } else if (option instanceof SasGrammar.OtherOptionContext other) {
                if (options.admits(DataStepOptions.DATA_SET, other.name().getText(), place(other))) {
                    others.put(other.name().getText().toUpperCase(Locale.ROOT), text(other.optionText()));
                }
            } else if (option instanceof SasGrammar.FlagOptionContext flag) {
                if (options.admits(DataStepOptions.DATA_SET, flag.name().getText(), place(flag))) {
                    others.put(flag.name().getText().toUpperCase(Locale.ROOT), "");
                }
            }
        }
        return new DataSetOptions(
                List.copyOf(keep),
                List.copyOf(drop),
                rename,
                where,
                rowNumber(others, "FIRSTOBS", place(context)),
                rowNumber(others, "OBS", place(context)),
                Optional.ofNullable(others.remove("IN")),
                Optional.ofNullable(others.remove("LABEL")),
                others);
    }

    /** OBS=MAX means no limit and is left out. */
    private static Optional<Long> rowNumber(Map<String, String> others, String name, Place place) {
        String text = others.remove(name);
        if (text == null || text.equalsIgnoreCase("MAX")) {
            return Optional.empty();
        }
        if (name.equals("FIRSTOBS") && text.equalsIgnoreCase("MIN")) {
            return Optional.of(1L);
        }
        if (!text.matches("\\d{1,18}")) {
            throw new SyntaxException(place, SyntaxMessage.INVALID_VALUE, "a whole number", name + "=");
        }
        return Optional.of(Long.parseLong(text));
    }

    Map<String, String> renames(List<SasGrammar.RenamePairContext> pairs) {
        Map<String, String> names = new LinkedHashMap<>();
        for (SasGrammar.RenamePairContext pair : pairs) {
            VariableList from = visit(pair.variable(0));
            VariableList to = visit(pair.variable(1));
            if (from instanceof VariableList.Name a && to instanceof VariableList.Name b) {
                names.put(a.name(), b.name());
            } else if (from instanceof VariableList.Numbered a
                    && to instanceof VariableList.Numbered b
                    && Math.abs(a.last() - a.first()) == Math.abs(b.last() - b.first())) {
                List<String> olds = names(a);
                List<String> news = names(b);
                for (int i = 0; i < olds.size(); i++) {
                    names.put(olds.get(i), news.get(i));
                }
            } else {
                throw new SyntaxException(place(pair), SyntaxMessage.INVALID_VALUE, "old=new names", "RENAME");
            }
        }
        return names;
    }

    /** Text of a value: strings without quotes, everything else as written. */
    static String text(SasGrammar.OptionTextContext context) {
        if (context.STRING() != null) {
            Token string = ((ParserToken) context.STRING().getSymbol()).source();
            return string.suffix().equals("X") ? Literals.hexadecimal(string.text(), string.place()) : string.text();
        }
        if (context.LP() == null) {
            return context.getText();
        }
        StringBuilder text = new StringBuilder();
        for (SasGrammar.BalancedContext part : context.balanced()) {
            text.append(text.length() == 0 ? "" : " ").append(part.getText());
        }
        return text.toString();
    }
}
