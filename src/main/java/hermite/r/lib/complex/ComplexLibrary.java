package hermite.r.lib.complex;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.Attributes;
import hermite.r.value.Elements;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RRaw;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.Arrays;

/** The parts of complex numbers, their making, polyroot and the Fourier transforms. */
public final class ComplexLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.generic("Re(z)", a -> RDouble.of(Elements.doubles(numbers(a)), kept(a)));
        base.generic("Im(z)", a -> RDouble.of(RComplex.from(numbers(a)).imaginary(), kept(a)));
        base.generic(
                "Mod(z)",
                a -> RDouble.of(
                        ComplexFunctions.sizes(RComplex.from(numbers(a))).values(), kept(a)));
        base.generic("Arg(z)", ComplexLibrary::angles);
        base.generic("Conj(z)", ComplexLibrary::conjugate);
        base.function(
                "complex(length.out = 0L, real = numeric(), imaginary = numeric(), modulus = 1, argument = 0)",
                ComplexLibrary::made);
        base.function("polyroot(z)", ComplexLibrary::roots);
        PackageFunctions stats = table.in("stats");
        stats.function("fft(z, inverse = FALSE)", ComplexLibrary::transformed);
        stats.function("mvfft(z, inverse = FALSE)", ComplexLibrary::columns);
    }

    private static RVector numbers(Arguments a) {
        if (a.value(0) instanceof RVector x
                && !(x instanceof RCharacter)
                && !(x instanceof RList)
                && !(x instanceof RRaw)) {
            return x;
        }
        throw new RError("non-numeric argument to function");
    }

    private static Attributes kept(Arguments a) {
        return a.value(0).attributes();
    }

    private static RValue angles(Arguments a) {
        RComplex x = RComplex.from(numbers(a));
        double[] out = new double[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.isNA(i) ? RDouble.NA : Math.atan2(x.imaginary()[i], x.real()[i]);
        }
        return RDouble.of(out, kept(a));
    }

    private static RValue conjugate(Arguments a) {
        if (!(numbers(a) instanceof RComplex x)) {
            return a.value(0);
        }
        double[] im = new double[x.length()];
        for (int i = 0; i < im.length; i++) {
            im[i] = -x.imaginary()[i];
        }
        return RComplex.of(x.real().clone(), im, kept(a));
    }

    private static RValue made(Arguments a) {
        boolean polar = !a.isMissing(3) || !a.isMissing(4);
        double[] first = a.doubles(polar ? 3 : 1);
        double[] second = a.doubles(polar ? 4 : 2);
        int length = Math.max(a.integer(0), Math.max(first.length, second.length));
        double[] re = new double[length];
        double[] im = new double[length];
        for (int i = 0; i < length; i++) {
            double u = first.length == 0 ? 0 : first[i % first.length];
            double v = second.length == 0 ? 0 : second[i % second.length];
            re[i] = polar ? u * Math.cos(v) : u;
            im[i] = polar ? u * Math.sin(v) : v;
        }
        return RComplex.of(re, im);
    }

    private static RValue roots(Arguments a) {
        RComplex z = RComplex.from(numbers(a));
        int degree = z.length() - 1;
        while (degree > 0 && z.real()[degree] == 0 && z.imaginary()[degree] == 0) {
            degree--;
        }
        for (int i = 0; i <= degree; i++) {
            if (!(Math.abs(z.real()[i]) <= Double.MAX_VALUE) || !(Math.abs(z.imaginary()[i]) <= Double.MAX_VALUE)) {
                throw new RError("invalid polynomial coefficient");
            }
        }
        double[] re = new double[Math.max(degree, 0)];
        double[] im = new double[re.length];
        if (degree > 0 && !new PolynomialRoots(z.real(), z.imaginary(), degree).find(re, im)) {
            throw new RError("root finding code failed");
        }
        return RComplex.of(re, im);
    }

    private static RValue transformed(Arguments a) {
        RComplex z = RComplex.from(numbers(a));
        boolean inverse = a.flag(1);
        int[] dim = numbers(a).dim();
        double[] re = z.real();
        double[] im = z.imaginary();
        if (dim == null) {
            FourierTransform.apply(re, im, inverse);
            return RComplex.of(re, im);
        }
        int step = 1;
        for (int extent : dim) {
            along(re, im, step, extent, inverse);
            step *= extent;
        }
        return RComplex.of(re, im, kept(a).only("dim"));
    }

    /** Transforms every line of an array along one dimension. */
    private static void along(double[] re, double[] im, int step, int extent, boolean inverse) {
        double[] x = new double[extent];
        double[] y = new double[extent];
        for (int start = 0; start < re.length; start++) {
            if (start / step % extent != 0) {
                continue;
            }
            for (int i = 0; i < extent; i++) {
                x[i] = re[start + i * step];
                y[i] = im[start + i * step];
            }
            FourierTransform.apply(x, y, inverse);
            for (int i = 0; i < extent; i++) {
                re[start + i * step] = x[i];
                im[start + i * step] = y[i];
            }
        }
    }

    private static RValue columns(Arguments a) {
        int[] dim = a.value(0) == RNull.NULL ? null : numbers(a).dim();
        if (dim == null || dim.length != 2) {
            throw new RError("vector-valued (multivariate) series required");
        }
        RComplex z = RComplex.from(numbers(a));
        for (int k = 0; k < dim[1]; k++) {
            double[] x = Arrays.copyOfRange(z.real(), k * dim[0], (k + 1) * dim[0]);
            double[] y = Arrays.copyOfRange(z.imaginary(), k * dim[0], (k + 1) * dim[0]);
            FourierTransform.apply(x, y, a.flag(1));
            System.arraycopy(x, 0, z.real(), k * dim[0], dim[0]);
            System.arraycopy(y, 0, z.imaginary(), k * dim[0], dim[0]);
        }
        return RComplex.of(z.real(), z.imaginary(), kept(a).only("dim", "dimnames"));
    }
}
