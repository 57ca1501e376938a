package hermite.sas.proc.plm;

import hermite.model.inference.CovariateMeans;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.proc.postfit.PostFitModel;
import hermite.sas.proc.store.ItemStore;
import hermite.sas.proc.store.StoreFormat;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.List;

/** PROC PLM: post-fitting of models that STORE has kept. It reads no raw data and fits nothing. */
public final class PlmProcedure implements Procedure {
    private static final ProcedureSpec SPEC = PlmSyntax.spec();

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        Options options = step.options();
        DataSetReference source = options.dataSet("RESTORE").orElseThrow(() -> new StepFailure(PlmMessage.NO_SOURCE));
        String name = context.fullName(source);
        ItemStore store = read(source, name, context);
        StoreTables tables = new StoreTables(name, store, context);
        boolean print = !options.has("NOPRINT");
        if (print && !options.has("NOINFO")) {
            context.put(tables.information());
        }
        if (print && !options.has("NOCLPRINT")) {
            tables.classLevels().ifPresent(context::put);
        }
        for (ProcStatement statement : step.statements()) {
            context.checkInterrupt();
            if (statement.spec().name().equals("SCORE")) {
                new ScoreStatement(statement, options, store, name, context).run();
            } else if (statement.spec().name().equals("SHOW") && print) {
                tables.show(statement);
            } else if (PostFit.does(statement) && print) {
                for (StoredFit fit : store.groups()) {
                    new PostFit(postFit(fit, store, options), context).run(List.of(statement));
                }
            }
        }
    }

    private static PostFitModel postFit(StoredFit fit, ItemStore store, Options options) {
        boolean normal = options.word("DDFMETHOD").filter("NONE"::equals).isPresent();
        FittedCoefficients coefficients = new FittedCoefficients(
                fit.terms(),
                fit.estimates(),
                fit.covariance(),
                fit.crossProducts(),
                DegreesOfFreedom.fixed(normal ? Double.POSITIVE_INFINITY : fit.degreesOfFreedom()));
        double alpha = options.number("ALPHA").orElse(store.alpha());
        return PostFitModel.of(coefficients, fit.link(), alpha, Dialect.PLM)
                .withMeans(() -> new CovariateMeans(fit.covariateMeans()));
    }

    private static ItemStore read(DataSetReference source, String name, ProcContext context) {
        byte[] content = context.readStore(source)
                .orElseThrow(() -> new StepFailure(
                        source.place(),
                        PlmMessage.NOT_FOUND,
                        name,
                        Suggestion.of(source.member(), context.storeNames())));
        try {
            return StoreFormat.read(content);
        } catch (StoreFormat.NotAStoreException damaged) {
            throw new StepFailure(source.place(), PlmMessage.DAMAGED, name, damaged.getMessage());
        }
    }
}
