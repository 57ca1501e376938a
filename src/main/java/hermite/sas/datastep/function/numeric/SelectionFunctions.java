package hermite.sas.datastep.function.numeric;

import hermite.data.Missing;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionSpec.ResultLength;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.node.Blanks;

/** Functions that choose among their arguments. */
public final class SelectionFunctions {
    private SelectionFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.passing("MISSING", "a", a -> a.isMissing(0) ? 1 : 0, "1 when the argument is missing");
        table.passing("COALESCE", "n*", SelectionFunctions::firstNumber, "first number that is not missing");
        table.text("COALESCEC", "c*", ResultLength.DEFAULT, SelectionFunctions::firstText, "first text not blank");
        table.passing("IFN", "nnn?n", a -> a.number(chosen(a)), "one of two numbers by a condition");
        table.text("IFC", "ncc?c", ResultLength.DEFAULT, a -> a.text(chosen(a)), "one of two texts by a condition");
        table.passing("CHOOSEN", "nn*", a -> chosen(a, Missing.DOT), "the k-th number");
        table.text("CHOOSEC", "nc*", ResultLength.DEFAULT, SelectionFunctions::chosenText, "the k-th text");
        table.passing("WHICHN", "nn*", SelectionFunctions::whichNumber, "place of the first equal number");
        table.passing("WHICHC", "cc*", SelectionFunctions::whichText, "place of the first equal text");
    }

    private static double firstNumber(Arguments a) {
        for (int i = 0; i < a.count(); i++) {
            if (!a.isMissing(i)) {
                return a.number(i);
            }
        }
        return Missing.DOT;
    }

    private static String firstText(Arguments a) {
        for (int i = 0; i < a.count(); i++) {
            if (!a.isMissing(i)) {
                return a.text(i);
            }
        }
        return " ";
    }

    /** IFN and IFC: the fourth argument, where given, is for a missing condition. */
    private static int chosen(Arguments a) {
        double condition = a.number(0);
        if (condition != condition) {
            return a.count() > 3 ? 3 : 2;
        }
        return condition != 0 ? 1 : 2;
    }

    /** The index a selector names, counted from the end when it is negative; 0 when there is none. */
    private static int selected(Arguments a) {
        double k = a.number(0);
        if (k != k || k == 0 || Math.abs(k) > a.count() - 1) {
            a.invalid();
            return 0;
        }
        return k > 0 ? (int) k : a.count() + (int) k;
    }

    private static double chosen(Arguments a, double otherwise) {
        int index = selected(a);
        return index == 0 ? otherwise : a.number(index);
    }

    private static String chosenText(Arguments a) {
        int index = selected(a);
        return index == 0 ? " " : a.text(index);
    }

    private static double whichNumber(Arguments a) {
        if (a.isMissing(0)) {
            return Missing.DOT;
        }
        for (int i = 1; i < a.count(); i++) {
            if (a.number(i) == a.number(0)) {
                return i;
            }
        }
        return 0;
    }

    private static double whichText(Arguments a) {
        String wanted = Blanks.trim(a.text(0));
        for (int i = 1; i < a.count(); i++) {
            if (wanted.equals(a.trimmed(i))) {
                return i;
            }
        }
        return 0;
    }
}
