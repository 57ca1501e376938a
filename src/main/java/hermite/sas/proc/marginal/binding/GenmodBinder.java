package hermite.sas.proc.marginal.binding;

import hermite.data.Table;
import hermite.model.ClassVariable;
import hermite.model.Coding;
import hermite.model.Effect;
import hermite.model.Family;
import hermite.model.Link;
import hermite.model.PowerLink;
import hermite.model.StandardLink;
import hermite.model.Sweep;
import hermite.model.glm.ScaleRule;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ParenthesizedValues;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.construct.ConstructedEffects;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Binds a step to its input: names to variables, options to what they mean. */
public final class GenmodBinder {
    /** Statements of which there is one a step. */
    private static final List<String> ONCE = List.of("MODEL", "REPEATED", "WEIGHT", "FREQ", "OUTPUT", "ZEROMODEL");

    private final ProcStep step;
    private final InputData input;
    private final Table table;
    private final ProcContext context;
    private final List<ClassVariable> classes;
    private final ConstructedEffects constructed;

    public GenmodBinder(ProcStep step, InputData input, ProcContext context) {
        this.step = step;
        this.input = input;
        this.table = input.table();
        this.context = context;
        boolean effectCoding =
                step.statement("MODEL").map(s -> s.options().has("CODING")).orElse(false);
        this.classes = ClassStatement.bind(
                        step,
                        table,
                        context,
                        ClassStatement.order(step.options(), "ORDER", ClassVariable.LevelOrder.FORMATTED))
                .stream()
                .map(c -> effectCoding ? c.withCoding(Coding.EFFECT) : c)
                .toList();
        this.constructed = ConstructedEffects.of(step, table, classes, context);
    }

    public GenmodModel bind() {
        refuseSecond();
        ProcStatement statement = step.statement("MODEL").orElseThrow(() -> new StepFailure(GenmodMessage.NO_MODEL));
        Body.Model body = (Body.Model) statement.body();
        Options options = statement.options();
        GenmodModel.Response response = response(body.response());
        Family family = family(options, response.trials().isPresent());
        Link link = LinkProgram.of(step).map(own -> own(own, options)).orElseGet(() -> link(options, family));
        GenmodModel.Categories categories = categories(options);
        boolean inflated = options.word("DIST").map(d -> d.startsWith("ZI")).orElse(false);
        refuse(statement, response, family, categories, inflated);
        return new GenmodModel(
                input.name(),
                response,
                classes,
                EffectBinding.effects(body.effects(), table, classes, constructed).stream()
                        .filter(e -> !e.isIntercept())
                        .toList(),
                constructed,
                !options.has("NOINT"),
                family,
                link,
                categories,
                inflated ? Optional.of(zeroInflation()) : Optional.empty(),
                scale(options, family),
                options.suboptions("DIST").number("P"),
                options.has("SCALE") || options.has("PSCALE") || options.has("DSCALE") || options.has("NOSCALE"),
                options.variable("OFFSET").map(this::numeric),
                single("WEIGHT"),
                single("FREQ"),
                positive(options, "ALPHA", 0.05, 1),
                optional(options.number("CONVERGE")),
                (int) positive(options, "MAXITER", 50, 1e9),
                options.has("EXPECTED"),
                positive(options, "SINGULAR", Sweep.DEFAULT_SINGULAR, 1),
                (int) Math.max(
                        20, Math.min(200, step.options().number("NAMELEN").orElse(20))),
                tests(options),
                new LikelihoodOptionsBinder(options, table, context)
                        .bind(
                                step.statement("REPEATED").map(ProcStatement::options),
                                family == Family.BINOMIAL && response.trials().isEmpty()),
                step.statement("REPEATED").map(s -> new RepeatedBinder(s, table, classes, context).bind()),
                step.statements("STORE").stream()
                        .map(s -> new GenmodModel.Store(
                                ((Body.Named) s.body()).name(),
                                s.options().word("LABEL").orElse("")))
                        .toList(),
                step.statement("OUTPUT").map(this::output));
    }

    private void refuseSecond() {
        for (String statement : ONCE) {
            List<ProcStatement> given = step.statements(statement);
            if (given.size() > 1) {
                throw new StepFailure(given.get(1).place(), GenmodMessage.GIVEN_TWICE, statement);
            }
        }
    }

