package hermite.sas.datastep.function.text;

import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionSpec.ResultLength;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.node.Blanks;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Functions that join texts; numbers are written by BEST12. without blanks. */
public final class CatFunctions {
    private CatFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.text("CAT", "a*", ResultLength.DEFAULT, a -> join(a, s -> s), "joined as they are");
        table.text("CATT", "a*", ResultLength.DEFAULT, a -> join(a, Blanks::trim), "joined without trailing blanks");
        table.text("CATS", "a*", ResultLength.DEFAULT, a -> join(a, Blanks::strip), "joined without blanks around");
        table.text(
                "CATX",
                "ca*",
                ResultLength.DEFAULT,
                CatFunctions::separated,
                "joined with a separator, blanks left out");
        table.text("CATQ", "ca*", ResultLength.DEFAULT, CatFunctions::quoted, "joined, quoted where needed");
    }

    private static String join(Arguments a, UnaryOperator<String> form) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < a.count(); i++) {
            joined.append(form.apply(a.shown(i)));
        }
        return joined.toString();
    }

    private static String separated(Arguments a) {
        String separator = a.text(0);
        StringBuilder joined = new StringBuilder();
        boolean any = false;
        for (int i = 1; i < a.count(); i++) {
            String item = Blanks.strip(a.shown(i));
            if (!item.isEmpty()) {
                joined.append(any ? separator : "").append(item);
                any = true;
            }
        }
        return joined.toString();
    }

    /** CATQ(modifiers, items…): 1 single quotes, 2 double quotes, a all items, c commas, s strip; others are invalid. */
    private static String quoted(Arguments a) {
        String modifiers = a.trimmed(0).toLowerCase(Locale.ROOT);
        if (!modifiers.chars().allMatch(c -> "12acs ".indexOf(c) >= 0)) {
            a.invalidArgument(1);
            return "";
        }
        String mark = modifiers.contains("1") ? "'" : "\"";
        boolean commas = modifiers.contains("c");
        String separator = commas ? "," : " ";
        StringBuilder joined = new StringBuilder();
        for (int i = 1; i < a.count(); i++) {
            String item = modifiers.contains("s") ? Blanks.strip(a.shown(i)) : Blanks.trim(a.shown(i));
            boolean needed = modifiers.contains("a") || item.contains(separator) || item.contains(mark);
            joined.append(i > 1 ? separator : "").append(needed ? mark + item.replace(mark, mark + mark) + mark : item);
        }
        return joined.toString();
    }
}
