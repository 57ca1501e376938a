package hermite.r.print;

import hermite.r.eval.Interpreter;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a data frame as texts.
 *
 * @param cells by column
 * @param names one for each column of cells
 */
public record FrameCells(String[][] cells, String[] names) {
    public static FrameCells of(RList frame, PrintSettings settings, Interpreter interpreter) {
        List<String[]> cells = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int k = 0; k < frame.length(); k++) {
            String name = frame.name(k);
            add(frame.get(k), name == null ? "NA" : name, settings, interpreter, cells, names);
        }
        return new FrameCells(cells.toArray(String[][]::new), names.toArray(String[]::new));
    }

    private static void add(
            RValue column,
            String name,
            PrintSettings settings,
            Interpreter interpreter,
            List<String[]> cells,
            List<String> names) {
        if (column instanceof RList list && list.isDataFrame()) {
            for (int k = 0; k < list.length(); k++) {
                add(list.get(k), name + "." + list.name(k), settings, interpreter, cells, names);
            }
            return;
        }
        RVector vector = (RVector) column;
        if (vector.isMatrix() && !(vector instanceof RList)) {
            int[] dim = vector.dim();
            RValue dimnames = vector.attribute("dimnames");
            String[] all = CommonFormat.of(vector.bare(), settings.withQuote(false));
            for (int k = 0; k < dim[1]; k++) {
                String part = Integer.toString(k + 1);
                if (dimnames instanceof RList list && list.get(1) instanceof RCharacter texts) {
                    part = texts.get(k).isEmpty() ? "V" + part : texts.get(k);
                }
                cells.add(java.util.Arrays.copyOfRange(all, k * dim[0], (k + 1) * dim[0]));
                names.add(name + "." + part);
            }
            return;
        }
        cells.add(texts(vector, settings, interpreter));
        names.add(name);
    }

    private static String[] texts(RVector column, PrintSettings settings, Interpreter interpreter) {
        PrintSettings plain = settings.withQuote(false);
        if (Factors.isFactor(column)) {
            return CommonFormat.of(RCharacter.of(Factors.labels((RInteger) column)), plain);
        }
        if (column instanceof RList list) {
            return lists(list, plain);
        }
        if (column.isObject()
                && !column.inherits("AsIs")
                && interpreter.invoke("format", column) instanceof RCharacter formatted) {
            String[] out = formatted.values().clone();
            for (int i = 0; i < out.length; i++) {
                out[i] = out[i] == null ? "<NA>" : out[i];
            }
            return out;
        }
        return CommonFormat.of(column.bare(), plain);
    }

    private static String[] lists(RList list, PrintSettings settings) {
        String[] out = new String[list.length()];
        for (int i = 0; i < out.length; i++) {
            RValue each = list.get(i);
            if (each instanceof RVector vector && !(vector instanceof RList)) {
                String[] parts = CommonFormat.of(vector.bare(), settings);
                for (int k = 0; k < parts.length; k++) {
                    parts[k] = parts[k].strip();
                }
                out[i] = String.join(", ", parts);
            } else {
                out[i] = CommonFormat.summary(each, settings);
            }
        }
        return out;
    }
}