    /** Ends a step whose statements and options do not go with the distribution. */
    private void refuse(
            ProcStatement statement,
            GenmodModel.Response response,
            Family family,
            GenmodModel.Categories categories,
            boolean inflated) {
        Options options = statement.options();
        if (categories != GenmodModel.Categories.NONE) {
            DistributionLimits.checkMultinomial(step, options, response, categories);
            boolean means = step.statements().stream().anyMatch(s -> List.of("LSMEANS", "LSMESTIMATE", "SLICE")
                    .contains(s.spec().name()));
            if (means && categories == GenmodModel.Categories.ORDERED) {
                context.log().write(GenmodMessage.ORDINAL_MEANS);
            }
        } else {
            DistributionLimits.checkSingle(step);
        }
        if (inflated) {
            DistributionLimits.checkZeroInflated(step, options, response);
        } else if (step.statement("ZEROMODEL").isPresent()) {
            throw new StepFailure(GenmodMessage.OPTION_NEEDS, "ZEROMODEL", "DIST=ZIP or DIST=ZINB");
        }
        if (family != Family.BINOMIAL) {
            numeric(response.variable());
            if (response.trials().isPresent()) {
                context.log()
                        .write(
                                GenmodMessage.TRY,
                                "MODEL " + response.variable() + " = ... / OFFSET=variable with the logarithm of "
                                        + response.trials().get() + ", for a rate");
                throw new StepFailure(
                        statement.place(), GenmodMessage.OPTION_NEEDS, "events/trials in MODEL", "DIST=BINOMIAL");
            }
        }
    }

    private GenmodModel.Tests tests(Options options) {
        return new GenmodModel.Tests(
                options.has("TYPE1") && step.statement("REPEATED").isEmpty(),
                options.has("TYPE3"),
                options.has("WALD")
                        || step.statement("REPEATED")
                                .map(s -> s.options().has("COVARIANCE"))
                                .orElse(false),
                options.has("COVB"),
                options.has("CORRB"),
                options.has("NOLOGSCALE"),
                options.has("TYPE3COEF"));
    }

    private GenmodModel.Response response(Body.Model.Response written) {
        String name = existing(written.variables().get(0));
        Optional<String> trials = written.trials().map(this::numeric);
        if (trials.isPresent()) {
            numeric(name);
        }
        Options options = written.options();
        boolean descending = step.options().has("DESCENDING") || options.has("DESCENDING");
        ClassVariable.LevelOrder order = ClassStatement.order(
                options, "ORDER", ClassStatement.order(step.options(), "RORDER", ClassVariable.LevelOrder.FORMATTED));
        Optional<GenmodModel.Event> event = options.find("EVENT")
                .map(o -> event(o.value()))
                .or(() -> options.find("REF").map(o -> reversed(event(o.value()))));
        return new GenmodModel.Response(name, trials, order, descending, event);
    }

    private static String plain(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
    }

    private static GenmodModel.Event event(OptionValue value) {
        if (value instanceof OptionValue.Word word) {
            if (word.word().equalsIgnoreCase("FIRST")) {
                return new GenmodModel.Event.First();
            }
            return word.word().equalsIgnoreCase("LAST")
                    ? new GenmodModel.Event.Last()
                    : new GenmodModel.Event.Level(word.word());
        }
        if (value instanceof OptionValue.Number number) {
            return new GenmodModel.Event.Level(plain(number.value()));
        }
        return new GenmodModel.Event.Level(
                value instanceof OptionValue.Text text ? text.text().strip() : "");
    }

    private static GenmodModel.Event reversed(GenmodModel.Event reference) {
        if (reference instanceof GenmodModel.Event.First) {
            return new GenmodModel.Event.Last();
        }
        return reference instanceof GenmodModel.Event.Level level
                ? new GenmodModel.Event.NotLevel(level.value())
                : new GenmodModel.Event.First();
    }

    private Family family(Options options, boolean trials) {
        String word = options.word("DIST").orElse(trials ? "BINOMIAL" : "NORMAL");
        return switch (word) {
            case "NORMAL" -> Family.NORMAL;
            case "BINOMIAL", "MULTINOMIAL" -> Family.BINOMIAL;
            case "POISSON", "ZIP" -> Family.POISSON;
            case "GAMMA" -> Family.GAMMA;
            case "IGAUSSIAN" -> Family.INVERSE_GAUSSIAN;
            case "NEGBIN", "ZINB" -> Family.NEGATIVE_BINOMIAL;
            case "GEOMETRIC" -> Family.GEOMETRIC;
            case "TWEEDIE" -> tweedie(options);
            default -> throw new IllegalStateException("no distribution " + word);
        };
    }

