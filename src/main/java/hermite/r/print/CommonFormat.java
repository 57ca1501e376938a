package hermite.r.print;

import hermite.r.lib.format.ComplexFormat;
import hermite.r.lib.format.RealFormat;
import hermite.r.value.DataFrames;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RRaw;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RSymbol;

/** The elements of a vector as texts of one format: numbers padded to a common width, texts as they are. */
public final class CommonFormat {
    private CommonFormat() {}

    public static String[] of(RVector x, PrintSettings settings) {
        if (x instanceof RDouble doubles) {
            return reals(doubles.values(), settings);
        }
        if (x instanceof RComplex numbers) {
            return complex(numbers, settings);
        }
        if (x instanceof RCharacter texts) {
            return texts(texts, settings);
        }
        if (x instanceof RList list) {
            return summaries(list, settings);
        }
        String na = settings.naText() == null ? "NA" : settings.naText();
        String[] out = new String[x.length()];
        int width = 0;
        for (int i = 0; i < out.length; i++) {
            String text = x.stringAt(i);
            boolean zero = settings.zeroText() != null && x.integerAt(i) == 0;
            out[i] = text == null ? na : zero ? settings.zeroText() : text;
            width = Math.max(width, out[i].length());
        }
        return padded(out, width);
    }

    private static String[] padded(String[] texts, int width) {
        for (int i = 0; i < texts.length; i++) {
            texts[i] = TextWidth.padLeft(texts[i], width);
        }
        return texts;
    }

    static String[] reals(double[] x, PrintSettings settings) {
        String na = settings.naText() == null ? "NA" : settings.naText();
        RealFormat format = RealFormat.of(x, x.length, settings.digits(), 0, settings.scipen(), na.length());
        String[] out = new String[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = settings.zeroText() != null && x[i] == 0
                    ? TextWidth.padLeft(settings.zeroText(), format.width())
                    : format.encode(x[i], na);
        }
        return out;
    }

    private static String[] complex(RComplex x, PrintSettings settings) {
        String na = settings.naText() == null ? "NA" : settings.naText();
        ComplexFormat format =
                ComplexFormat.of(x.real(), x.imaginary(), settings.digits(), settings.scipen(), na.length());
        String[] out = new String[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = format.encode(x.real()[i], x.imaginary()[i], na);
        }
        return out;
    }

    private static String[] texts(RCharacter x, PrintSettings settings) {
        String na = settings.naText() != null ? settings.naText() : settings.quote() ? "NA" : "<NA>";
        String[] out = new String[x.length()];
        for (int i = 0; i < out.length; i++) {
            String text = x.get(i);
            out[i] = text == null ? na : settings.quote() ? Quoting.quote(text, '"') : Quoting.escape(text, (char) 0);
        }
        return out;
    }

    /** List elements in cells: short vectors by value, others by type and length. */
    private static String[] summaries(RList list, PrintSettings settings) {
        String[] out = new String[list.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = summary(list.get(i), settings);
        }
        return out;
    }

    static String summary(RValue value, PrintSettings settings) {
        if (value == RNull.NULL) {
            return "NULL";
        }
        if (value instanceof RSymbol symbol) {
            return symbol.name();
        }
        if (value instanceof RCall) {
            return "expression";
        }
        if (value instanceof RFunction) {
            return "?";
        }
        if (value instanceof REnvironment) {
            return "<environment>";
        }
        if (!(value instanceof RVector vector)) {
            return "?";
        }
        if (Factors.isFactor(vector)) {
            return "factor," + vector.length();
        }
        if (DataFrames.isDataFrame(vector)) {
            return "data.frame," + vector.length();
        }
        if (vector.length() == 1 && !(vector instanceof RList)) {
            return of(vector.bare(), settings)[0].strip();
        }
        String name =
                switch (vector.type()) {
                    case RAW -> "raw";
                    case LOGICAL -> "logical";
                    case INTEGER -> "integer";
                    case DOUBLE -> "numeric";
                    case COMPLEX -> "complex";
                    case CHARACTER -> "character";
                    case LIST -> "list";
                    case EXPRESSION -> "expression";
                };
        return name + "," + vector.length();
    }

    /** Whether elements are set flush left by default. */
    static boolean isText(RVector x) {
        return x instanceof RCharacter || x instanceof RList;
    }

    /** Empty vectors as they print. */
    static String empty(RVector x) {
        if (x instanceof RLogical) {
            return "logical(0)";
        }
        if (x instanceof RInteger) {
            return "integer(0)";
        }
        if (x instanceof RDouble) {
            return "numeric(0)";
        }
        if (x instanceof RComplex || x instanceof RRaw) {
            return x.typeName() + "(0)";
        }
        if (x instanceof RList list) {
            return list.isExpression() ? "expression()" : "list()";
        }
        return "character(0)";
    }
}
