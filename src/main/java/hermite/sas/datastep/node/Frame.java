package hermite.sas.datastep.node;

import hermite.data.Missing;
import java.util.Arrays;

/** The program data vector at run time: one slot a variable, numbers apart from texts. Texts carry no trailing blanks. */
public final class Frame {
    /** Slot of {@code _N_}. */
    public static final int ITERATION = 0;

    /** Slot of {@code _ERROR_}. */
    public static final int ERROR = 1;

    /** Slots taken before the first variable of the program. */
    public static final int RESERVED = 2;

    public final double[] numbers;
    public final String[] texts;

    public Frame(int numberSlots, int textSlots) {
        numbers = new double[Math.max(RESERVED, numberSlots)];
        texts = new String[textSlots];
        Arrays.fill(numbers, Missing.DOT);
        Arrays.fill(texts, "");
        numbers[ITERATION] = 0;
        numbers[ERROR] = 0;
    }
}
