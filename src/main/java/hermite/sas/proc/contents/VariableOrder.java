package hermite.sas.proc.contents;

import hermite.data.Variable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The order in which PROC CONTENTS lists variables. */
enum VariableOrder {
    /** Letters without regard to case. */
    IGNORECASE,
    /** Upper case before lower case. */
    COLLATE,
    /** Without regard to case, numbers in names by value: {@code x2} before {@code x10}. */
    CASECOLLATE,
    /** As in the data set. */
    VARNUM;

    /** Places of the variables in this order. */
    List<Integer> places(List<Variable> variables) {
        Comparator<Integer> order =
                switch (this) {
                    case VARNUM -> Comparator.naturalOrder();
                    case COLLATE -> Comparator.comparing(i -> variables.get(i).name());
                    case IGNORECASE -> Comparator.comparing(i -> lower(variables.get(i)));
                    case CASECOLLATE ->
                        (a, b) -> compareNumbersByValue(lower(variables.get(a)), lower(variables.get(b)));
                };
        return IntStream.range(0, variables.size()).boxed().sorted(order).toList();
    }

    private static String lower(Variable variable) {
        return variable.name().toLowerCase(Locale.ROOT);
    }

    private static int compareNumbersByValue(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = digitsEnd(a, i);
            int endB = digitsEnd(b, j);
            int difference;
            if (endA > i && endB > j) {
                difference = new java.math.BigInteger(a.substring(i, endA))
                        .compareTo(new java.math.BigInteger(b.substring(j, endB)));
                i = endA;
                j = endB;
            } else {
                difference = a.charAt(i++) - b.charAt(j++);
            }
            if (difference != 0) {
                return difference;
            }
        }
        return (a.length() - i) - (b.length() - j);
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
