package hermite.r.value;

/** The elements of a vector as a Java array of another type; always a fresh array. */
public final class Elements {
    private Elements() {}

    public static double[] doubles(RVector x) {
        double[] out = new double[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.doubleAt(i);
        }
        return out;
    }

    public static int[] integers(RVector x) {
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.integerAt(i);
        }
        return out;
    }

    public static int[] logicals(RVector x) {
        int[] out = new int[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.logicalAt(i);
        }
        return out;
    }

    public static String[] strings(RVector x) {
        String[] out = new String[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.stringAt(i);
        }
        return out;
    }

    public static RValue[] values(RVector x) {
        RValue[] out = new RValue[x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.elementAt(i);
        }
        return out;
    }
}
