package hermite.model.glmm.crossed;

import hermite.model.glmm.levels.RowBlock;
import hermite.model.glmm.levels.RowDensity;
import java.util.Arrays;
import java.util.List;

/**
 * Exact gradient of Laplace's approximation for crossed random effects: the adjoint of recursive quadrature with T = I,
 * B = H⁻¹/2, of which only the entries between the effects of one row are needed (Takahashi, Fagan and Chen 1973).
 */
final class CrossedScore {
    private final RowDensity density;
    private final CrossedSystem system;
    private final List<CrossedBlock> blocks;
    private final int[] levelOfPlace;
    private final int p;
    private final int q;
    private final int own;
    private final double[] score;
    /** G'C⁻¹G of the block at hand. */
    private final double[] middle;

    private double[] t1 = {};
    private double[] t2 = {};
    private double[] t3 = {};

    CrossedScore(
            RowDensity density, CrossedSystem system, List<CrossedBlock> blocks, int[] levelOfPlace, int p, int full) {
        this.density = density;
        this.system = system;
        this.blocks = blocks;
        this.levelOfPlace = levelOfPlace;
        this.p = p;
        q = levelOfPlace.length;
        own = blocks.get(0).own;
        score = new double[full];
        middle = new double[own * own];
        int largest = blocks.stream().mapToInt(b -> b.rows.n).max().orElse(0);
        t1 = new double[largest];
        t2 = new double[largest];
        t3 = new double[largest];
    }

    /** In (β, lower triangle of L in path order, log dispersion). The mode and its curvature must be there. */
    double[] score(double logDispersion) {
        Arrays.fill(score, 0);
        system.invert();
        double[] lambda = new double[system.rest];
        for (CrossedBlock block : blocks) {
            centre(block, lambda);
        }
        system.solve(lambda);
        for (CrossedBlock block : blocks) {
            rowScores(block, logDispersion);
        }
        return score;
    }

    /** Bζ of every row (kept in ra), forms, τ and λ. */
    private void centre(CrossedBlock block, double[] lambda) {
        RowBlock rows = block.rows;
        int m = rows.m;
        for (int a = 0; a < own; a++) {
            for (int b = 0; b < own; b++) {
                double sum = 0;
                for (int r = 0; r < block.partners.length; r++) {
                    sum += block.coupling[r * own + a] * block.weighted[r * own + b];
                }
                middle[a * own + b] = sum;
            }
        }
        Arrays.fill(block.lambda, 0);
        for (int i = 0; i < rows.n; i++) {
            for (int c = 0; c < m; c++) {
                halfInverseTimes(block, i, c);
            }
            for (int c = 0; c < m; c++) {
                for (int d = 0; d < m; d++) {
                    double form = 0;
                    for (int a = 0; a < q; a++) {
                        form += rows.zeta[c * q + a][i] * rows.ra[d * q + a][i];
                    }
                    rows.form[c * m + d][i] = form;
                }
            }
            for (int c = 0; c < m; c++) {
                double tau = 0;
                for (int k = 0; k < m * m; k++) {
                    tau += rows.d3[c * m * m + k][i] * rows.form[k][i];
                }
                rows.tau[c][i] = tau;
                for (int a = 0; a < q; a++) {
                    if (a < own) {
                        block.lambda[a] += tau * rows.zeta[c * q + a][i];
                    } else {
                        lambda[block.rest(i, a)] += tau * rows.zeta[c * q + a][i];
                    }
                }
            }
        }
    }

    /** (H⁻¹ζ)/2 at the row's own effects: others C⁻¹ζ − Wζ₀, first level D⁻¹ζ₀ − W'ζ + G'Wζ₀. */
    private void halfInverseTimes(CrossedBlock block, int i, int c) {
        RowBlock rows = block.rows;
        for (int a = own; a < q; a++) {
            double sum = 0;
            for (int b = own; b < q; b++) {
                sum += system.inverse(block.rest(i, a), block.rest(i, b)) * rows.zeta[c * q + b][i];
            }
            for (int b = 0; b < own; b++) {
                sum -= block.weighted[block.local(i, a) * own + b] * rows.zeta[c * q + b][i];
            }
            rows.ra[c * q + a][i] = 0.5 * sum;
        }
        for (int a = 0; a < own; a++) {
            double sum = 0;
            for (int b = 0; b < own; b++) {
                sum += (block.inverse[a * own + b] + middle[a * own + b]) * rows.zeta[c * q + b][i];
            }
            for (int b = own; b < q; b++) {
                sum -= block.weighted[block.local(i, b) * own + a] * rows.zeta[c * q + b][i];
            }
            rows.ra[c * q + a][i] = 0.5 * sum;
        }
    }

    private void rowScores(CrossedBlock block, double logDispersion) {
        RowBlock rows = block.rows;
        int m = rows.m;
        for (int i = 0; i < rows.n; i++) {
            for (int c = 0; c < m; c++) {
                double gamma = rows.d1[c][i] + rows.tau[c][i];
                for (int d = 0; d < m; d++) {
                    double zs = 0;
                    for (int a = 0; a < q; a++) {
                        zs += rows.zeta[d * q + a][i] * at(block, i, a, block.s, system.s);
                    }
                    gamma += rows.d2[c * m + d][i] * zs;
                    t1[i] = zs;
                }
                for (int k = 0; k < p; k++) {
                    score[k] += gamma * rows.x[c * p + k][i];
                }
                for (int b = 0; b < q; b++) {
                    double column = gamma * at(block, i, b, block.mode, system.mode)
                            + rows.d1[c][i] * at(block, i, b, block.s, system.s);
                    for (int d = 0; d < m; d++) {
                        column += 2 * rows.d2[c * m + d][i] * rows.ra[d * q + b][i];
                    }
                    for (int a = b; a < q && levelOfPlace[a] == levelOfPlace[b]; a++) {
                        score[p + a * (a + 1) / 2 + b] += column * rows.z[c * q + a][i];
                    }
                }
            }
        }
        if (density.hasDispersion()) {
            double[] dl = new double[rows.n];
            density.dispersion(rows, rows.eta[0], logDispersion, dl, t2, t3);
            for (int i = 0; i < rows.n; i++) {
                score[score.length - 1] += dl[i] + t1[i] * t2[i] + rows.form[0][i] * t3[i];
            }
        }
    }

    private double at(CrossedBlock block, int row, int place, double[] first, double[] others) {
        return place < own ? first[place] : others[block.rest(row, place)];
    }
}
