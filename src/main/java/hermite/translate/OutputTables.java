package hermite.translate;

import hermite.sas.syntax.ast.ProcStatement;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** ODS OUTPUT: the tables of a model step as data frames of R. */
final class OutputTables {
    private static final String LM = "lm";
    private static final List<String> LIKELIHOODS = List.of(
            LM,
            "glm",
            "MASS::glm.nb",
            "lmerTest::lmer",
            "lme4::glmer",
            "glmmTMB::glmmTMB",
            "nlme::gls",
            "nlme::lme",
            "ordinal::clm",
            "ordinal::clmm",
            "GLMMadaptive::mixed_model");

    private final ModelStep step;
    private final ModelCall call;

    OutputTables(ModelStep step, ModelCall call) {
        this.step = step;
        this.call = call;
    }

    /**
     * {@code target <- data.frame(…)} for each table asked for.
     *
     * @param asked R's names of the frames by the names of the tables
     * @param left takes the tables that R has not
     */
    String code(Map<String, String> asked, List<String> left) {
        StringBuilder out = new StringBuilder();
        boolean groups = step.step().statement("BY").isPresent();
        for (Map.Entry<String, String> each : asked.entrySet()) {
            String target = each.getValue();
            try {
                String frame = frame(each.getKey().toUpperCase(Locale.ROOT));
                out.append(target)
                        .append(" <- ")
                        .append(
                                groups
                                        ? "rbind(if (group != names(groups)[1]) " + target + ", cbind(group = group, "
                                                + frame + "))"
                                        : frame)
                        .append('\n');
            } catch (Untranslatable e) {
                left.add("ODS OUTPUT " + each.getKey() + ": " + e.getMessage());
            }
        }
        return out.toString();
    }

    private String frame(String table) throws Untranslatable {
        return switch (table) {
            case "PARAMETERESTIMATES", "SOLUTIONF", "GEEEMPPEST", "SOLUTION" -> estimates(call.covariance(), table);
            case "GEEMODPEST" -> estimates(new PrintedOptions(step, call).modelBased(), table);
            case "COVB", "GEERCOV" -> "as.data.frame(as.matrix(" + call.covariance() + "))";
            case "GEENCOV" -> "as.data.frame(" + new PrintedOptions(step, call).modelBased() + ")";
            case "COVPARMS" -> covarianceParameters();
            case "G", "GCORR" -> matrixG(table.equals("GCORR"));
            case "SOLUTIONR" -> randomEffects();
            case "TESTS3", "TYPE3", "GEETYPE3", "TYPE3LR" -> tests();
            case "ESTIMATES" -> stacked("ESTIMATE");
            case "CONTRASTS" -> stacked("CONTRAST");
            case "LSMEANS", "DIFFS", "LSMEANDIFFS" -> means(!table.equals("LSMEANS"));
            case "FITSTATISTICS", "MODELFIT" -> criteria();
            case "GEEWCORR", "GEEEXCHCORR" -> working(table.equals("GEEEXCHCORR"));
            case "NOBS" -> "data.frame(label = \"Number of Observations Used\", nobsused = " + used() + ")";
            default -> throw new Untranslatable("a table without one in R");
        };
    }

    private String estimates(String covariance, String table) {
        String word = step.isGenmod() ? table.startsWith("GEE") ? "parm" : "parameter" : "effect";
        return "data.frame(" + word + " = names(" + call.coefficients() + "), estimate = " + call.coefficients()
                + ", stderr = sqrt(diag(" + covariance + ")), row.names = NULL)";
    }

    private String used() throws Untranslatable {
        return switch (call.function()) {
            case "gee::gee" -> "length(fit$y)";
            case "geepack::geeglm", "glm", "MASS::glm.nb" -> "nobs(fit)";
            default -> LIKELIHOODS.contains(call.function()) ? "nobs(fit)" : refuse();
        };
    }

    private String refuse() throws Untranslatable {
        throw new Untranslatable("a fit of " + call.function() + " has no such table");
    }

    private String covarianceParameters() throws Untranslatable {
        return switch (call.function()) {
            case "lmerTest::lmer", "lme4::glmer" ->
                "setNames(as.data.frame(lme4::VarCorr(fit))[c(\"grp\", \"var1\", \"var2\", \"vcov\")],"
                        + " c(\"subject\", \"effect1\", \"effect2\", \"estimate\"))";
            case "GLMMadaptive::mixed_model" ->
                "data.frame(row = c(row(fit$D)), col = c(col(fit$D)), estimate = c(fit$D))";
            case "nlme::gls" ->
                "data.frame(covparm = c(names(coef(fit$modelStruct, unconstrained = FALSE)),"
                        + " \"sigma^2\"), estimate = c(coef(fit$modelStruct, unconstrained = FALSE), fit$sigma^2), row.names = NULL)";
            case "nlme::lme", "MASS::glmmPQL" ->
                "data.frame(covparm = rownames(nlme::VarCorr(fit)), estimate ="
                        + " suppressWarnings(as.numeric(nlme::VarCorr(fit)[, \"Variance\"])))";
            case "sas_linear" -> "data.frame(parameter = seq_along(fit$parameters), estimate = fit$parameters)";
            case LM -> "data.frame(covparm = \"Residual\", estimate = sigma(fit)^2)";
            default -> refuse();
        };
    }

