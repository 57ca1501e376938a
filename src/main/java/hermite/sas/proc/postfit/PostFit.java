package hermite.sas.proc.postfit;

import hermite.model.ModelTerms;
import hermite.model.inference.LeastSquaresMeans;
import hermite.report.OutputTable;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Runs the statements about a fitted linear predictor and puts out their tables. */
public final class PostFit {
    private final PostFitModel model;
    private final ProcContext context;
    private final Consumer<OutputTable> sink;

    public PostFit(PostFitModel model, ProcContext context) {
        this(model, context, context::put);
    }

    /** @param sink takes the tables in place of the context */
    public PostFit(PostFitModel model, ProcContext context, Consumer<OutputTable> sink) {
        this.model = model;
        this.context = context;
        this.sink = sink;
    }

    /** Whether this room does the statement. */
    public static boolean does(ProcStatement statement) {
        return switch (statement.spec().name()) {
            case "CONTRAST", "ESTIMATE", "LSMEANS", "LSMESTIMATE", "SLICE", "TEST" -> true;
            default -> false;
        };
    }

    /**
     * All statements of a step in the order of output: estimates, contrasts, then the others as they were given. Those
     * it does not do are passed over.
     *
     * @throws hermite.sas.log.StepFailure when a statement names what the model does not have
     */
    public void run(List<ProcStatement> statements) {
        Log log = context.log();
        List<ProcStatement> estimates = named("ESTIMATE", statements);
        if (!estimates.isEmpty()) {
            put(
                    model.dialect() == Dialect.GENMOD
                            ? new ContrastEstimates(model, log).tables(estimates)
                            : new EstimateStatements(model, log).estimates(estimates));
        }
        List<ProcStatement> contrasts = named("CONTRAST", statements);
        if (!contrasts.isEmpty()) {
            put(new ContrastStatements(model, log).tables(contrasts));
        }
        for (ProcStatement statement : statements) {
            context.checkInterrupt();
            switch (statement.spec().name()) {
                case "LSMEANS", "SLICE" -> {
                    for (EffectTerm term : effects(statement)) {
                        put(new MeansStatement(statement, term, model, context).tables());
                    }
                }
                case "TEST" -> put(new EffectTests(statement, model).tables());
                case "LSMESTIMATE" -> put(new MeanEstimateStatement(statement, model, context).tables());
                default -> {
                    // not of this room, or done above
                }
            }
        }
    }

    /** Those of the statement; for LSMEANS without any, all that have means. */
    private List<EffectTerm> effects(ProcStatement statement) {
        List<EffectTerm> written = ((Body.Effects) statement.body()).effects();
        if (!written.isEmpty()) {
            return written;
        }
        if (statement.spec().name().equals("SLICE")) {
            throw new StepFailure(statement.place(), PostFitMessage.NO_EFFECT, "SLICE");
        }
        ModelTerms terms = model.coefficients().terms();
        List<EffectTerm> all = IntStream.range(0, terms.effects().size())
                .filter(e -> LeastSquaresMeans.areDefined(terms, e))
                .mapToObj(e -> terms.effects().get(e))
                .map(e -> new EffectTerm(e.crossed(), e.nestedWithin(), statement.place()))
                .toList();
        if (all.isEmpty()) {
            throw new StepFailure(statement.place(), PostFitMessage.NO_EFFECT, "LSMEANS");
        }
        return all;
    }

    private void put(List<OutputTable> tables) {
        tables.forEach(sink);
    }

    private static List<ProcStatement> named(String name, List<ProcStatement> statements) {
        return statements.stream().filter(s -> s.spec().name().equals(name)).toList();
    }
}
