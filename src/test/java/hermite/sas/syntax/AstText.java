package hermite.sas.syntax;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.VariableList;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A syntax tree as one short line: places and empty parts left out, expressions with their operator first. */
final class AstText {
    private AstText() {}

    static String of(Object node) {
        if (node instanceof Expression.VariableReference v) {
            return v.name();
        }
        if (node instanceof Expression.NumberConstant n) {
            return number(n.value());
        }
        if (node instanceof Expression.TextConstant t) {
            return "'" + t.value() + "'";
        }
        if (node instanceof Expression.Infix i) {
            return "(" + i.operator() + " " + of(i.left()) + " " + of(i.right()) + ")";
        }
        if (node instanceof Expression.Prefix p) {
            return "(" + p.operator() + " " + of(p.operand()) + ")";
        }
        if (node instanceof Expression.Argument.Value v) {
            return of(v.expression());
        }
        if (node instanceof VariableList.Name n) {
            return n.name();
        }
        if (node instanceof BoundOption o) {
            String suboptions = o.suboptions().all().isEmpty() ? "" : of(o.suboptions());
            String value = of(o.value());
            return o.spec().name() + (value.equals("None()") ? "" : "=" + value) + suboptions;
        }
        if (node instanceof Format || node instanceof Enum<?>) {
            return node.toString();
        }
        if (node instanceof Optional<?> o) {
            return o.map(AstText::of).orElse("");
        }
        if (node instanceof Collection<?> c) {
            return c.isEmpty() ? "" : c.stream().map(AstText::of).collect(Collectors.joining(" ", "[", "]"));
        }
        if (node instanceof Map<?, ?> m) {
            return m.isEmpty()
                    ? ""
                    : m.entrySet().stream()
                            .map(e -> e.getKey() + "=" + of(e.getValue()))
                            .collect(Collectors.joining(" ", "{", "}"));
        }
        if (node instanceof int[] a) {
            return Arrays.toString(a);
        }
        if (node instanceof Boolean b) {
            return b ? "yes" : "";
        }
        if (node instanceof Double d) {
            return number(d);
        }
        return node instanceof Record r ? record(r) : String.valueOf(node);
    }

    private static String number(double value) {
        if (Missing.isMissing(value)) {
            return "." + (Missing.code(value) == '.' ? "" : Missing.text(value));
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String record(Record record) {
        StringBuilder text = new StringBuilder();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getType() == Place.class || component.getName().equals("spec")) {
                continue;
            }
            String part;
            try {
                component.getAccessor().setAccessible(true);
                part = of(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
            if (!part.isEmpty() && !part.equals("DataSetOptions()")) {
                text.append(text.length() == 0 ? "" : " ").append(part);
            }
        }
        return record.getClass().getSimpleName() + "(" + text + ")";
    }
}
