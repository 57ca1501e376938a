package hermite.sas.session.library;

import hermite.sas.session.NearestWord;
import java.util.Collection;

/** The line under an error that names the word probably meant. */
public final class Hint {
    private Hint() {}

    /** A line of its own, or nothing when no candidate is near. */
    public static String nearest(String word, Collection<String> candidates) {
        return NearestWord.among(word, candidates)
                .map(found -> "\nDid you mean " + found + "?")
                .orElse("");
    }
}