    private Family tweedie(Options options) {
        Place place = options.find("DIST").orElseThrow().place();
        OptionalDouble power = options.suboptions("DIST").number("P");
        if (power.isPresent() && !(power.getAsDouble() > 1 && power.getAsDouble() < 2)) {
            throw new StepFailure(
                    place,
                    ProcMessage.OPTION_OUT_OF_RANGE,
                    plain(power.getAsDouble()),
                    "P",
                    "a number between 1 and 2");
        }
        boolean moment = scale(options, Family.TWEEDIE) instanceof ScaleRule.Pearson
                || scale(options, Family.TWEEDIE) instanceof ScaleRule.Deviance;
        if (moment && power.isEmpty()) {
            throw new StepFailure(
                    place, GenmodMessage.OPTION_NEEDS, "SCALE=PEARSON or DEVIANCE", "DIST=TWEEDIE(P=number)");
        }
        return Family.TWEEDIE;
    }

    private static GenmodModel.Categories categories(Options options) {
        if (!options.word("DIST").map(d -> d.equals("MULTINOMIAL")).orElse(false)) {
            return GenmodModel.Categories.NONE;
        }
        return options.word("LINK").map(l -> l.equals("GLOGIT")).orElse(false)
                ? GenmodModel.Categories.NOMINAL
                : GenmodModel.Categories.ORDERED;
    }

    /** A link of FWDLINK and INVLINK, where nothing stands against it. */
    private Link own(Link link, Options options) {
        if (options.has("LINK")) {
            throw new StepFailure(
                    options.find("LINK").orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    "LINK=",
                    "a step without FWDLINK and INVLINK");
        }
        if (options.word("DIST").map(d -> d.equals("MULTINOMIAL")).orElse(false)) {
            throw new StepFailure(GenmodMessage.OPTION_NEEDS, "FWDLINK", "another distribution than DIST=MULTINOMIAL");
        }
        step.statement("STORE").ifPresent(store -> {
            throw new StepFailure(
                    store.place(), GenmodMessage.OPTION_NEEDS, "STORE", "a step without FWDLINK and INVLINK");
        });
        return link;
    }

    private static Link link(Options options, Family family) {
        Optional<String> word = options.word("LINK");
        boolean cumulative =
                word.map(w -> w.startsWith("CUM") || w.equals("GLOGIT")).orElse(false);
        boolean ordinal = options.word("DIST").map(d -> d.equals("MULTINOMIAL")).orElse(false);
        if (word.isPresent() && cumulative != ordinal) {
            throw new StepFailure(
                    options.find("LINK").orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    cumulative ? "LINK=" + word.get() : "DIST=MULTINOMIAL",
                    cumulative ? "DIST=MULTINOMIAL" : "LINK=CUMLOGIT, CUMPROBIT or CUMCLL");
        }
        if (word.isEmpty()) {
            return family.defaultLink();
        }
        return switch (word.get()) {
            case "IDENTITY" -> StandardLink.IDENTITY;
            case "LOG" -> StandardLink.LOG;
            case "LOGIT" -> StandardLink.LOGIT;
            case "PROBIT" -> StandardLink.PROBIT;
            case "CLOGLOG" -> StandardLink.CLOGLOG;
            case "LOGLOG" -> StandardLink.LOGLOG;
            case "CUMLOGIT", "GLOGIT" -> StandardLink.LOGIT;
            case "CUMPROBIT" -> StandardLink.PROBIT;
            case "CUMCLL" -> StandardLink.CLOGLOG;
            default -> power(options);
        };
    }

    private GenmodModel.ZeroInflation zeroInflation() {
        Optional<ProcStatement> statement = step.statement("ZEROMODEL");
        List<Effect> effects = statement
                .map(s ->
                        EffectBinding.effects(((Body.Effects) s.body()).effects(), table, classes, constructed).stream()
                                .filter(e -> !e.isIntercept())
                                .toList())
                .orElse(List.of());
        String link = statement.flatMap(s -> s.options().word("LINK")).orElse("LOGIT");
        return new GenmodModel.ZeroInflation(
                effects,
                link.equals("PROBIT")
                        ? StandardLink.PROBIT
                        : link.equals("CLOGLOG") ? StandardLink.CLOGLOG : StandardLink.LOGIT);
    }

