package hermite.data.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Valid, distinct variable names made from the words of a heading. */
final class VariableNames {
    private static final int MAX_LENGTH = 32;

    private VariableNames() {}

    /** Characters that names do not allow become underscores; a blank or repeated word becomes VARn, n its place. */
    static String[] of(List<String> words) {
        String[] names = new String[words.size()];
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < names.length; i++) {
            String name = clean(words.get(i).strip());
            if (name.isEmpty() || taken.contains(name.toUpperCase(Locale.ROOT))) {
                name = free("VAR" + (i + 1), taken);
            }
            taken.add(name.toUpperCase(Locale.ROOT));
            names[i] = name;
        }
        return names;
    }

    private static String free(String stem, Set<String> taken) {
        String name = stem;
        for (int i = 1; taken.contains(name); i++) {
            name = stem + "_" + i;
        }
        return name;
    }

    private static String clean(String word) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < word.length() && name.length() < MAX_LENGTH; i++) {
            char c = word.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
            if (digit && name.length() == 0) {
                name.append('_');
            }
            name.append(digit || letter ? c : '_');
        }
        return name.toString();
    }
}