    private String matrixG(boolean correlations) throws Untranslatable {
        String matrix =
                switch (call.function()) {
                    case "lmerTest::lmer", "lme4::glmer" -> "lme4::VarCorr(fit)[[1]]";
                    case "nlme::lme" -> "nlme::getVarCov(fit)";
                    case "glmmTMB::glmmTMB" -> "glmmTMB::VarCorr(fit)$cond[[1]]";
                    case "GLMMadaptive::mixed_model" -> "fit$D";
                    default -> refuse();
                };
        return "as.data.frame(" + (correlations ? "cov2cor(" : "") + "unclass(" + matrix + ")[, , drop = FALSE]"
                + (correlations ? ")" : "") + ")";
    }

    private String randomEffects() throws Untranslatable {
        return switch (call.function()) {
            case "lmerTest::lmer", "lme4::glmer", "glmmTMB::glmmTMB" -> "as.data.frame(" + "lme4::ranef(fit))";
            case "nlme::lme", "MASS::glmmPQL" -> "data.frame(subject = rownames(nlme::ranef(fit)), nlme::ranef(fit))";
            case "GLMMadaptive::mixed_model" ->
                "data.frame(subject = rownames(GLMMadaptive::ranef(fit)), GLMMadaptive::ranef(fit))";
            default -> refuse();
        };
    }

    private String tests() throws Untranslatable {
        String code = new ContrastRows(step, call).typeThree();
        if (code.isEmpty()) {
            throw new Untranslatable("the step asks for no tests of Type 3");
        }
        String print = code.substring(code.lastIndexOf("\nprint(") + 1);
        String expression = print.strip().replaceFirst("(?s)^print\\((.*)\\)$", "$1");
        return "as.data.frame(" + expression + ")";
    }

    private String stacked(String kind) throws Untranslatable {
        List<String> rows = new ArrayList<>();
        for (ProcStatement statement : step.step().statements(kind)) {
            rows.add(new ContrastRows(step, call).expression(statement));
        }
        if (rows.isEmpty()) {
            throw new Untranslatable("the step has no " + kind);
        }
        return rows.size() == 1 ? rows.get(0) : "rbind(" + String.join(", ", rows) + ")";
    }

    /** Means of several effects have different columns: a merge keeps all rows of each. */
    private String means(boolean differences) throws Untranslatable {
        List<String> frames = new ArrayList<>();
        for (ProcStatement statement : step.step().statements("LSMEANS")) {
            new PostFit(step, call)
                    .meanTables(statement, differences)
                    .forEach(m -> frames.add("as.data.frame(" + m + ")"));
        }
        if (frames.isEmpty()) {
            throw new Untranslatable("the step has no such LSMEANS");
        }
        return frames.size() == 1
                ? frames.get(0)
                : "Reduce(function(a, b) merge(a, b, all = TRUE, sort = FALSE), list(" + String.join(", ", frames)
                        + "))";
    }

    private String criteria() throws Untranslatable {
        if (call.function().equals("sas_linear")) {
            return "data.frame(descr = \"-2 Log Likelihood\", value = fit$minus2)";
        }
        if (!LIKELIHOODS.contains(call.function())) {
            return refuse();
        }
        String deviance = step.isGenmod() && List.of("glm", "MASS::glm.nb").contains(call.function())
                ? "\"Deviance\", \"Pearson Chi-Square\", "
                : "";
        return "data.frame(descr = c(" + deviance + "\"-2 Log Likelihood\", \"AIC\", \"BIC\"), value = c("
                + (deviance.isEmpty() ? "" : "deviance(fit), sum(residuals(fit, \"pearson\")^2), ")
                + "-2 * as.numeric(logLik(fit)), AIC(fit), BIC(fit)))";
    }

    private String working(boolean single) throws Untranslatable {
        return switch (call.function()) {
            case "gee::gee" ->
                single
                        ? "data.frame(correlation = fit$working.correlation[1, 2])"
                        : "as.data.frame(fit$working.correlation)";
            case "geepack::geeglm" -> "data.frame(correlation = fit$geese$alpha)";
            default -> refuse();
        };
    }
}