    private static Link power(Options options) {
        List<Double> numbers = ParenthesizedValues.numbers(options.suboptions("LINK"));
        if (numbers.size() != 1 || numbers.get(0) == 0) {
            throw new StepFailure(options.find("LINK").orElseThrow().place(), GenmodMessage.LINK_INVALID, "POWER");
        }
        return new PowerLink(numbers.get(0));
    }

    private static ScaleRule scale(Options options, Family family) {
        boolean moment = options.has("PSCALE")
                || options.has("DSCALE")
                || options.word("SCALE").isPresent();
        if (moment && family == Family.NEGATIVE_BINOMIAL) {
            String name = options.has("PSCALE") ? "PSCALE" : options.has("DSCALE") ? "DSCALE" : "SCALE";
            throw new StepFailure(
                    options.find(name).orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    name,
                    "another distribution than DIST=NEGBIN, whose dispersion is estimated by maximum likelihood or held"
                            + " by SCALE=number NOSCALE");
        }
        if (options.has("PSCALE")) {
            return new ScaleRule.Pearson();
        }
        if (options.has("DSCALE")) {
            return new ScaleRule.Deviance();
        }
        Optional<String> word = options.word("SCALE");
        if (word.isPresent()) {
            return word.get().startsWith("P") ? new ScaleRule.Pearson() : new ScaleRule.Deviance();
        }
        boolean known = family.dispersion() == Family.Dispersion.FIXED;
        if (options.number("SCALE").isPresent() && (known || options.has("NOSCALE"))) {
            double scale = options.number("SCALE").getAsDouble();
            boolean poisson = scale == 0 && family == Family.NEGATIVE_BINOMIAL;
            if (!(scale > 0) && !poisson) {
                throw new StepFailure(
                        options.find("SCALE").orElseThrow().place(),
                        ProcMessage.OPTION_OUT_OF_RANGE,
                        plain(scale),
                        "SCALE",
                        "a positive number");
            }
            return new ScaleRule.Fixed(
                    switch (family) {
                        case GAMMA -> 1 / scale;
                        case NEGATIVE_BINOMIAL, TWEEDIE -> scale;
                        default -> scale * scale;
                    });
        }
        return options.has("NOSCALE") ? new ScaleRule.Fixed(1) : new ScaleRule.MaximumLikelihood();
    }

    private GenmodModel.Output output(ProcStatement statement) {
        Options options = ((Body.Main) statement.body()).options();
        if (options.has("PZERO") && step.statement("ZEROMODEL").isEmpty()) {
            throw new StepFailure(
                    options.find("PZERO").orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    "PZERO",
                    "DIST=ZIP or DIST=ZINB and the ZEROMODEL statement");
        }
        return new GenmodModel.Output(options.dataSet("OUT"), options, positive(statement.options(), "ALPHA", 0.05, 1));
    }

    private Optional<String> single(String statement) {
        return step.statement(statement).map(s -> {
            List<String> names = context.resolve(((Body.Variables) s.body()).lists(), table);
            if (names.size() != 1) {
                throw new StepFailure(s.place(), GenmodMessage.ONE_VARIABLE, statement, names.size());
            }
            return numeric(names.get(0));
        });
    }

    private String existing(String name) {
        return table.variable(name)
                .orElseThrow(() -> new StepFailure(ProcMessage.VARIABLE_NOT_FOUND, name.toUpperCase(Locale.ROOT)))
                .name();
    }

    private String numeric(String name) {
        String found = existing(name);
        if (!table.variable(found).orElseThrow().isNumeric()) {
            throw new StepFailure(ProcMessage.WRONG_TYPE, found.toUpperCase(Locale.ROOT));
        }
        return found;
    }

    private static Optional<Double> optional(java.util.OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    public static double positive(Options options, String name, double otherwise, double below) {
        double value = options.number(name).orElse(otherwise);
        if (!(value > 0) || value >= below && below < 1e9) {
            throw new StepFailure(
                    options.find(name).orElseThrow().place(),
                    ProcMessage.OPTION_OUT_OF_RANGE,
                    plain(value),
                    name,
                    below == 1 ? "a number between 0 and 1" : "a positive number");
        }
        return value;
    }

    /** Whether every variable of an effect is a class variable. */
    public static Effect classEffect(Effect effect, List<ClassVariable> classes, String option) {
        for (String variable : effect.variables()) {
            if (classes.stream().noneMatch(c -> c.name().equalsIgnoreCase(variable))) {
                throw new StepFailure(GenmodMessage.SUBJECT_NOT_CLASS, variable, option);
            }
        }
        return effect;
    }
}
