package hermite.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Text of one variable, dictionary-coded: each distinct value is held once. Values carry no trailing blanks;
 * the blank value is the empty string.
 */
public final class CharacterColumn implements Column {
    private final String[] dictionary;
    private final int[] codes;

    private CharacterColumn(String[] dictionary, int[] codes) {
        this.dictionary = dictionary;
        this.codes = codes;
    }

    public static CharacterColumn of(List<String> values) {
        Builder builder = new Builder();
        values.forEach(builder::add);
        return builder.build();
    }

    /**
     * A column of codes into a dictionary; takes over both arrays. The values must be distinct and carry no trailing
     * blanks.
     *
     * @throws IllegalArgumentException when a code is outside the dictionary
     */
    public static CharacterColumn ofCodes(String[] dictionary, int[] codes) {
        for (int code : codes) {
            if (code < 0 || code >= dictionary.length) {
                throw new IllegalArgumentException("code " + code + " of a dictionary of " + dictionary.length);
            }
        }
        return new CharacterColumn(dictionary, codes);
    }

    public String get(int row) {
        return dictionary[codes[row]];
    }

    /** Place of a row's value in the dictionary; equal codes are equal values. */
    public int code(int row) {
        return codes[row];
    }

    /** Number of values in the dictionary; after a selection of rows some may occur in no row. */
    public int dictionarySize() {
        return dictionary.length;
    }

    public String dictionaryValue(int code) {
        return dictionary[code];
    }

    /** Codes of the rows' values that order as the values do; equal values have equal codes. */
    long[] orderedCodes() {
        Integer[] byText = new Integer[dictionary.length];
        java.util.Arrays.setAll(byText, i -> i);
        java.util.Arrays.sort(byText, (a, b) -> compareText(dictionary[a], dictionary[b]));
        long[] rank = new long[dictionary.length];
        for (int i = 0; i < byText.length; i++) {
            boolean same = i > 0 && compareText(dictionary[byText[i]], dictionary[byText[i - 1]]) == 0;
            rank[byText[i]] = same ? rank[byText[i - 1]] : i;
        }
        long[] ordered = new long[codes.length];
        for (int row = 0; row < codes.length; row++) {
            ordered[row] = rank[codes[row]];
        }
        return ordered;
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public int compare(int rowA, int rowB) {
        return codes[rowA] == codes[rowB] ? 0 : compareText(get(rowA), get(rowB));
    }

    /** Order of text as SAS has it: the shorter is padded with blanks. */
    public static int compareText(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            int d = a.charAt(i) - b.charAt(i);
            if (d != 0) {
                return d;
            }
        }
        String longer = a.length() > b.length() ? a : b;
        for (int i = common; i < longer.length(); i++) {
            int d = longer.charAt(i) - ' ';
            if (d != 0) {
                return longer == a ? d : -d;
            }
        }
        return 0;
    }

    @Override
    public CharacterColumn select(int[] rows) {
        int[] selected = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = codes[rows[i]];
        }
        return new CharacterColumn(dictionary, selected);
    }

    /** Collects values; trailing blanks are cut. */
    public static final class Builder {
        private final Map<String, Integer> index = new HashMap<>();
        private final List<String> dictionary = new ArrayList<>();
        private int[] codes = new int[16];
        private int size;

        public void add(String value) {
            String text = value.stripTrailing();
            Integer code = index.get(text);
            if (code == null) {
                code = dictionary.size();
                dictionary.add(text);
                index.put(text, code);
            }
            if (size == codes.length) {
                codes = java.util.Arrays.copyOf(codes, size * 2);
            }
            codes[size++] = code;
        }

        public CharacterColumn build() {
            return new CharacterColumn(dictionary.toArray(String[]::new), java.util.Arrays.copyOf(codes, size));
        }
    }
}
