package hermite.sas.proc.marginal.report;

import hermite.model.Family;
import hermite.model.StandardLink;
import hermite.model.gee.MarginalFit;
import hermite.model.glm.FitCriteria;
import hermite.model.inference.CovariateMeans;
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
                StoredFit.by(group),
                model.isMultinomial() ? "Multinomial" : model.family().label(),
                model.link(),
                sample.terms(),
                reference(model, sample),
                analysis.coefficients(),
                analysis.covariance(),
                analysis.aliased(),
                analysis.crossProducts(),
                Double.POSITIVE_INFINITY,
                residualVariance(model, analysis),
                CovariateMeans.of(
                                sample.terms(),
                                group.table(),
                                sample.rows(),
                                sample.observations().frequency())
                        .means(),
                statistics(analysis));
    }

    /** The last level of a multinomial response. */
    private static String reference(GenmodModel model, GenmodSample sample) {
        if (!model.isMultinomial()) {
            return "";
        }
        List<String> levels = sample.profile().orElseThrow().levels();
        return levels.get(levels.size() - 1);
    }

    private static double residualVariance(GenmodModel model, GenmodAnalysis analysis) {
        boolean single = model.family() == Family.NORMAL
                && model.link() == StandardLink.IDENTITY
                && analysis.marginal().isEmpty();
        return single ? analysis.glm().dispersion() : Double.NaN;
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
