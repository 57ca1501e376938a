package hermite.translate;

import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.List;
import java.util.Locale;

/** What options of the step's statements print beside the fit: covariances, limits, matrices, tests of covariances. */
final class PrintedOptions {
    private final ModelStep step;
    private final ModelCall call;

    PrintedOptions(ModelStep step, ModelCall call) {
        this.step = step;
        this.call = call;
    }

    /** Tables that options of MODEL, REPEATED and RANDOM ask for. */
    String code() throws Untranslatable {
        Options model = step.modelOptions();
        boolean glm = call.function().equals("glm") || call.function().equals("MASS::glm.nb");
        StringBuilder out = new StringBuilder();
        if (model.has("TYPE1") && glm) {
            out.append("print(anova(fit, test = \"Chisq\"" + call.heldDispersion() + "))\n");
        }
        if (model.has("LRCI") && glm) {
            out.append("print(confint(fit))\n");
        }
        if (model.has("COVB")) {
            out.append("print(").append(call.covariance()).append(")\n");
        }
        if (model.has("CORRB")) {
            out.append("print(cov2cor(").append(call.covariance()).append("))\n");
        }
        if (model.has("CL") || model.has("ODDSRATIO")) {
            double alpha = model.number("ALPHA").orElse(0.05);
            out.append("half <- qnorm(")
                    .append(RText.number(1 - alpha / 2))
                    .append(") * sqrt(diag(")
                    .append(call.covariance())
                    .append("))\n");
            String b = call.coefficients();
            String limits = "Lower = " + b + " - half, Upper = " + b + " + half)";
            out.append(model.has("CL") ? "print(cbind(Estimate = " + b + ", " + limits + ")\n" : "");
            out.append(model.has("ODDSRATIO") ? "print(exp(cbind(Ratio = " + b + ", " + limits + "))\n" : "");
        }
        out.append(covariances()).append(empirical()).append(diagnostics()).append(marginalCovariance());
        if (step.step().options().has("COVTEST")) {
            out.append(varianceTests());
        }
        if (model.has("CHISQ")) {
            out.append("# CHISQ: Wald's chi-square is the numerator's degrees of freedom times F\n");
        }
        boolean solution = step.step().statements("RANDOM").stream()
                .anyMatch(s -> s.options().has("SOLUTION"));
        if (solution && (call.function().startsWith("lme4::") || call.function().equals("lmerTest::lmer"))) {
            out.append("print(lme4::ranef(fit))\n");
        }
        return out.toString();
    }

    /** COVTEST of MIXED: limits or likelihood ratios, which hold where Wald's tests do not. */
    private String varianceTests() throws Untranslatable {
        String comment = "# COVTEST: SAS has Wald's tests, which are poor for variances; instead ";
        return switch (call.function()) {
            case "lmerTest::lmer" -> comment + "likelihood ratios\nprint(lmerTest::ranova(fit))\n";
            case "nlme::gls", "nlme::lme" ->
                comment + "limits\nprint(try(nlme::intervals(fit, which = \"var-cov\")))\n";
            case "glmmTMB::glmmTMB" -> comment + "limits\nprint(confint(fit, parm = \"theta_\"))\n";
            default -> throw new Untranslatable("the option COVTEST for a fit of " + call.function());
        };
    }

    /** OBSTATS of GENMOD. */
    private String diagnostics() throws Untranslatable {
        if (!step.modelOptions().has("OBSTATS")) {
            return "";
        }
        if (!call.function().equals("glm")) {
            throw new Untranslatable("the option OBSTATS for a fit of " + call.function());
        }
        return "# OBSTATS\nprint(data.frame(Pred = fitted(fit), Xbeta = fit$linear.predictors, Std = predict(fit, se.fit"
                + " = TRUE" + call.summaryArguments() + ")$se.fit, Reschi = residuals(fit, \"pearson\"), Resdev ="
                + " residuals(fit, \"deviance\"), StReschi = rstandard(fit, type = \"pearson\""
                + sd() + "), StResdev = rstandard(fit" + sd() + ")))\n";
    }

