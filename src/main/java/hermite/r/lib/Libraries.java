package hermite.r.lib;

import hermite.r.eval.forms.Assignment;
import hermite.r.eval.forms.CallForms;
import hermite.r.eval.forms.ConditionForms;
import hermite.r.eval.forms.ControlForms;
import hermite.r.eval.function.Library;
import hermite.r.lib.complex.ComplexLibrary;
import hermite.r.lib.dates.DateLibrary;
import hermite.r.lib.files.FileLibrary;
import hermite.r.lib.graphics.GraphicsLibrary;
import hermite.r.lib.language.ApplyLibrary;
import hermite.r.lib.language.AttributeLibrary;
import hermite.r.lib.language.EnvironmentLibrary;
import hermite.r.lib.language.FrameLibrary;
import hermite.r.lib.language.IndexLibrary;
import hermite.r.lib.language.LanguageLibrary;
import hermite.r.lib.language.OperatorLibrary;
import hermite.r.lib.language.PrintLibrary;
import hermite.r.lib.language.SessionLibrary;
import hermite.r.lib.language.StructureLibrary;
import hermite.r.lib.language.TypeLibrary;
import hermite.r.lib.language.VectorLibrary;
import hermite.r.lib.math.MathLibrary;
import hermite.r.lib.math.SummaryLibrary;
import hermite.r.lib.matrix.MarginLibrary;
import hermite.r.lib.matrix.MatrixLibrary;
import hermite.r.lib.models.CategoryFunctions;
import hermite.r.lib.models.FormulaFunctions;
import hermite.r.lib.models.MarginalFunctions;
import hermite.r.lib.models.MixedFunctions;
import hermite.r.lib.models.ZeroInflatedFunctions;
import hermite.r.lib.optimise.OptimiseLibrary;
import hermite.r.lib.probability.DistributionLibrary;
import hermite.r.lib.probability.RandomLibrary;
import hermite.r.lib.sets.SetLibrary;
import hermite.r.lib.text.FormatLibrary;
import hermite.r.lib.text.PatternLibrary;
import hermite.r.lib.text.RawLibrary;
import hermite.r.lib.text.TextLibrary;
import hermite.r.lib.verbs.VerbLibrary;
import java.util.ArrayList;
import java.util.List;

/** Every theme of functions, in the order in which they are declared; a later one replaces functions of the same name. */
public final class Libraries {
    private Libraries() {}

    public static List<Library> all() {
        List<Library> all = new ArrayList<>();
        addLanguage(all);
        all.add(new DistributionLibrary());
        all.add(new RandomLibrary());
        all.add(new MathLibrary());
        all.add(new SummaryLibrary());
        all.add(new ComplexLibrary());
        all.add(new RawLibrary());
        all.add(new SetLibrary());
        all.add(new TextLibrary());
        all.add(new PatternLibrary());
        all.add(new FormatLibrary());
        all.add(new ScriptThemes());
        all.add(new MatrixLibrary());
        all.add(new MarginLibrary());
        all.add(new OptimiseLibrary());
        all.add(new DateLibrary());
        all.add(new FileLibrary());
        all.add(new FormulaFunctions());
        all.add(new VerbLibrary());
        all.add(new GraphicsLibrary());
        all.add(new MixedFunctions());
        all.add(new ZeroInflatedFunctions());
        all.add(new CategoryFunctions());
        all.add(new MarginalFunctions());
        return all;
    }

    private static void addLanguage(List<Library> all) {
        all.add(new ControlForms());
        all.add(new Assignment());
        all.add(new CallForms());
        all.add(new ConditionForms());
        all.add(new OperatorLibrary());
        all.add(new IndexLibrary());
        all.add(new VectorLibrary());
        all.add(new AttributeLibrary());
        all.add(new TypeLibrary());
        all.add(new EnvironmentLibrary());
        all.add(new LanguageLibrary());
        all.add(new ApplyLibrary());
        all.add(new FrameLibrary());
        all.add(new PrintLibrary());
        all.add(new StructureLibrary());
        all.add(new SessionLibrary());
    }
}
