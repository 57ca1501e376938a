package hermite.math.random;

/**
 * The Mersenne Twister (Matsumoto &amp; Nishimura 1998, MT19937) seeded and read as R does: the seed scrambled by a
 * congruential generator, numbers kept inside (0, 1).
 */
public final class UniformStream {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7fffffff;
    private static final int MATRIX = 0x9908b0df;
    private static final double UNIT = 2.3283064365386963e-10;
    private static final double EDGE = 2.328306437080797e-10;

    private final int[] state = new int[SIZE];
    private int position = SIZE;

    public UniformStream(int seed) {
        seed(seed);
    }

    /** Starts the sequence of {@code set.seed(seed)}. */
    public void seed(int seed) {
        int value = seed;
        for (int j = 0; j < 50; j++) {
            value = 69069 * value + 1;
        }
        // R's first scrambled word is the position, which it overwrites
        value = 69069 * value + 1;
        for (int j = 0; j < SIZE; j++) {
            value = 69069 * value + 1;
            state[j] = value;
        }
        position = SIZE;
    }

    /** The position and the 624 words, in the order of R's {@code .Random.seed} after its first element. */
    public int[] words() {
        int[] words = new int[SIZE + 1];
        words[0] = position;
        System.arraycopy(state, 0, words, 1, SIZE);
        return words;
    }

    /** Goes on from where {@link #words()} stood. */
    public void restore(int[] words) {
        position = words[0];
        System.arraycopy(words, 1, state, 0, SIZE);
    }

    /** The next number, in (0, 1). */
    public double next() {
        if (position >= SIZE) {
            refill();
        }
        int y = state[position++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        y ^= y >>> 18;
        double value = (y & 0xffffffffL) * UNIT;
        return value <= 0 ? 0.5 * EDGE : 1 - value <= 0 ? 1 - 0.5 * EDGE : value;
    }

    private void refill() {
        for (int k = 0; k < SIZE; k++) {
            int y = state[k] & UPPER | state[(k + 1) % SIZE] & LOWER;
            state[k] = state[(k + SHIFT) % SIZE] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : MATRIX);
        }
        position = 0;
    }

    /** A whole number in 0 … n − 1, by rejection on random bits (R 3.6 and later). */
    public double index(double n) {
        if (n <= 0) {
            return 0;
        }
        int bits = (int) Math.ceil(Math.log(n) / Math.log(2));
        double value;
        do {
            value = bits(bits);
        } while (n <= value);
        return value;
    }

    private double bits(int bits) {
        long value = 0;
        for (int n = 0; n <= bits; n += 16) {
            long part = (long) Math.floor(next() * 65536);
            value = 65536 * value + part;
        }
        return bits < 64 ? value & (1L << bits) - 1 : value;
    }
}
