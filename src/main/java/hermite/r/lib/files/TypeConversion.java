package hermite.r.lib.files;

import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RLogical;
import hermite.r.value.RVector;
import hermite.r.value.text.NumberReading;
import java.util.Set;
import java.util.TreeSet;

/** The least type that holds all texts of a column: logical, integer, double, then character or factor. */
final class TypeConversion {
    private TypeConversion() {}

    /**
     * @param texts null for missing
     * @param missing texts that stand for NA
     */
    static RVector of(String[] texts, Set<String> missing, boolean asIs, char decimal) {
        String[] values = new String[texts.length];
        double[] numbers = new double[texts.length];
        boolean logical = true;
        boolean integer = true;
        boolean real = true;
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            values[i] = text == null || missing.contains(text) ? null : text;
            if (values[i] == null || (text = values[i].strip()).isEmpty()) {
                numbers[i] = RDouble.NA;
                continue;
            }
            logical = logical && isLogical(text);
            if (real) {
                String number = decimal == '.' ? text : text.replace(decimal, '.');
                double x = NumberReading.number(number);
                numbers[i] = x;
                real = !RDouble.isNa(x) || !NumberReading.isWrong(number);
                integer = integer && real && isInteger(number, x);
            }
        }
        if (logical) {
            int[] out = new int[values.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = blank(values[i])
                        ? RLogical.NA
                        : RCharacter.of(values[i].strip()).logicalAt(0);
            }
            return RLogical.of(out);
        }
        if (real) {
            return numbers(numbers, integer);
        }
        return asIs ? RCharacter.of(values) : factor(values);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static boolean isLogical(String text) {
        return switch (text) {
            case "T", "F", "TRUE", "FALSE", "true", "false", "True", "False" -> true;
            default -> false;
        };
    }

    private static boolean isInteger(String text, double x) {
        if (!(Math.abs(x) < 2147483648.0) || x != Math.rint(x)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(Character.isDigit(c) || (i == 0 && (c == '-' || c == '+')))) {
                return false;
            }
        }
        return true;
    }

    private static RVector numbers(double[] out, boolean integer) {
        if (!integer) {
            return RDouble.of(out);
        }
        int[] whole = new int[out.length];
        for (int i = 0; i < out.length; i++) {
            whole[i] = out[i] != out[i] ? RInteger.NA : (int) out[i];
        }
        return RInteger.of(whole);
    }

    private static RVector factor(String[] values) {
        Set<String> distinct = new TreeSet<>(hermite.r.vector.Collation::compare);
        for (String each : values) {
            if (each != null) {
                distinct.add(each);
            }
        }
        String[] levels = distinct.toArray(String[]::new);
        java.util.Map<String, Integer> places = new java.util.HashMap<>();
        for (int i = 0; i < levels.length; i++) {
            places.put(levels[i], i + 1);
        }
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = values[i] == null ? RInteger.NA : places.get(values[i]);
        }
        return Factors.of(codes, levels, false);
    }
}
