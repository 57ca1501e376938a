package hermite.r.lib.models;

import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.Elements;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The design matrix of terms over a model frame: columns of each variable, multiplied within interactions. */
final class DesignColumns {
    private final int rows;
    private final RList frame;
    private final RList contrasts;
    private final List<double[]> columns = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> assign = new ArrayList<>();

    /** Columns of one variable as it enters a term, with their names. */
    private record Block(double[][] columns, String[] names) {}

    private DesignColumns(RList frame, RList contrasts, int rows) {
        this.frame = frame;
        this.contrasts = contrasts;
        this.rows = rows;
    }

    /**
     * @param terms terms object with attributes factors, intercept, term.labels
     * @param frame the variables by name
     * @param contrasts contrast matrices by variable
     * @param rowNames row names of the result
     * @param contrastNames attribute {@code contrasts} of the result, or NULL
     * @return matrix with attributes dim, dimnames, assign and, with categorical variables, contrasts
     */
    static RDouble matrix(RValue terms, RList frame, RList contrasts, RVector rowNames, RValue contrastNames) {
        int rows = rowNames.length();
        DesignColumns design = new DesignColumns(frame, contrasts, rows);
        if (((RVector) terms.attribute("intercept")).integerAt(0) == 1) {
            double[] ones = new double[rows];
            Arrays.fill(ones, 1);
            design.add(ones, "(Intercept)", 0);
        }
        if (terms.attribute("factors") instanceof RInteger factors && factors.length() > 0) {
            design.addTerms(factors);
        }
        return design.build(rowNames, contrastNames);
    }

    private void addTerms(RInteger factors) {
        int variables = factors.dim()[0];
        RCharacter variableNames = (RCharacter) ((RList) factors.attribute("dimnames")).get(0);
        for (int term = 0; term < factors.dim()[1]; term++) {
            Block product = null;
            for (int v = 0; v < variables; v++) {
                int coding = factors.get(term * variables + v);
                if (coding > 0) {
                    Block block = block(variableNames.get(v), coding == 1);
                    product = product == null ? block : multiply(product, block);
                }
            }
            for (int k = 0; product != null && k < product.names.length; k++) {
                add(product.columns[k], product.names[k], term + 1);
            }
        }
    }

    private Block block(String name, boolean byContrasts) {
        RValue value = frame.get(name);
        if (value == RNull.NULL) {
            throw new RError("object '" + name + "' not found");
        }
        if (value instanceof RCharacter || value instanceof RLogical || Factors.isFactor(value)) {
            return categorical(name, (RVector) value, byContrasts);
        }
        return numeric(name, (RVector) value);
    }

    private Block numeric(String name, RVector value) {
        double[] all = Elements.doubles(value);
        int width = rows == 0 ? 1 : all.length / rows;
        double[][] parts = new double[width][];
        String[] partNames = new String[width];
        RVector columnNames = value.attribute("dimnames") instanceof RList dimnames
                        && dimnames.length() == 2
                        && dimnames.get(1) instanceof RVector given
                ? given
                : null;
        for (int k = 0; k < width; k++) {
            parts[k] = Arrays.copyOfRange(all, k * rows, (k + 1) * rows);
            partNames[k] = width == 1 && !value.isMatrix()
                    ? name
                    : name
                            + (columnNames == null
                                    ? width == 1 ? "" : Integer.toString(k + 1)
                                    : columnNames.stringAt(k));
        }
        return new Block(parts, partNames);
    }

    private Block categorical(String name, RVector value, boolean byContrasts) {
        RDouble matrix = (RDouble) ((RVector) contrasts.get(name)).as(hermite.r.value.VectorType.DOUBLE);
        int levels = matrix.dim()[0];
        RList dimnames = (RList) matrix.attribute("dimnames");
        String[] labels = Elements.strings((RVector) dimnames.get(0));
        int[] codes = codes(value, labels);
        int width = byContrasts ? matrix.dim()[1] : levels;
        double[][] parts = new double[width][rows];
        String[] partNames = new String[width];
        for (int k = 0; k < width; k++) {
            for (int i = 0; i < rows; i++) {
                int level = codes[i];
                parts[k][i] =
                        level < 0 ? RDouble.NA : byContrasts ? matrix.get(k * levels + level) : level == k ? 1 : 0;
            }
            partNames[k] = name + label(byContrasts, k, labels, dimnames);
        }
        return new Block(parts, partNames);
    }

    private static String label(boolean byContrasts, int k, String[] labels, RList dimnames) {
        if (!byContrasts) {
            return labels[k];
        }
        return dimnames.get(1) instanceof RVector given ? given.stringAt(k) : Integer.toString(k + 1);
    }

    private static int[] codes(RVector value, String[] labels) {
        String[] texts = Factors.isFactor(value) ? Factors.labels((RInteger) value) : Elements.strings(value);
        java.util.Map<String, Integer> place = new java.util.HashMap<>();
        for (int k = 0; k < labels.length; k++) {
            place.put(labels[k], k);
        }
        int[] codes = new int[texts.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = texts[i] == null ? -1 : place.getOrDefault(texts[i], -1);
        }
        return codes;
    }

    private Block multiply(Block a, Block b) {
        int width = a.names.length * b.names.length;
        double[][] parts = new double[width][rows];
        String[] partNames = new String[width];
        int at = 0;
        for (int j = 0; j < b.names.length; j++) {
            for (int k = 0; k < a.names.length; k++) {
                for (int i = 0; i < rows; i++) {
                    parts[at][i] = a.columns[k][i] * b.columns[j][i];
                }
                partNames[at++] = a.names[k] + ":" + b.names[j];
            }
        }
        return new Block(parts, partNames);
    }

    private void add(double[] column, String name, int term) {
        columns.add(column);
        names.add(name);
        assign.add(term);
    }

    private RDouble build(RVector rowNames, RValue contrastNames) {
        double[] all = new double[rows * columns.size()];
        for (int k = 0; k < columns.size(); k++) {
            System.arraycopy(columns.get(k), 0, all, k * rows, rows);
        }
        Attributes attributes = Attributes.of("dim", RInteger.of(rows, columns.size()))
                .with(
                        "dimnames",
                        RList.of(
                                RCharacter.of(Elements.strings(rowNames)), RCharacter.of(names.toArray(String[]::new))))
                .with("assign", RInteger.of(assign.stream().mapToInt(i -> i).toArray()));
        if (contrastNames instanceof RList list && list.length() > 0) {
            attributes = attributes.with("contrasts", contrastNames);
        }
        return RDouble.of(all, attributes);
    }
}
