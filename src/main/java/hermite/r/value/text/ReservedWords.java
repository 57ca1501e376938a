package hermite.r.value.text;

import java.util.Set;

/** Words of R's grammar, which are names only between backticks. */
public final class ReservedWords {
    private static final Set<String> ALL = Set.of(
            "if",
            "else",
            "repeat",
            "while",
            "function",
            "for",
            "next",
            "break",
            "TRUE",
            "FALSE",
            "NULL",
            "Inf",
            "NaN",
            "NA",
            "NA_integer_",
            "NA_real_",
            "NA_complex_",
            "NA_character_",
            "in");

    private ReservedWords() {}

    public static boolean contain(String word) {
        return ALL.contains(word);
    }
}
