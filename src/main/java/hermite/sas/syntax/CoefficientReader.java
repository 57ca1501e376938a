package hermite.sas.syntax;

import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients.Placed;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients.Row;
import hermite.sas.syntax.ast.ProcStatement.Body.Coefficients.Term;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.syntax.tree.TokenCursor;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of CONTRAST, ESTIMATE and LSMESTIMATE. */
final class CoefficientReader {
    private final OptionValueReader values;

    CoefficientReader(OptionValueReader values) {
        this.values = values;
    }

    /** {@code 'label' effect values effect [value, levels], 'label' effect values | effect values}. */
    Body.Coefficients effects(TokenCursor cursor) {
        List<Row> rows = new ArrayList<>();
        do {
            String label = label(cursor);
            List<Term> terms = new ArrayList<>();
            List<Term> random = new ArrayList<>();
            List<Term> into = terms;
            while (!atRowEnd(cursor)) {
                if (cursor.accept("|")) {
                    into = random;
                    continue;
                }
                EffectTerm effect = values.effect(cursor);
                into.add(term(cursor, effect));
            }
            rows.add(new Row(label, List.copyOf(terms), List.copyOf(random)));
        } while (cursor.accept(","));
        return new Body.Coefficients(rows.get(0).label(), List.copyOf(rows));
    }

    /** {@code effect 'label' values divisor=n, 'label' [value, levels]}. */
    Body.Coefficients means(TokenCursor cursor) {
        EffectTerm effect = values.effect(cursor);
        List<Row> rows = new ArrayList<>();
        do {
            String label = label(cursor);
            Term term = term(cursor, effect);
            if (cursor.peek().isWord("DIVISOR")) {
                cursor.take();
                cursor.expect("=");
                term = divided(term, values.number(cursor));
            }
            if (!atRowEnd(cursor)) {
                throw new SyntaxException(
                        cursor.place(), SyntaxMessage.EXPECTING, "a numeric constant, [, \",\", ;, /");
            }
            rows.add(new Row(label, List.of(term), List.of()));
        } while (cursor.accept(","));
        return new Body.Coefficients(rows.get(0).label(), List.copyOf(rows));
    }

    private static boolean atRowEnd(TokenCursor cursor) {
        return cursor.atEnd() || cursor.peek().is("/") || cursor.peek().is(",");
    }

    private static String label(TokenCursor cursor) {
        return cursor.peek().kind() == TokenKind.STRING ? cursor.take().text() : "";
    }

    private Term term(TokenCursor cursor, EffectTerm effect) {
        List<Double> positional = new ArrayList<>();
        List<Placed> placed = new ArrayList<>();
        while (true) {
            if (OptionValueReader.isNumber(cursor)) {
                positional.add(quotient(cursor));
            } else if (cursor.accept("[")) {
                placed.add(placed(cursor));
                if (cursor.peek().is(",") && cursor.peek(1).is("[")) {
                    cursor.take();
                }
            } else {
                return new Term(effect, List.copyOf(positional), List.copyOf(placed));
            }
        }
    }

    /** A number, or two with a slash between; a slash before a word begins the options. */
    private double quotient(TokenCursor cursor) {
        double value = values.number(cursor);
        if (cursor.peek().is("/") && cursor.peek(1).kind() == TokenKind.NUMBER) {
            cursor.take();
            value /= values.number(cursor);
        }
        return value;
    }

    private Placed placed(TokenCursor cursor) {
        double value = quotient(cursor);
        cursor.accept(",");
        List<OptionValue> levels = new ArrayList<>();
        while (!cursor.accept("]")) {
            Token token = cursor.peek();
            if (OptionValueReader.isNumber(cursor)) {
                levels.add(new OptionValue.Number(values.number(cursor)));
            } else if (token.kind() == TokenKind.STRING) {
                levels.add(new OptionValue.Text(cursor.take().text()));
            } else if (!cursor.accept(",")) {
                throw new SyntaxException(
                        cursor.place(), SyntaxMessage.EXPECTING, "a numeric constant, a quoted string, ]");
            }
        }
        return new Placed(value, List.copyOf(levels));
    }

    private static Term divided(Term term, double divisor) {
        return new Term(
                term.effect(),
                term.values().stream().map(v -> v / divisor).toList(),
                term.placed().stream()
                        .map(p -> new Placed(p.value() / divisor, p.levels()))
                        .toList());
    }
}
