package hermite.sas.proc.plm;

import hermite.model.Link;
import hermite.model.ResponseFunctions;
import hermite.model.StandardLink;
import hermite.model.inference.CovariateMeans;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.FunctionCoefficients;
import hermite.report.OutputTable;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.Procedure;
import hermite.sas.proc.postfit.ControlLevel;
import hermite.sas.proc.postfit.Dialect;
import hermite.sas.proc.postfit.PostFit;
import hermite.sas.proc.postfit.PostFitModel;
import hermite.sas.proc.postfit.table.TablesByLevel;
import hermite.sas.proc.store.ItemStore;
import hermite.sas.proc.store.StoreFormat;
import hermite.sas.proc.store.StoredFit;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.ArrayList;
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
        ResultFilter filter = ResultFilter.of(step, context);
        ItemStore chosen = store;
        for (ProcStatement statement : step.statements()) {
            context.checkInterrupt();
            switch (statement.spec().name()) {
                case "WHERE" -> chosen = StoredGroups.where(statement, store, name, context);
                case "SCORE" -> new ScoreStatement(statement, options, chosen, filter, context).run();
                case "SHOW" -> {
                    if (print) {
                        new StoreTables(name, chosen, context).show(statement);
                    }
                }
                default -> {
                    if (PostFit.does(statement) && print) {
                        for (StoredFit fit : chosen.groups()) {
                            StoredGroups.begin(fit, context);
                            postFit(statement, fit, chosen, options, context).forEach(filter::put);
                        }
                    }
                }
            }
        }
    }

    /** The tables of a statement; with a column for the levels of a multinomial response, TEST being about all at once. */
    private static List<OutputTable> postFit(
            ProcStatement statement, StoredFit fit, ItemStore store, Options options, ProcContext context) {
        List<OutputTable> tables = new ArrayList<>();
        FittedCoefficients all = coefficients(fit, options);
        ResponseFunctions functions = fit.terms().functions();
        if (functions.isOne() || statement.spec().name().equals("TEST")) {
            new PostFit(model(all, fit.link(), fit, store, options), context, tables::add).run(List.of(statement));
            return tables;
        }
        List<List<OutputTable>> byLevel = new ArrayList<>();
        Link link = functions.cumulative() ? fit.link() : StandardLink.LOG;
        List<String> levels = levels(statement, functions, store.response(), context);
        for (String level : levels) {
            int f = functions.levels().indexOf(level);
            List<OutputTable> own = new ArrayList<>();
            FittedCoefficients one = FunctionCoefficients.of(all, f);
            new PostFit(model(one, link, fit, store, options), context, own::add).run(List.of(statement));
            byLevel.add(own);
        }
        if (!functions.cumulative() && statement.options().has("ILINK")) {
            context.log().write(PlmMessage.NOMINAL_MEANS, store.response(), fit.reference());
        }
        return TablesByLevel.merged(store.response(), levels, byLevel);
    }

    /** Levels that CATEGORY= names, otherwise all that have a predictor. */
    private static List<String> levels(
            ProcStatement statement, ResponseFunctions functions, String response, ProcContext context) {
        List<String> levels = new ArrayList<>();
        for (String text : ControlLevel.named(statement.options(), "CATEGORY")) {
            if (text.equalsIgnoreCase("JOINT")) {
                context.log().write(PlmMessage.JOINT_CATEGORIES, response);
            } else if (functions.levels().contains(text)) {
                levels.add(text);
            } else if (!text.equalsIgnoreCase("SEPARATE")) {
                throw new StepFailure(
                        statement.place(),
                        PlmMessage.NO_CATEGORY,
                        text,
                        response,
                        String.join(", ", functions.levels()));
            }
        }
        return levels.isEmpty() ? functions.levels() : levels;
    }

    private static FittedCoefficients coefficients(StoredFit fit, Options options) {
        boolean normal = options.word("DDFMETHOD").filter("NONE"::equals).isPresent();
        return new FittedCoefficients(
                fit.terms(),
                fit.estimates(),
                fit.covariance(),
                fit.crossProducts(),
                DegreesOfFreedom.fixed(normal ? Double.POSITIVE_INFINITY : fit.degreesOfFreedom()));
    }

    private static PostFitModel model(
            FittedCoefficients coefficients, Link link, StoredFit fit, ItemStore store, Options options) {
        double alpha = options.number("ALPHA").orElse(store.alpha());
        return PostFitModel.of(coefficients, link, alpha, Dialect.PLM)
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
