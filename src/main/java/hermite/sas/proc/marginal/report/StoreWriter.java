package hermite.sas.proc.marginal.report;

import hermite.model.gee.MarginalFit;
import hermite.model.glm.FitCriteria;
import hermite.model.inference.CovariateMeans;
import hermite.report.Cell;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.marginal.binding.GenmodModel;
import hermite.sas.proc.marginal.binding.GenmodSample;
import hermite.sas.proc.marginal.fitting.GenmodAnalysis;
import hermite.sas.proc.store.ItemStore;
import hermite.sas.proc.store.StoreFormat;
import hermite.sas.proc.store.StoredFit;
import java.util.ArrayList;
import java.util.List;

/** Keeps the fits of a step as STORE asks: with REPEATED the marginal estimates and their empirical covariance. */
public final class StoreWriter {
    private final String procedure;
    private final GenmodModel model;
    private final ProcContext context;
    private final List<StoredFit> groups = new ArrayList<>();
    private String event = "";

    /** @param procedure that made the fits */
    public StoreWriter(String procedure, GenmodModel model, ProcContext context) {
        this.procedure = procedure;
        this.model = model;
        this.context = context;
    }

    /** Keeps a group's fit when a statement STORE wants it. */
    public void add(ByGroup group, GenmodAnalysis analysis) {
        if (model.stores().isEmpty()) {
            return;
        }
        event = analysis.sample()
                .profile()
                .map(GenmodSample.ResponseProfile::event)
                .orElse("");
        groups.add(fit(model, group, analysis));
    }

    /** A group's fit in the form that stores keep and post-fit statements work on. */
    public static StoredFit fit(GenmodModel model, ByGroup group, GenmodAnalysis analysis) {
        GenmodSample sample = analysis.sample();
        return new StoredFit(
                group.heading(),
                group.values().stream().map(StoreWriter::text).toList(),
                model.family(),
                model.link(),
                sample.terms(),
                analysis.coefficients(),
                analysis.covariance(),
                analysis.aliased(),
                analysis.crossProducts(),
                Double.POSITIVE_INFINITY,
                CovariateMeans.of(
                                sample.terms(),
                                group.table(),
                                sample.rows(),
                                sample.observations().frequency())
                        .means(),
                statistics(analysis));
    }

    private static String text(Cell cell) {
        if (cell instanceof Cell.Number number) {
            double v = number.value();
            return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
        }
        return cell instanceof Cell.Text text ? text.value() : cell instanceof Cell.Shown shown ? shown.text() : "";
    }

    private static List<StoredFit.Statistic> statistics(GenmodAnalysis analysis) {
        if (analysis.marginal().isPresent()
                && Double.isNaN(analysis.marginal().get().qic())) {
            return List.of();
        }
        if (analysis.marginal().isPresent()) {
            MarginalFit fit = analysis.marginal().get();
            return List.of(new StoredFit.Statistic("QIC", fit.qic()), new StoredFit.Statistic("QICu", fit.qicu()));
        }
        FitCriteria criteria = analysis.glm().criteria();
        return List.of(
                new StoredFit.Statistic("Log Likelihood", criteria.logLikelihood()),
                new StoredFit.Statistic("Full Log Likelihood", criteria.fullLogLikelihood()),
                new StoredFit.Statistic("AIC (smaller is better)", criteria.aic()),
                new StoredFit.Statistic("AICC (smaller is better)", criteria.aicc()),
                new StoredFit.Statistic("BIC (smaller is better)", criteria.bic()));
    }

    /** A step without any fit leaves no store. */
    public void write() {
        if (groups.isEmpty()) {
            return;
        }
        for (GenmodModel.Store store : model.stores()) {
            String response = model.response().variable()
                    + model.response().trials().map(t -> "/" + t).orElse("");
            ItemStore content = new ItemStore(
                    procedure,
                    model.dataSet(),
                    context.now(),
                    store.label(),
                    response,
                    event,
                    model.offset().orElse(""),
                    model.alpha(),
                    groups);
            context.keepStore(store.reference(), StoreFormat.write(content));
        }
    }
}
