package hermite.sas.syntax.ast;

import hermite.sas.source.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A statement that takes effect at once, wherever it stands. */
public sealed interface GlobalStatement {
    Place place();

    /**
     * {@code libname ref <engine> 'path' <options>;}, {@code libname ref clear;}, {@code libname _all_ list;}
     *
     * @param engine empty when not written
     * @param paths physical names in quotes, or librefs of a concatenation
     * @param action CLEAR, LIST or empty
     */
    record Libname(
            String libref, String engine, List<String> paths, String action, Map<String, String> options, Place place)
            implements GlobalStatement {}

    record Filename(
            String fileref, String device, List<String> paths, String action, Map<String, String> options, Place place)
            implements GlobalStatement {}

    /** Each option as written: {@code NODATE}, {@code LS=80}; the value is empty for a flag. */
    record SystemOptions(List<Item> items, Place place) implements GlobalStatement {
        public record Item(String name, Optional<String> value, Place place) {}
    }

    /**
     * TITLEn and FOOTNOTEn.
     *
     * @param text empty clears line {@code number} and all above
     */
    record Title(boolean footnote, int number, Optional<String> text, Place place) implements GlobalStatement {}

    /** {@code ods html file='x' style=journal;}, {@code ods output A=b C=d;}, {@code ods select A B;}, {@code ods listing close;} */
    record Ods(String keyword, List<Item> items, Place place) implements GlobalStatement {
        /** A word, perhaps with a value; {@code quoted} tells {@code 'x'} from {@code x}; data sets keep their options. */
        public record Item(
                String name, Optional<String> value, Optional<DataSetReference> dataSet, boolean quoted, Place place) {}
    }

    /** {@code missing A R;} */
    record MissingLetters(String letters, Place place) implements GlobalStatement {}

    record EndSas(Place place) implements GlobalStatement {}

    /** A global statement of SAS that has no meaning here or is not built: X, DM, GOPTIONS, SYMBOL … */
    record Unsupported(String keyword, Place place) implements GlobalStatement {}
}
