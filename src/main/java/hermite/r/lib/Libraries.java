package hermite.r.lib;

import hermite.r.eval.Library;
import hermite.r.lib.models.FormulaFunctions;
import hermite.r.lib.models.MarginalFunctions;
import hermite.r.lib.models.MixedFunctions;
import java.util.ArrayList;
import java.util.List;

/** Every theme of functions, in the order in which they are declared; a later one replaces functions of the same name. */
public final class Libraries {
    private Libraries() {}

    public static List<Library> all() {
        List<Library> all = new ArrayList<>();
        all.add(new FormulaFunctions());
        all.add(new MixedFunctions());
        all.add(new MarginalFunctions());
        return all;
    }
}
