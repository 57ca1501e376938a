package hermite.r.lib;

import hermite.r.eval.Library;
import hermite.r.lib.dates.DateLibrary;
import hermite.r.lib.math.MathLibrary;
import hermite.r.lib.math.SummaryLibrary;
import hermite.r.lib.matrix.MarginLibrary;
import hermite.r.lib.matrix.MatrixLibrary;
import hermite.r.lib.models.FormulaFunctions;
import hermite.r.lib.models.MarginalFunctions;
import hermite.r.lib.models.MixedFunctions;
import hermite.r.lib.optimise.OptimiseLibrary;
import hermite.r.lib.probability.DistributionLibrary;
import hermite.r.lib.probability.RandomLibrary;
import hermite.r.lib.sets.SetLibrary;
import hermite.r.lib.text.FormatLibrary;
import hermite.r.lib.text.PatternLibrary;
import hermite.r.lib.text.TextLibrary;
import java.util.ArrayList;
import java.util.List;

/** Every theme of functions, in the order in which they are declared; a later one replaces functions of the same name. */
public final class Libraries {
    private Libraries() {}

    public static List<Library> all() {
        List<Library> all = new ArrayList<>();
        all.add(new DistributionLibrary());
        all.add(new RandomLibrary());
        all.add(new MathLibrary());
        all.add(new SummaryLibrary());
        all.add(new SetLibrary());
        all.add(new TextLibrary());
        all.add(new PatternLibrary());
        all.add(new FormatLibrary());
        all.add(new MatrixLibrary());
        all.add(new MarginLibrary());
        all.add(new OptimiseLibrary());
        all.add(new DateLibrary());
        all.add(new FormulaFunctions());
        all.add(new MixedFunctions());
        all.add(new MarginalFunctions());
        return all;
    }
}
