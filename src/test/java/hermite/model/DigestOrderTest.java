package hermite.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestOrderTest {
    /** The definition: sorting by digest and content directly. Few distinct digests, so that many are equal. */
    @Test
    void isTheOrderOfDigestsAndContents() {
        SplittableRandom random = new SplittableRandom(11);
        int n = 5000;
        double[] content = random.doubles(n).toArray();
        long[] digest = random.longs(n, -40, 40).toArray();
        for (int i = 0; i < n; i += 3) {
            digest[i] = random.nextLong();
        }
        Comparator<Integer> byContent = (a, b) -> {
            int c = Long.compare(digest[a], digest[b]);
            return c != 0 ? c : Double.compare(content[a], content[b]);
        };
        int[] expected = IntStream.range(0, n)
                .boxed()
                .sorted(byContent)
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(DigestOrder.of(digest, byContent)).isEqualTo(expected);
        assertThat(DigestOrder.of(Arrays.copyOf(digest, 1), byContent)).containsExactly(0);
        assertThat(DigestOrder.of(new long[0], byContent)).isEmpty();
    }
}
