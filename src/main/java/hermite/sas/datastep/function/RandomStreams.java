package hermite.sas.datastep.function;

/**
 * The random streams of one step: the multiplicative congruential generator behind RANUNI and its kin (one stream,
 * fixed by the first seed used), and the Mersenne Twister behind RAND (fixed by CALL STREAMINIT).
 */
public final class RandomStreams {
    private static final long MODULUS = 0x7FFF_FFFFL;
    private static final long MULTIPLIER = 397204094L;

    private final long clockSeed;
    private long congruential = -1;
    private MersenneTwister twister;

    /** @param clockSeed what a seed of 0 or no seed at all stands for */
    public RandomStreams(long clockSeed) {
        this.clockSeed = clockSeed;
    }

    /** The next uniform of the shared RANxxx stream; the seed counts only in the first call. */
    public double uniform(double seed) {
        if (congruential < 0) {
            congruential = start(seed);
        }
        congruential = next(congruential);
        return value(congruential);
    }

    /** The state a seed starts from: seeds of 0 and below, and missing ones, take the clock's. */
    public long start(double seed) {
        long s = seed >= 1 ? (long) seed % MODULUS : Math.floorMod(clockSeed, MODULUS);
        return s == 0 ? 1 : s;
    }

    /** s ← 397204094·s mod (2^31 − 1) (Fishman and Moore, 1982). */
    public static long next(long state) {
        return state * MULTIPLIER % MODULUS;
    }

    public static double value(long state) {
        return state / (double) MODULUS;
    }

    /** A standard normal from two uniforms (Box and Muller, 1958), as RANNOR makes it. */
    public static double normal(double u1, double u2) {
        return Math.sqrt(-2 * Math.log(u1)) * Math.cos(2 * Math.PI * u2);
    }

    /** CALL STREAMINIT: the first one of a step counts. */
    public void streamInit(double seed) {
        if (twister == null) {
            twister = new MersenneTwister(seed >= 1 ? (long) seed : Math.abs(clockSeed) | 1);
        }
    }

    /** The next uniform of RAND, inside (0, 1). */
    public double rand() {
        if (twister == null) {
            twister = new MersenneTwister(Math.abs(clockSeed) | 1);
        }
        return twister.nextUniform();
    }
}
