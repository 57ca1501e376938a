package hermite.sas.datastep.function.text;

import hermite.data.Missing;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionSpec.ResultLength;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.function.PatternStore;
import hermite.sas.datastep.node.Blanks;
import java.util.Optional;

/** PRXPARSE, PRXMATCH, PRXCHANGE, PRXPOSN, PRXPAREN: regular expressions. */
public final class PatternFunctions {
    private PatternFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.passing("PRXPARSE", "c", PatternFunctions::parse, "number of a regular expression");
        table.passing("PRXMATCH", "ac", PatternFunctions::match, "place of a match");
        table.text("PRXCHANGE", "anc", ResultLength.argument(2), PatternFunctions::change, "matches replaced");
        table.text("PRXPOSN", "nnc", ResultLength.argument(2), PatternFunctions::group, "a group of the last match");
        table.passing("PRXPAREN", "n", PatternFunctions::lastGroup, "last group that matched");
    }

    private static double parse(Arguments a) {
        int number = a.patterns().parse(Blanks.trim(a.text(0)));
        if (number == 0) {
            a.invalid();
            return Missing.DOT;
        }
        return number;
    }

    /** The expression an argument names, by number or by its text. */
    private static Optional<PatternStore.Expression> expression(Arguments a) {
        int number = a.isText(0) ? a.patterns().parse(Blanks.trim(a.text(0))) : a.whole(0, 0);
        Optional<PatternStore.Expression> found = a.patterns().find(number);
        if (found.isEmpty()) {
            a.invalid();
        }
        return found;
    }

    private static double match(Arguments a) {
        return expression(a).map(e -> (double) e.find(a.text(1))).orElse(Missing.DOT);
    }

    private static String change(Arguments a) {
        Optional<String> changed = expression(a).flatMap(e -> e.replace(a.text(2), a.whole(1, 0)));
        return changed.orElseGet(() -> a.text(2));
    }

    private static String group(Arguments a) {
        return expression(a).map(e -> e.group(a.whole(1, 0))).orElse("");
    }

    private static double lastGroup(Arguments a) {
        return expression(a).map(e -> (double) e.lastGroup()).orElse(Missing.DOT);
    }
}
