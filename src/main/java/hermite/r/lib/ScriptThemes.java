package hermite.r.lib;

import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;

/** Themes written in R alone: statistics, tests, tables, binding, summaries, data sets. */
final class ScriptThemes implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .script("tables.R")
                .script("bind.R")
                .script("summary.R")
                .script("bits.R")
                .script("places.R")
                .script("language.R");
        table.in("stats")
                .script("statistics.R")
                .script("groups.R")
                .script("coefficients.R")
                .script("numeric.R")
                .script("tests.R")
                .script("proportions.R")
                .script("group_tests.R")
                .script("aov.R")
                .script("multivariate.R")
                .script("clusters.R")
                .script("models/influence.R")
                .script("models/strata.R")
                .script("models/tables.R")
                .script("models/responses.R")
                .script("models/profile.R")
                .script("models/aliasing.R")
                .script("models/leastsquares.R")
                .script("calculus/derivatives.R")
                .script("smoothing/loess.R")
                .script("series/ts.R")
                .script("tests/distributions.R");
        table.in("splines").script("basis.R");
        table.in("car").script("anova.R").script("hypotheses.R");
        table.in("sandwich").script("covariance.R").script("autocorrelation.R");
        table.in("clubSandwich").script("vcovCR.R");
        table.in("multcomp").script("glht.R");
        table.in("lmtest").script("tests.R");
        table.in("broom").script("tidy.R");
        table.in("broom.mixed").script("mixed.R");
        table.in("knitr").script("kable.R");
        table.in("tools").script("files.R");
        table.in("datasets").script("data.R").script("growth.R").script("studies.R");
        table.in("lme4").script("data.R");
        table.in("nlme").script("data.R");
        table.in("MASS").script("mvrnorm.R").script("gamma.R");
    }
}
