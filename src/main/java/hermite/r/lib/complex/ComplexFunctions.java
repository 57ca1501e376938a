package hermite.r.lib.complex;

import hermite.r.eval.RError;
import hermite.r.lib.math.Rounding;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RValue;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.complex.Complex;

/** Functions of one complex number applied to each element. */
public final class ComplexFunctions {
    private ComplexFunctions() {}

    /** A function of the group Math by its name. */
    public static RValue apply(String name, RComplex x) {
        return switch (name) {
            case "abs" -> sizes(x);
            case "sqrt" -> mapped(x, Complex::sqrt);
            case "exp" -> mapped(x, Complex::exp);
            case "cos" -> mapped(x, Complex::cos);
            case "sin" -> mapped(x, Complex::sin);
            case "tan" -> mapped(x, Complex::tan);
            case "acos" -> mapped(x, Complex::acos);
            case "asin" -> mapped(x, Complex::asin);
            case "atan" -> mapped(x, Complex::atan);
            case "cosh" -> mapped(x, Complex::cosh);
            case "sinh" -> mapped(x, Complex::sinh);
            case "tanh" -> mapped(x, Complex::tanh);
            case "log2" -> logarithms(x, 2);
            case "log10" -> logarithms(x, 10);
            default -> throw new RError("unimplemented complex function");
        };
    }

    /** Logarithms to a real base. */
    public static RValue logarithms(RComplex x, double base) {
        double scale = base == Math.E ? 1 : Math.log(base);
        return mapped(x, z -> new Complex(Math.log(z.abs()) / scale, z.getArgument() / scale));
    }

    /** Distances from zero. */
    static RDouble sizes(RComplex x) {
        double[] out = new double[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.isNA(i) ? RDouble.NA : Math.hypot(x.real()[i], x.imaginary()[i]);
        }
        return RDouble.of(out, x.attributes());
    }

    /** Both parts to so many decimals, or to the significant digits of the larger part. */
    public static RValue rounded(RComplex x, int digits, boolean decimals) {
        double[] re = new double[x.length()];
        double[] im = new double[re.length];
        for (int i = 0; i < re.length; i++) {
            double size = Math.max(Math.abs(x.real()[i]), Math.abs(x.imaginary()[i]));
            int places = decimals || size == 0 ? digits : digits - 1 - (int) Math.floor(Math.log10(size));
            re[i] = Rounding.decimals(x.real()[i], places);
            im[i] = Rounding.decimals(x.imaginary()[i], places);
        }
        return RComplex.of(re, im, x.attributes());
    }

    private static RComplex mapped(RComplex x, UnaryOperator<Complex> function) {
        double[] re = new double[x.length()];
        double[] im = new double[re.length];
        for (int i = 0; i < re.length; i++) {
            if (x.isNA(i)) {
                re[i] = RDouble.NA;
                im[i] = RDouble.NA;
                continue;
            }
            Complex z = function.apply(new Complex(x.real()[i], x.imaginary()[i]));
            re[i] = z.getReal();
            im[i] = z.getImaginary();
        }
        return RComplex.of(re, im, x.attributes());
    }

    /** Sum or product of all elements; missing ones make the result missing. */
    public static RComplex reduced(RComplex x, boolean product) {
        double re = product ? 1 : 0;
        double im = 0;
        for (int i = 0; i < x.length(); i++) {
            double a = x.real()[i];
            double b = x.imaginary()[i];
            double next = product ? re * a - im * b : re + a;
            im = product ? re * b + im * a : im + b;
            re = next;
        }
        return RComplex.of(new double[] {re}, new double[] {im});
    }

    /** Running sums or products. */
    public static RComplex running(RComplex x, boolean product) {
        double[] re = x.real().clone();
        double[] im = x.imaginary().clone();
        for (int i = 1; i < re.length; i++) {
            double a = re[i];
            double b = im[i];
            re[i] = product ? re[i - 1] * a - im[i - 1] * b : re[i - 1] + a;
            im[i] = product ? re[i - 1] * b + im[i - 1] * a : im[i - 1] + b;
        }
        return RComplex.of(re, im, x.attributes().only("names"));
    }
}
