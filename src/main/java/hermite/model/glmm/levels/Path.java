package hermite.model.glmm.levels;

import java.util.Arrays;

/**
 * Scratch of one worker: what belongs to the path from an outermost unit to the one being visited, and one small matrix
 * and vector for each level. Sized once; nothing in an evaluation allocates.
 */
final class Path {
    final Levels levels;
    final int q;
    final int m;
    /** Modes, trial modes or random effects along the path. */
    final double[] v;
    /** Standard nodes along the path. */
    final double[] a;
    /** E[a] along the path. */
    final double[] mean;
    /** E[a a'], S, U along the path, row-major q×q. */
    final double[] square;

    final double[] root;
    final double[] half;
    /** S'λ, s and Newton steps along the path. */
    final double[] sigma;

    final double[] s;
    final double[] step;
    /** By level, row-major of the width of the level's path. */
    final double[][] matrix;

    final double[][] second;
    final double[][] product;
    final double[][] vector;
    final double[][] work;
    /** Gradient in (β, lower triangle of L in path order, log dispersion). */
    final double[] score;

    double[][] eta = {};
    double[][] base = {};
    double[][] d1 = {};
    double[] l = {};
    double[] t1 = {};
    double[] t2 = {};
    double[] t3 = {};
    double dispersion;

    Path(Levels levels, int m, int full) {
        this.levels = levels;
        this.m = m;
        q = levels.q;
        v = new double[q];
        a = new double[q];
        mean = new double[q];
        square = new double[q * q];
        root = new double[q * q];
        half = new double[q * q];
        sigma = new double[q];
        s = new double[q];
        step = new double[q];
        matrix = new double[levels.depth()][q * q];
        second = new double[levels.depth()][q * q];
        product = new double[levels.depth()][q * q];
        vector = new double[levels.depth()][q];
        work = new double[levels.depth()][q];
        score = new double[full];
    }

    /** Makes the row scratch long enough. */
    void fit(int rows) {
        if (l.length < rows) {
            int length = Math.max(rows, 2 * l.length);
            eta = new double[m][length];
            base = new double[m][length];
            d1 = new double[m][length];
            l = new double[length];
            t1 = new double[length];
            t2 = new double[length];
            t3 = new double[length];
        }
    }

    /** Puts a unit's own vector at its level's places. */
    void put(double[] own, int level, double[] along) {
        System.arraycopy(own, 0, along, levels.first[level], own.length);
    }

    /** Puts own rows of a lower triangular matrix at the level's places. */
    void putRows(double[] own, int level, double[] square) {
        int width = levels.end(level);
        for (int i = 0; i < levels.size[level]; i++) {
            int at = (levels.first[level] + i) * q;
            System.arraycopy(own, i * width, square, at, width);
            Arrays.fill(square, at + width, at + q, 0);
        }
    }
}