    /** The argument that gives rstandard the dispersion of the summary. */
    private String sd() {
        return call.summaryArguments().isEmpty()
                ? ""
                : call.summaryArguments().replaceFirst("^, dispersion = (.*)$", ", sd = sqrt($1)");
    }

    /** V and VCORR of RANDOM: the covariance of the first subject's observations. */
    private String marginalCovariance() throws Untranslatable {
        List<ProcStatement> asked = step.step().statements("RANDOM").stream()
                .filter(s -> s.options().has("V") || s.options().has("VCORR"))
                .toList();
        if (asked.isEmpty()) {
            return "";
        }
        String matrix =
                switch (call.function()) {
                    case "lmerTest::lmer" ->
                        "# V of all observations of the first subject\nZ <- lme4::getME(fit, \"Z\")\n"
                                + "V1 <- sigma(fit)^2 * as.matrix(Z %*% lme4::getME(fit, \"Lambda\") %*%"
                                + " lme4::getME(fit, \"Lambdat\") %*% Matrix::t(Z) + Matrix::Diagonal(nrow(Z)))\n"
                                + "first <- as.integer(lme4::getME(fit, \"flist\")[[1]]) == 1\nV1 <- V1[first, first]\n";
                    case "nlme::lme" -> "V1 <- nlme::getVarCov(fit, type = \"marginal\")[[1]]\n";
                    case "nlme::gls" -> "V1 <- unclass(nlme::getVarCov(fit))\n";
                    default -> throw new Untranslatable("the options V and VCORR of RANDOM for " + call.function());
                };
        boolean covariance = asked.stream().anyMatch(s -> s.options().has("V"));
        boolean correlation = asked.stream().anyMatch(s -> s.options().has("VCORR"));
        return matrix + (covariance ? "print(V1)\n" : "") + (correlation ? "print(cov2cor(V1))\n" : "");
    }

    /** EMPIRICAL of MIXED and GLIMMIX, where the call itself has not said it. */
    private String empirical() throws Untranslatable {
        Options options = step.step().options();
        if (call.covariance().contains("sandwich = TRUE")) {
            return "print(summary(fit, sandwich = TRUE))\n";
        }
        boolean said = call.isSandwich()
                || call.covariance().contains("sandwich")
                || call.covariance().contains("robust");
        if (options.has("EMPIRICAL") && !said) {
            String kind = options.word("EMPIRICAL").orElse("");
            throw new Untranslatable(
                    "the option EMPIRICAL" + (kind.isEmpty() ? "" : "=" + kind) + " of the PROC statement for a fit of "
                            + call.function() + "; its standard errors are model-based");
        }
        return "";
    }

    /** COVTEST: the likelihood ratio of a second fit. */
    String covarianceTest(ProcStatement statement) throws Untranslatable {
        String word = ((Body.Values) statement.body())
                .values().stream()
                        .filter(v -> !(v instanceof OptionValue.Text))
                        .map(v -> v instanceof OptionValue.Word w ? w.word().toUpperCase(Locale.ROOT) : "values")
                        .findFirst()
                        .orElse("");
        if (word.equals("values") && isZeroOfOne(statement)) {
            word = "ZEROG";
        }
        if (!List.of("lmerTest::lmer", "lme4::glmer", "glmmTMB::glmmTMB").contains(call.function())
                || call.call().startsWith("sas_")
                || !statement.options().all().isEmpty()
                || !List.of("ZEROG", "GLM", "INDEP", "DIAGG").contains(word)) {
            throw new Untranslatable(
                    "COVTEST " + word + (statement.options().all().isEmpty() ? "" : " with options") + " for a fit of "
                            + call.function());
        }
        RandomTerms random = RandomTerms.of(step);
        String simpler;
        if (word.equals("DIAGG")) {
            if (!random.correlated() || random.slopes().isEmpty()) {
                throw new Untranslatable("COVTEST DIAGG of this covariance");
            }
            simpler = call.call().replace("(" + random.slopes() + " | ", "(" + random.slopes() + " || ");
        } else {
            simpler = call.call()
                    .replace(" + " + random.joined(), "")
                    .replaceFirst(", nAGQ = [0-9]+, control = [^)]*\\)", "");
            simpler = simpler.replace("lme4::glmer(", "glm(");
            simpler = simpler.startsWith("lmerTest::lmer(")
                    ? "nlme::gls("
                            + simpler.substring("lmerTest::lmer(".length())
                                    .replace("REML = TRUE", "method = \"REML\", na.action = na.omit")
                                    .replace("REML = FALSE", "method = \"ML\", na.action = na.omit")
                    : simpler;
        }
        return "# COVTEST " + word
                + ": SAS's p-value mixes chi-squares where a variance may be 0; of one variance it is half of"
                + " this one\nfit0 <- " + simpler + "\nchisq <- as.numeric(2 * (logLik(fit) - logLik(fit0)))\n"
                + "df <- attr(logLik(fit), \"df\") - attr(logLik(fit0), \"df\")\n"
                + "print(c(`-2 log L` = as.numeric(-2 * logLik(fit0)), ChiSq = chisq, DF = df, p = pchisq(chisq, df,"
                + " lower.tail = FALSE)))\n";
    }

