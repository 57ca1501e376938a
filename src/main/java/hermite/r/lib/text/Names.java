package hermite.r.lib.text;

import hermite.r.value.text.ReservedWords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Syntactic and unique names, and ranges of characters. */
public final class Names {
    private Names() {}

    /** A name R's parser takes without backticks. */
    public static String syntactic(String name) {
        if (name == null) {
            return "NA.";
        }
        StringBuilder out = new StringBuilder();
        boolean goodStart = !name.isEmpty()
                && (Character.isLetter(name.charAt(0))
                        || name.charAt(0) == '.' && !(name.length() > 1 && Character.isDigit(name.charAt(1))));
        if (!goodStart) {
            out.append('X');
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(Character.isLetterOrDigit(c) || c == '.' || c == '_' ? c : '.');
        }
        return ReservedWords.contain(out.toString()) ? out.append('.').toString() : out.toString();
    }

    /** Repeated names get a number, the first stays. */
    public static String[] unique(String[] names, String separator) {
        Set<String> taken = new HashSet<>();
        for (String name : names) {
            taken.add(name);
        }
        Set<String> seen = new HashSet<>();
        Map<String, Integer> counters = new HashMap<>();
        String[] out = names.clone();
        for (int i = 0; i < out.length; i++) {
            if (!seen.add(out[i])) {
                int count = counters.getOrDefault(names[i], 1);
                String made = names[i] + separator + count;
                while (taken.contains(made)) {
                    made = names[i] + separator + ++count;
                }
                counters.put(names[i], count + 1);
                taken.add(made);
                seen.add(made);
                out[i] = made;
            }
        }
        return out;
    }

    /** The characters of a specification such as "a-c9". */
    static int[] spread(String specification) {
        int[] points = specification.codePoints().toArray();
        IntStream.Builder all = IntStream.builder();
        for (int i = 0; i < points.length; i++) {
            if (i + 2 < points.length && points[i + 1] == '-') {
                for (int c = points[i]; c <= points[i + 2]; c++) {
                    all.add(c);
                }
                i += 2;
            } else {
                all.add(points[i]);
            }
        }
        return all.build().toArray();
    }
}
