package hermite.r.value;

import hermite.r.lib.format.ComplexFormat;
import hermite.r.value.text.ComplexReading;
import java.util.Arrays;

/** Complex numbers: real and imaginary parts in two arrays. A missing value has {@link RDouble#NA} in one of them. */
public final class RComplex extends RVector {
    private final double[] real;
    private final double[] imaginary;

    private RComplex(double[] real, double[] imaginary, Attributes attributes) {
        super(attributes);
        this.real = real;
        this.imaginary = imaginary;
    }

    /** Takes the arrays, of equal length, over: the caller must not write to them afterwards. */
    public static RComplex of(double[] real, double[] imaginary) {
        return new RComplex(real, imaginary, Attributes.NONE);
    }

    public static RComplex of(double[] real, double[] imaginary, Attributes attributes) {
        return new RComplex(real, imaginary, attributes);
    }

    /** The elements of a vector of any type, fresh arrays, without attributes. */
    public static RComplex from(RVector x) {
        if (x instanceof RComplex numbers) {
            return of(numbers.real.clone(), numbers.imaginary.clone());
        }
        RComplex out = of(new double[x.length()], new double[x.length()]);
        for (int i = 0; i < out.real.length; i++) {
            out.store(i, x, i);
        }
        return out;
    }

    /** The real parts themselves: read only, but for the evaluator's replacement code. */
    public double[] real() {
        return real;
    }

    /** The imaginary parts themselves: read only, but for the evaluator's replacement code. */
    public double[] imaginary() {
        return imaginary;
    }

    @Override
    public VectorType type() {
        return VectorType.COMPLEX;
    }

    @Override
    public int length() {
        return real.length;
    }

    @Override
    public boolean isNA(int i) {
        return real[i] != real[i] || imaginary[i] != imaginary[i];
    }

    /** The real part; conversions warn where the other is lost. */
    @Override
    public double doubleAt(int i) {
        return real[i];
    }

    @Override
    public int integerAt(int i) {
        double x = real[i];
        return x != x || Math.abs(x) >= 2147483648.0 ? RInteger.NA : (int) x;
    }

    @Override
    public int logicalAt(int i) {
        return isNA(i) ? RLogical.NA : real[i] != 0 || imaginary[i] != 0 ? 1 : 0;
    }

    @Override
    public String stringAt(int i) {
        if (RDouble.isNa(real[i]) || RDouble.isNa(imaginary[i])) {
            return null;
        }
        return ComplexFormat.single(real[i], imaginary[i], 15);
    }

    @Override
    public RValue elementAt(int i) {
        return of(new double[] {real[i]}, new double[] {imaginary[i]});
    }

    @Override
    public void store(int at, RVector from, int i) {
        if (from instanceof RComplex numbers) {
            real[at] = numbers.real[i];
            imaginary[at] = numbers.imaginary[i];
        } else if (from instanceof RCharacter texts) {
            double[] read = ComplexReading.number(texts.get(i));
            real[at] = read[0];
            imaginary[at] = read[1];
        } else {
            real[at] = from.doubleAt(i);
            imaginary[at] = 0;
        }
    }

    @Override
    public RComplex select(int[] indices) {
        double[] x = new double[indices.length];
        double[] y = new double[indices.length];
        for (int i = 0; i < x.length; i++) {
            int at = indices[i];
            boolean outside = at < 0 || at >= real.length;
            x[i] = outside ? RDouble.NA : real[at];
            y[i] = outside ? RDouble.NA : imaginary[at];
        }
        return of(x, y);
    }

    @Override
    public RComplex resized(int length) {
        double[] x = Arrays.copyOf(real, length);
        double[] y = Arrays.copyOf(imaginary, length);
        if (length > real.length) {
            Arrays.fill(x, real.length, length, RDouble.NA);
            Arrays.fill(y, real.length, length, RDouble.NA);
        }
        return of(x, y);
    }

    @Override
    public RComplex copy() {
        return new RComplex(real.clone(), imaginary.clone(), attributes());
    }

    @Override
    RComplex sharing(Attributes attributes) {
        return new RComplex(real, imaginary, attributes);
    }
}
