package hermite.model.glmm.covariance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ranks of designs whose rank is known from counting. */
class RankSequenceTest {
    private static final int N = 40;

    private static double[] ones() {
        double[] x = new double[N];
        Arrays.fill(x, 1);
        return x;
    }

    /** rank[1 A B] = a + b − 1 when A and B are connected (Searle 1971). */
    @Test
    void twoConnectedFactors() {
        Random random = new Random(4);
        int[] a = random.ints(N, 0, 8).toArray();
        int[] b = random.ints(N, 0, 5).toArray();
        double[] z = new double[2 * N];
        Arrays.fill(z, 1);
        int[] ranks = RankSequence.of(ones(), 1, z, 2, new int[] {1, 2}, new int[N], new int[][] {a, b});
        assertThat(ranks).containsExactly(1, 8, 12);
    }

    /** Two blocks that share no level: one more direction is lost. */
    @Test
    void twoFactorsInTwoParts() {
        int[] a = new int[N];
        int[] b = new int[N];
        for (int i = 0; i < N; i++) {
            a[i] = i % 8;
            b[i] = a[i] < 4 ? (i / 8) % 2 : 2 + (i / 8) % 3;
        }
        double[] z = new double[2 * N];
        Arrays.fill(z, 1);
        int[] ranks = RankSequence.of(ones(), 1, z, 2, new int[] {1, 2}, new int[N], new int[][] {a, b});
        assertThat(ranks).containsExactly(1, 8, 11);
    }

    /** Classes in schools: schools add nothing to the span of their classes. */
    @Test
    void nestedFactors() {
        int[] school = new int[N];
        int[] room = new int[N];
        for (int i = 0; i < N; i++) {
            room[i] = i / 4;
            school[i] = i / 8;
        }
        double[] z = new double[2 * N];
        Arrays.fill(z, 1);
        int[] ranks = RankSequence.of(ones(), 1, z, 2, new int[] {1, 2}, school, new int[][] {school, room});
        assertThat(ranks).containsExactly(1, 5, 10);
    }
}
