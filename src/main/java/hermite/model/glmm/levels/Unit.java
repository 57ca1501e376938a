package hermite.model.glmm.levels;

import hermite.model.glmm.Quadrature;

/**
 * A distinct subject at some level: the distinct subjects within it, or at the innermost level its rows, and what an
 * evaluation keeps of it. Vectors have the unit's own random effects; matrices relate them to those along the path from
 * the outermost unit down to this one.
 */
final class Unit {
    final int level;
    final Unit[] children;
    final RowBlock rows;
    /** How many equal units within the same parent this one stands for. */
    int equal = 1;
    /** The weight of each. */
    final double weight;
    /** What the log likelihood is multiplied by: the number of equal units times their weight. */
    double count;

    /** Conditional mode in the spherical scale, kept from one evaluation to start the next. */
    final double[] mode;

    final double[] step;
    final double[] trial;
    /** Gradient of the log integrand after the units within were eliminated. */
    final double[] gradient;
    /** Own part of S, lower triangular, SS' = (Schur complement)⁻¹; row-major. */
    final double[] scale;
    /** (Schur complement)⁻¹ times the curvature against the ancestors, row-major own×ancestors. */
    final double[] coupling;
    /** Rows of S: own × (ancestors, own). */
    final double[] root;
    /** Rows of the identity, of the same size. */
    private final double[] identity;
    /** What a node is multiplied by: the rows of S, or of the identity where nodes are scaled by G alone. */
    double[] nodeScale;
    /** E[a]. */
    final double[] a1;
    /** E[a a'] of own nodes by those along the path. */
    final double[] a2;
    /** Columns of U: path × own. */
    final double[] half;

    final double[] lambda;
    final double[] sigma;
    final double[] s;
    /** Conditional probabilities of own nodes given those of the ancestors. */
    double[] probability = {};

    Unit(Levels levels, int level, double weight, Unit[] children, RowBlock rows) {
        this.level = level;
        this.weight = weight;
        count = weight;
        this.children = children;
        this.rows = rows;
        int own = levels.size[level];
        int ancestors = levels.first[level];
        int path = levels.end(level);
        mode = new double[own];
        step = new double[own];
        trial = new double[own];
        gradient = new double[own];
        scale = new double[own * own];
        coupling = new double[own * ancestors];
        root = new double[own * path];
        identity = new double[own * path];
        for (int i = 0; i < own; i++) {
            identity[i * path + ancestors + i] = 1;
        }
        nodeScale = root;
        a1 = new double[own];
        a2 = new double[own * path];
        half = new double[path * own];
        lambda = new double[own];
        sigma = new double[own];
        s = new double[own];
    }

    void scaleNodes(Quadrature.Placement placement) {
        nodeScale = placement == Quadrature.Placement.ADAPTIVE ? root : identity;
    }

    /** One more unit equal to it. */
    void addEqual() {
        equal++;
        count = equal * weight;
    }

    boolean isInnermost() {
        return children.length == 0;
    }

    /** Rows below, equal ones and equal units counted. */
    int size() {
        if (isInnermost()) {
            return originalRows;
        }
        int sum = 0;
        for (Unit child : children) {
            sum += child.equal * child.size();
        }
        return sum;
    }

    /** Rows of an innermost unit before equal ones were put together. */
    int originalRows;

    /** Distinct rows below. */
    long cells() {
        long sum = rows.n;
        for (Unit child : children) {
            sum += child.cells();
        }
        return sum;
    }

    double constant() {
        double sum = rows.constant;
        for (Unit child : children) {
            sum += child.count * child.constant();
        }
        return sum;
    }

    void forgetModes() {
        java.util.Arrays.fill(mode, 0);
        for (Unit child : children) {
            child.forgetModes();
        }
    }
}
