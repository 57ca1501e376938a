package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.ClassVariable.LevelOrder;
import hermite.model.Family;
import hermite.model.Link;
import hermite.model.PowerLink;
import hermite.model.StandardLink;
import hermite.model.glmm.density.BetaDensity;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ChainedDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.GammaDensity;
import hermite.model.glmm.density.InverseGaussianLogDensity;
import hermite.model.glmm.density.NegativeBinomialLogDensity;
import hermite.model.glmm.density.NormalIdentityDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.model.glmm.density.ResponseDensity;
import hermite.model.glmm.density.StudentDensity;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.ParenthesizedValues;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.List;
import java.util.Optional;

/**
 * The response of the rows used: numbers, distribution and link, and the profile of a binary one.
 *
 * @param name as printed
 * @param trialsName the denominator of events/trials
 * @param distribution as printed
 * @param link as printed
 * @param y successes, counts or measurements, or the logarithms of lognormal ones
 * @param trials numbers of trials, all 1 without events/trials
 * @param profile levels of a binary or categorical response, where they are reported
 * @param categories of a multinomial response
 * @param byObservation distributions that differ by row; {@code trials} then number those of the density
 */
public record GlimmixResponse(
        String name,
        Optional<String> trialsName,
        String distribution,
        String link,
        ResponseDensity density,
        double[] y,
        double[] trials,
        Optional<Profile> profile,
        Optional<Categories> categories,
        Optional<ByObservation> byObservation) {

    /** Of one distribution. */
    GlimmixResponse(
            String name,
            Optional<String> trialsName,
            String distribution,
            String link,
            ResponseDensity density,
            double[] y,
            double[] trials,
            Optional<Profile> profile,
            Optional<Categories> categories) {
        this(name, trialsName, distribution, link, density, y, trials, profile, categories, Optional.empty());
    }

    /** Whether the variance has no scale in any row. */
    boolean hasUnitScale() {
        return categories.isPresent()
                || List.of("Binary", "Binomial", "Poisson").contains(distribution)
                || byObservation
                        .filter(b -> b.kinds().stream().allMatch(k -> List.of("BINARY", "BINOMIAL", "POISSON")
                                .contains(k.word())))
                        .isPresent();
    }

    /** Levels in order with their counts, and the one whose probability is modelled. */
    public record Profile(List<String> levels, int[] counts, String modelled) {}

    public static GlimmixResponse read(
            Body.Model.Response response,
            Options model,
            Table table,
            int[] rows,
            boolean isClass,
            ProcContext context) {
        String name = response.variables().get(0);
        Variable variable = variable(table, name);
        if (ByObservation.isAsked(model)) {
            return RowwiseResponse.read(response, variable, model, table, rows, context);
        }
        boolean levelled =
                !variable.isNumeric() || isClass || !response.options().all().isEmpty();
        String distribution =
                model.word("DIST").orElse(response.trials().isPresent() ? "BINOMIAL" : levelled ? "BINARY" : "NORMAL");
        boolean binary = response.trials().isEmpty()
                && (distribution.equals("BINARY") || distribution.equals("BINOMIAL") && levelled);
        if (distribution.equals("MULTINOMIAL")) {
            return Categories.read(response, variable, model, table, rows, context);
        }
        String linkWord = model.word("LINK").orElse(defaultLink(distribution));
        Optional<PowerLink> power = linkWord.equals("POWER") ? Optional.of(power(model)) : Optional.empty();
        ConditionalDensity density = power.isPresent()
                ? chained(distribution, power.get())
                : distribution.equals("TCENTRAL") ? student(model, linkWord) : density(distribution, linkWord);
        String label = label(distribution);
        String link = power.map(PowerLink::label).orElse(linkLabel(linkWord));
        double[] trials = new double[rows.length];
        java.util.Arrays.fill(trials, 1);
        if (binary) {
            return binary(response, variable, label, link, density, table, rows, trials, context);
        }
        if (!variable.isNumeric()) {
            throw new StepFailure(response.place(), GlimmixMessage.TEXT_RESPONSE, variable.name());
        }
        double[] y = values(table, name, rows);
        Optional<String> trialsName =
                response.trials().map(t -> variable(table, t).name());
        if (trialsName.isPresent()) {
            trials = values(table, trialsName.get(), rows);
        }
        GlimmixResponse read = new GlimmixResponse(
                variable.name(), trialsName, label, link, density, y, trials, Optional.empty(), Optional.empty());
        read.check(response);
        return distribution.equals("LOGNORMAL") ? read.logged() : read;
    }

    /** DIST=LOGNORMAL: the logarithms are normal, and the likelihood is theirs. */
    private GlimmixResponse logged() {
        double[] logs = java.util.Arrays.stream(y).map(StrictMath::log).toArray();
        return new GlimmixResponse(name, trialsName, distribution, link, density, logs, trials, profile, categories);
    }

    /** Whether the response, or its logarithm, is normal. */
    public boolean isNormal() {
        return distribution.equals("Gaussian")
                || distribution.equals("Lognormal")
                || byObservation.stream().flatMap(b -> b.kinds().stream()).anyMatch(k -> k.isNormal());
    }

    private static Variable variable(Table table, String name) {
        return table.variable(name).orElseThrow(() -> new StepFailure(GlimmixMessage.NOT_IN_DATA, name));
    }

    private static double[] values(Table table, String name, int[] rows) {
        double[] all = table.numeric(table.indexOf(name)).values();
        double[] out = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            out[i] = all[rows[i]];
        }
        return out;
    }

    private static GlimmixResponse binary(
            Body.Model.Response response,
            Variable variable,
            String label,
            String link,
            ConditionalDensity density,
            Table table,
            int[] rows,
            double[] trials,
            ProcContext context) {
        Options options = response.options();
        ClassVariable declared = ClassVariable.of(variable.name())
                .withOrder(ClassStatement.order(options, "ORDER", LevelOrder.FORMATTED))
                .withDescending(options.has("DESCENDING"));
        ClassLevels levels = ClassLevels.of(declared, table, rows, context.formats());
        if (levels.count() != 2) {
            throw new StepFailure(response.place(), GlimmixMessage.RESPONSE_LEVELS, variable.name(), levels.count());
        }
        int event = event(response, options, levels);
        int[] index = levels.indices(table, rows, context.formats());
        double[] y = new double[rows.length];
        int[] counts = new int[2];
        for (int i = 0; i < rows.length; i++) {
            y[i] = index[i] == event ? 1 : 0;
            counts[index[i]]++;
        }
        return new GlimmixResponse(
                variable.name(),
                Optional.empty(),
                label,
                link,
                density,
                y,
                trials,
                Optional.of(new Profile(levels.labels(), counts, levels.labels().get(event))),
                Optional.empty());
    }

    static int event(Body.Model.Response response, Options options, ClassLevels levels) {
        boolean byReference = !options.has("EVENT") && options.has("REFERENCE");
        Optional<String> word =
                options.find(byReference ? "REFERENCE" : "EVENT").map(o -> GlimmixRequest.asText(o.value()));
        if (word.isEmpty()) {
            return 0;
        }
        String level = word.get().strip();
        int place = levels.labels().indexOf(level);
        if (place < 0 && level.equalsIgnoreCase("FIRST")) {
            place = 0;
        } else if (place < 0 && level.equalsIgnoreCase("LAST")) {
            place = 1;
        }
        if (place < 0) {
            throw new StepFailure(
                    options.find(byReference ? "REFERENCE" : "EVENT")
                            .orElseThrow()
                            .place(),
                    GlimmixMessage.EVENT_UNKNOWN,
                    level,
                    Suggestion.of(level, levels.labels()));
        }
        return byReference ? 1 - place : place;
    }

    private void check(Body.Model.Response response) {
        int invalid = 0;
        for (int i = 0; i < y.length; i++) {
            invalid += isValid(distribution, y[i], trials[i]) ? 0 : 1;
        }
        refuse(response, name, distribution, invalid);
    }

    static boolean isValid(String distribution, double y, double trials) {
        return switch (distribution) {
            case "Binomial", "Binary" -> y >= 0 && y <= trials && trials > 0;
            case "Poisson", "Negative Binomial", "Geometric" -> y >= 0;
            case "Gamma", "Inverse Gaussian", "Exponential", "Lognormal" -> y > 0;
            case "Beta" -> y > 0 && y < 1;
            default -> true;
        };
    }

    /** @param invalid responses that the distribution does not have */
    static void refuse(Body.Model.Response response, String name, String distribution, int invalid) {
        if (invalid > 0) {
            throw new StepFailure(
                    response.place(),
                    GlimmixMessage.INVALID_RESPONSE,
                    invalid,
                    name,
                    distribution.toLowerCase(java.util.Locale.ROOT));
        }
    }

    public double sum(double[] values) {
        double total = 0;
        for (double v : values) {
            total += v;
        }
        return total;
    }

    static String defaultLink(String distribution) {
        return switch (distribution) {
            case "BINARY", "BINOMIAL", "BETA" -> "LOGIT";
            case "NORMAL", "LOGNORMAL", "TCENTRAL" -> "IDENTITY";
            default -> "LOG";
        };
    }

    static ConditionalDensity density(String distribution, String link) {
        return switch (distribution + " " + link) {
            case "BINARY LOGIT", "BINOMIAL LOGIT" -> new BinomialDensity(BinomialDensity.Curve.LOGIT);
            case "BINARY PROBIT", "BINOMIAL PROBIT" -> new BinomialDensity(BinomialDensity.Curve.PROBIT);
            case "BINARY CLOGLOG", "BINOMIAL CLOGLOG" -> new BinomialDensity(BinomialDensity.Curve.CLOGLOG);
            case "BINARY LOGLOG", "BINOMIAL LOGLOG" -> new BinomialDensity(BinomialDensity.Curve.LOGLOG);
            case "BINARY CAUCHIT", "BINOMIAL CAUCHIT" -> new BinomialDensity(BinomialDensity.Curve.CAUCHIT);
            case "POISSON LOG" -> new PoissonLogDensity();
            case "NEGBINOMIAL LOG" -> new NegativeBinomialLogDensity();
            case "GAMMA LOG" -> new GammaDensity();
            case "INVGAUSS LOG" -> new InverseGaussianLogDensity();
            case "NORMAL IDENTITY", "LOGNORMAL IDENTITY" -> new NormalIdentityDensity();
            default -> chained(distribution, link);
        };
    }

    /** DIST=T(df): the degrees of freedom are given. */
    private static ConditionalDensity student(Options model, String link) {
        List<Double> numbers = ParenthesizedValues.numbers(model.suboptions("DIST"));
        if (numbers.size() != 1 || !(numbers.get(0) > 0)) {
            throw new StepFailure(model.find("DIST").orElseThrow().place(), GlimmixMessage.STUDENT_DF);
        }
        if (!link.equals("IDENTITY")) {
            throw new StepFailure(GlimmixMessage.LINK_NOT_BUILT, link, "TCENTRAL");
        }
        return new StudentDensity(numbers.get(0));
    }

    /** The number of {@code link=power(number)}. */
    private static PowerLink power(Options model) {
        List<Double> numbers = ParenthesizedValues.numbers(model.suboptions("LINK"));
        if (numbers.size() != 1 || numbers.get(0) == 0) {
            throw new StepFailure(model.find("LINK").orElseThrow().place(), GlimmixMessage.POWER_NUMBER);
        }
        return new PowerLink(numbers.get(0));
    }

    private static ConditionalDensity chained(String distribution, String link) {
        Optional<Link> function =
                switch (link) {
                    case "LOG" -> Optional.of(StandardLink.LOG);
                    case "IDENTITY" -> Optional.of(StandardLink.IDENTITY);
                    case "RECIPROCAL" -> Optional.of(new PowerLink(-1));
                    case "POWERMINUS2" -> Optional.of(new PowerLink(-2));
                    case "LOGIT", "PROBIT", "CLOGLOG", "LOGLOG", "CAUCHIT" -> Optional.of(StandardLink.valueOf(link));
                    default -> Optional.empty();
                };
        return chained(
                distribution,
                function.orElseThrow(() -> new StepFailure(GlimmixMessage.LINK_NOT_BUILT, link, distribution)));
    }

    /** Pairs of family and link that have no form of their own. */
    private static ConditionalDensity chained(String distribution, Link link) {
        if (distribution.equals("BETA")) {
            return new BetaDensity(link);
        }
        Optional<Family> family =
                switch (distribution) {
                    case "BINARY", "BINOMIAL" -> Optional.of(Family.BINOMIAL);
                    case "POISSON" -> Optional.of(Family.POISSON);
                    case "GAMMA", "EXPONENTIAL" -> Optional.of(Family.GAMMA);
                    case "NEGBINOMIAL" -> Optional.of(Family.NEGATIVE_BINOMIAL);
                    case "INVGAUSS" -> Optional.of(Family.INVERSE_GAUSSIAN);
                    case "GEOMETRIC" -> Optional.of(Family.GEOMETRIC);
                    case "NORMAL" -> Optional.of(Family.NORMAL);
                    default -> Optional.empty();
                };
        return new ChainedDensity(
                family.orElseThrow(() -> new StepFailure(GlimmixMessage.LINK_NOT_BUILT, link.label(), distribution)),
                link,
                distribution.equals("EXPONENTIAL"));
    }

    static String label(String distribution) {
        return switch (distribution) {
            case "BINARY" -> "Binary";
            case "BINOMIAL" -> "Binomial";
            case "POISSON" -> "Poisson";
            case "NEGBINOMIAL" -> "Negative Binomial";
            case "GAMMA" -> "Gamma";
            case "INVGAUSS" -> "Inverse Gaussian";
            case "BETA" -> "Beta";
            case "EXPONENTIAL" -> "Exponential";
            case "GEOMETRIC" -> "Geometric";
            case "LOGNORMAL" -> "Lognormal";
            case "TCENTRAL" -> "T";
            default -> "Gaussian";
        };
    }

    static String linkLabel(String link) {
        return switch (link) {
            case "LOGIT" -> "Logit";
            case "PROBIT" -> "Probit";
            case "CLOGLOG" -> "Complementary Log-Log";
            case "LOGLOG" -> "Log-Log";
            case "CAUCHIT" -> "Cauchit";
            case "IDENTITY" -> "Identity";
            case "RECIPROCAL" -> "Reciprocal";
            case "POWERMINUS2" -> "Reciprocal Squared";
            default -> "Log";
        };
    }

    /** The function that {@link #link} names; the identity where rows have several. */
    public Link linkFunction() {
        return link.equals(RowwiseResponse.SEVERAL_LINKS) ? StandardLink.IDENTITY : linkOf(link);
    }

    static Link linkOf(String link) {
        return switch (link.replaceFirst("^(Cumulative|Generalized) ", "")) {
            case "Logit" -> StandardLink.LOGIT;
            case "Probit" -> StandardLink.PROBIT;
            case "Complementary Log-Log" -> StandardLink.CLOGLOG;
            case "Log-Log" -> StandardLink.LOGLOG;
            case "Cauchit" -> StandardLink.CAUCHIT;
            case "Identity" -> StandardLink.IDENTITY;
            case "Reciprocal" -> new PowerLink(-1);
            case "Reciprocal Squared" -> new PowerLink(-2);
            case "Log" -> StandardLink.LOG;
            default -> PowerLink.labelled(link);
        };
    }
}
