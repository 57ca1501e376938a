package hermite.r.value;

/** Factors: integer codes from 1 with levels and class. */
public final class Factors {
    private Factors() {}

    public static boolean isFactor(RValue x) {
        return x instanceof RInteger && x.inherits("factor");
    }

    /** @param codes from 1, {@link RInteger#NA} for missing */
    public static RInteger of(int[] codes, String[] levels, boolean ordered) {
        Attributes attributes = Attributes.of("levels", RCharacter.of(levels))
                .with("class", ordered ? RCharacter.of("ordered", "factor") : RCharacter.of("factor"));
        return RInteger.of(codes, attributes);
    }

    /** The levels; empty when there are none. */
    public static String[] levels(RValue factor) {
        return factor.attribute("levels") instanceof RCharacter levels ? levels.values() : new String[0];
    }

    /** The label of each element; null for NA. */
    public static String[] labels(RInteger factor) {
        String[] levels = levels(factor);
        String[] labels = new String[factor.length()];
        for (int i = 0; i < labels.length; i++) {
            int code = factor.get(i);
            labels[i] = code == RInteger.NA || code < 1 || code > levels.length ? null : levels[code - 1];
        }
        return labels;
    }
}
