package hermite.r.lib.optimise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Gauss–Kronrod quadrature with halving of the worst piece (Piessens et al. 1983, QUADPACK, QAG and QAGI). */
final class AdaptiveQuadrature {
    private static final double EPSILON = Math.ulp(1.0);
    private static final double[] NODES_21 = {
        0.995657163025808080735527280689003,
        0.973906528517171720077964012084452,
        0.930157491355708226001207180059508,
        0.865063366688984510732096688423493,
        0.780817726586416897063717578345042,
        0.679409568299024406234327365114874,
        0.562757134668604683339000099272694,
        0.433395394129247190799265943165784,
        0.294392862701460198131126603103866,
        0.14887433898163121088482600112972,
        0
    };
    private static final double[] KRONROD_21 = {
        0.011694638867371874278064396062192, 0.03255816230796472747881897245939,
        0.05475589657435199603138130024458, 0.07503967481091995276704314091619,
        0.093125454583697605535065465083366, 0.109387158802297641899210590325805,
        0.123491976262065851077958109585166, 0.134709217311473325928054001771707,
        0.142775938577060080797094273138717, 0.147739104901338491374841515972068,
        0.149445554002916905664936468389821
    };
    private static final double[] GAUSS_10 = {
        0.066671344308688137593568809893332, 0.149451349150580593145863396957658,
        0.219086362515982043995534934228163, 0.269266719309996355091226921569469,
        0.295524224714752870173815619188769
    };
    private static final double[] NODES_15 = {
        0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
        0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
        0.586087235467691130294144691693827, 0.405845151377397166906606412076961,
        0.207784955007898467600689403773245, 0
    };
    private static final double[] KRONROD_15 = {
        0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
        0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
        0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
        0.204432940075298892414161999234649, 0.209482141084727828012999174891714
    };
    private static final double[] GAUSS_7 = {
        0.129484966168869693270611432679082, 0.279705391489276667901467771423780,
        0.381830050505118944950369775488975, 0.417959183673469387755102040816327
    };

    /** Values at many places at once. */
    interface Integrand {
        double[] at(double[] x);
    }

    /**
     * An integral.
     *
     * @param value NaN when the integrand is not finite somewhere
     */
    record Integral(double value, double error, int subdivisions, boolean converged) {}

    private record Piece(double from, double to, double value, double error) {}

    private final Integrand integrand;
    private final double origin;
    /** 0 for a finite range, 1 for a half line from the origin upwards, −1 downwards, 2 for the whole line. */
    private final int range;

    private AdaptiveQuadrature(Integrand integrand, double origin, int range) {
        this.integrand = integrand;
        this.origin = origin;
        this.range = range;
    }

    static Integral of(Integrand f, double from, double to, double relative, double absolute, int limit) {
        if (Double.isInfinite(from) || Double.isInfinite(to)) {
            if (from > to) {
                Integral turned = of(f, to, from, relative, absolute, limit);
                return new Integral(-turned.value, turned.error, turned.subdivisions, turned.converged);
            }
            int range = Double.isInfinite(from) && Double.isInfinite(to) ? 2 : Double.isInfinite(to) ? 1 : -1;
            double origin = range == 2 ? 0 : range == 1 ? from : to;
            return new AdaptiveQuadrature(f, origin, range).run(0, 1, relative, absolute, limit);
        }
        return new AdaptiveQuadrature(f, 0, 0).run(from, to, relative, absolute, limit);
    }

    private Integral run(double from, double to, double relative, double absolute, int limit) {
        PriorityQueue<Piece> pieces = new PriorityQueue<>(Comparator.comparingDouble((Piece p) -> -p.error));
        pieces.add(piece(from, to));
        double value = pieces.peek().value;
        double error = pieces.peek().error;
        while (!(error <= Math.max(absolute, relative * Math.abs(value))) && value == value && pieces.size() < limit) {
            Piece worst = pieces.poll();
            double middle = 0.5 * (worst.from + worst.to);
            pieces.add(piece(worst.from, middle));
            pieces.add(piece(middle, worst.to));
            List<Piece> all = new ArrayList<>(pieces);
            all.sort(Comparator.comparingDouble(Piece::from));
            value = all.stream().mapToDouble(Piece::value).sum();
            error = all.stream().mapToDouble(Piece::error).sum();
        }
        boolean converged = error <= Math.max(absolute, relative * Math.abs(value));
        return new Integral(value, error, pieces.size(), converged);
    }

    private Piece piece(double from, double to) {
        double[] nodes = range == 0 ? NODES_21 : NODES_15;
        double[] kronrod = range == 0 ? KRONROD_21 : KRONROD_15;
        double[] gauss = range == 0 ? GAUSS_10 : GAUSS_7;
        int half = nodes.length - 1;
        double centre = 0.5 * (from + to);
        double halfLength = 0.5 * (to - from);
        double[] x = new double[2 * half + 1];
        x[half] = centre;
        for (int k = 0; k < half; k++) {
            x[k] = centre - halfLength * nodes[k];
            x[2 * half - k] = centre + halfLength * nodes[k];
        }
        double[] f = values(x);
        double sum = 0;
        double coarse = 0;
        double absolute = 0;
        boolean centreInGauss = range != 0;
        for (int k = 0; k <= half; k++) {
            double both = k == half ? f[half] : f[k] + f[2 * half - k];
            double sizes = k == half ? Math.abs(f[half]) : Math.abs(f[k]) + Math.abs(f[2 * half - k]);
            sum += kronrod[k] * both;
            absolute += kronrod[k] * sizes;
            if (k % 2 == 1 && (k < half || centreInGauss)) {
                coarse += gauss[k / 2] * both;
            }
        }
        double mean = 0.5 * sum;
        double deviation = kronrod[half] * Math.abs(f[half] - mean);
        for (int k = 0; k < half; k++) {
            deviation += kronrod[k] * (Math.abs(f[k] - mean) + Math.abs(f[2 * half - k] - mean));
        }
        double size = Math.abs(halfLength);
        double error = Math.abs((sum - coarse) * halfLength);
        absolute *= size;
        deviation *= size;
        if (deviation != 0 && error != 0) {
            error = deviation * Math.min(1, Math.pow(error * 200 / deviation, 1.5));
        }
        if (absolute > Double.MIN_NORMAL / (EPSILON * 50)) {
            error = Math.max(EPSILON * 50 * absolute, error);
        }
        return new Piece(from, to, sum * halfLength, error);
    }

    private double[] values(double[] x) {
        if (range == 0) {
            return integrand.at(x);
        }
        double[] mapped = new double[x.length];
        double sign = range == -1 ? -1 : 1;
        for (int i = 0; i < x.length; i++) {
            mapped[i] = origin + sign * (1 - x[i]) / x[i];
        }
        double[] f = integrand.at(mapped);
        if (range == 2) {
            double[] mirrored = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                mirrored[i] = -mapped[i];
            }
            double[] other = integrand.at(mirrored);
            for (int i = 0; i < f.length; i++) {
                f[i] += other[i];
            }
        }
        for (int i = 0; i < f.length; i++) {
            f[i] /= x[i] * x[i];
        }
        return f;
    }
}
