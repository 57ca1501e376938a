package hermite.sas.datastep.function;

/**
 * MT19937 (Matsumoto and Nishimura, 1998), its state filled by that paper's rule, x_i = 69069 x_{i-1} mod 2^32; seeds
 * divisible by 8192, for which that rule degenerates, by the rule of 2002.
 */
final class MersenneTwister {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int index = N;

    MersenneTwister(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < N; i++) {
            int previous = state[i - 1];
            state[i] = seed % 8192 == 0 ? 1812433253 * (previous ^ previous >>> 30) + i : 69069 * previous;
        }
    }

    /** The next 32 bits over 2^32, half a unit added so that 0 cannot occur. */
    double nextUniform() {
        return ((next() & 0xFFFF_FFFFL) + 0.5) / 4294967296.0;
    }

    private int next() {
        if (index == N) {
            twist();
        }
        int y = state[index++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9D2C5680;
        y ^= y << 15 & 0xEFC60000;
        return y ^ y >>> 18;
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = state[i] & 0x80000000 | state[(i + 1) % N] & 0x7FFFFFFF;
            state[i] = state[(i + M) % N] ^ y >>> 1 ^ ((y & 1) != 0 ? 0x9908B0DF : 0);
        }
        index = 0;
    }
}