    /** Whether the values hold the one variance of a model at 0, which is ZEROG. */
    private boolean isZeroOfOne(ProcStatement statement) throws Untranslatable {
        List<Double> numbers = ((Body.Values) statement.body())
                .values().stream()
                        .filter(OptionValue.Number.class::isInstance)
                        .map(v -> ((OptionValue.Number) v).value())
                        .toList();
        return RandomTerms.of(step).scalar() && !numbers.isEmpty() && numbers.get(0) == 0;
    }

    /** MODELSE, COVB and its kin of GENMOD's REPEATED; R and RCORR of MIXED's. */
    private String covariances() throws Untranslatable {
        StringBuilder out = new StringBuilder();
        for (ProcStatement repeated : step.step().statements("REPEATED")) {
            Options options = repeated.options();
            if (options.has("COVB") || options.has("ECOVB")) {
                out.append("print(").append(call.covariance()).append(")\n");
            }
            if (options.has("COVB") || options.has("MCOVB")) {
                out.append("print(").append(modelBased()).append(")\n");
            }
            if (options.has("MODELSE")) {
                out.append("# MODELSE: standard errors from the working correlation\nprint(cbind(Estimate = "
                        + call.coefficients() + "," + " StdErr = sqrt(diag(" + modelBased() + "))))\n");
            }
            if (options.has("R") || options.has("RCORR")) {
                String matrix =
                        switch (call.function()) {
                            case "nlme::gls" -> "nlme::getVarCov(fit)";
                            case "nlme::lme" -> "nlme::getVarCov(fit, type = \"conditional\")";
                            default ->
                                throw new Untranslatable("the options R and RCORR of REPEATED for " + call.function());
                        };
                out.append("print(").append(matrix).append(")\n");
            }
        }
        return out.toString();
    }

    /** The model-based covariance of estimating equations; SAS's scale is 1 for binomial responses and with NOSCALE. */
    String modelBased() throws Untranslatable {
        Options model = step.modelOptions();
        boolean known = model.has("NOSCALE")
                || call.call().contains("family = binomial(") && !model.has("SCALE") && !model.has("PSCALE");
        if (model.number("SCALE").orElse(1) != 1 || model.has("DSCALE")) {
            throw new Untranslatable("model-based standard errors with SCALE=");
        }
        return switch (call.function()) {
            case "gee::gee" -> "fit$naive.variance" + (known ? " / fit$scale" : "");
            case "ordinal::clm" -> OrdinalCall.signed("vcov(fit)");
            case "geepack::geeglm" -> "fit$geese$vbeta.naiv" + (known ? " / fit$geese$gamma" : "");
            default -> throw new Untranslatable("model-based standard errors (MODELSE, MCOVB) of " + call.function());
        };
    }
}
