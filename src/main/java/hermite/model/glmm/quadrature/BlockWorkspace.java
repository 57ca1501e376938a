package hermite.model.glmm.quadrature;

/** Scratch rows of one worker, sized for the largest block; nothing in an evaluation allocates. */
final class BlockWorkspace {
    final int p;
    final int q;
    final int lanes;
    final int visits;
    final int largestRule;

    // per visit
    final double[][] fixed;
    final double[][] eta;
    final double[][] zeta;
    final double[][] d1;
    final double[][] d2;
    final double[][] d3;
    final double[][] u;
    final double[][] r;
    final double[][] ra;
    final double[][] slice0;
    final double[][] slice1;
    final double[][] node1;
    final double[][] node2;
    final double[][] base;

    // per random effect or pair of them
    final double[][] step;
    final double[][] gradient;
    final double[][] trialMode;
    final double[][] hessian;
    final double[][] root;
    final double[][] scale;
    final double[][] linear;
    final double[][] quadratic;
    final double[][] a1;
    final double[][] a2;
    final double[][] ev;
    final double[][] m;
    final double[][] b;
    final double[][] s;
    final double[][] work;

    // single rows
    final double[] total;
    final double[] logLikelihood;
    final double[] atMode;
    final double[] reference;
    final double[] exponent;
    final double[] factor;
    final double[] mirrorFactor;
    final double[] lineFactor;
    final double[] lineExponent;
    final double[] mirrorExponent;
    final double[] alpha;
    final double[] beta;
    final double[] sw;
    final double[] swa;
    final double[] swaa;
    final double[] t1;
    final double[] t2;
    final double[] t3;
    final double[] dispersion;
    final double[] dispersionSlice;
    final double[] dispersionNode;
    final double[][] score;

    final NodeFactors factors = new NodeFactors();
    final LineWeights lines = new LineWeights();
    /** Whether the weights of nodes come from tables. */
    boolean usesLines;
    /** Outer effects that move no visit of the block: one node at 0 stands for all of theirs. */
    final boolean[] idle;

    BlockWorkspace(int p, int q, int lanes, int visits, int largestRule) {
        this.p = p;
        this.q = q;
        this.lanes = lanes;
        this.visits = visits;
        this.largestRule = largestRule;
        fixed = rows(visits);
        eta = rows(visits);
        zeta = rows(visits * q);
        d1 = rows(visits);
        d2 = rows(visits);
        d3 = rows(visits);
        u = rows(visits * q);
        r = rows(visits);
        ra = rows(visits * q);
        slice0 = rows(visits);
        slice1 = rows(visits);
        node1 = rows(visits);
        node2 = rows(visits);
        base = rows(visits * q);
        step = rows(q);
        gradient = rows(q);
        trialMode = rows(q);
        hessian = rows(q * q);
        root = rows(q * q);
        scale = rows(q * q);
        linear = rows(q);
        quadratic = rows(q * q);
        a1 = rows(q);
        a2 = rows(q * q);
        ev = rows(q);
        m = rows(q * q);
        b = rows(q * q);
        s = rows(q);
        work = rows(Math.max(4, q * q));
        total = new double[lanes];
        logLikelihood = new double[lanes];
        atMode = new double[lanes];
        reference = new double[lanes];
        exponent = new double[lanes];
        factor = new double[lanes];
        mirrorFactor = new double[lanes];
        lineFactor = new double[lanes];
        lineExponent = new double[lanes];
        mirrorExponent = new double[lanes];
        alpha = new double[lanes];
        beta = new double[lanes];
        sw = new double[lanes];
        swa = new double[lanes];
        swaa = new double[lanes];
        t1 = new double[lanes];
        t2 = new double[lanes];
        t3 = new double[lanes];
        dispersion = new double[lanes];
        dispersionSlice = new double[lanes];
        dispersionNode = new double[lanes];
        idle = new boolean[q];
        score = rows(p + q * (q + 1) / 2 + 1);
    }

    /** Whether a block of this shape can be worked on here. */
    boolean serves(SubjectBlock block, int columns, int effects, int points) {
        return lanes >= block.lanes && visits >= block.visits && p == columns && q == effects && largestRule >= points;
    }

    private double[][] rows(int count) {
        return new double[count][lanes];
    }
}
