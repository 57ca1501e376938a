package hermite.sas.proc.construct;

import hermite.data.Table;
import hermite.model.ClassVariable;
import hermite.model.construct.EffectDefinition;
import hermite.model.construct.KnotRule;
import hermite.model.construct.SplineRule;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Binds one EFFECT statement. */
final class DefinitionBinder {
    private final Place place;
    private final Body.Constructed body;
    private final Options options;
    private final List<String> variables;

    DefinitionBinder(ProcStatement statement, Table table, List<ClassVariable> classes, ProcContext context) {
        this.place = statement.place();
        this.body = (Body.Constructed) statement.body();
        this.options = body.options();
        this.variables = context.resolve(body.variables(), table);
        for (String name : variables) {
            if (classes.stream().anyMatch(c -> c.name().equalsIgnoreCase(name))) {
                throw new StepFailure(place, ConstructMessage.CLASS_VARIABLE, name, body.type());
            }
            if (!table.variable(name).orElseThrow().isNumeric()) {
                throw new StepFailure(place, ProcMessage.WRONG_TYPE, name.toUpperCase(Locale.ROOT));
            }
        }
    }

    EffectDefinition bind() {
        return switch (body.type()) {
            case "POLYNOMIAL" -> polynomial();
            case "SPLINE" -> spline();
            default -> new EffectDefinition.Collection(body.name(), variables);
        };
    }

    private EffectDefinition polynomial() {
        int degree = whole("DEGREE", 1, 1);
        return new EffectDefinition.Polynomial(
                body.name(),
                variables,
                degree,
                whole("MDEGREE", degree, 1),
                !options.has("NOSEPARATE"),
                standardization(),
                prefix());
    }

    private EffectDefinition.Standardization standardization() {
        if (!options.has("STANDARDIZE")) {
            return EffectDefinition.Standardization.NONE;
        }
        String word = options.word("STANDARDIZE").orElse("CENTERSCALE");
        boolean moments = options.suboptions("STANDARDIZE")
                .word("METHOD")
                .orElse("MOMENTS")
                .equals("MOMENTS");
        return new EffectDefinition.Standardization(word.startsWith("CENTER"), word.endsWith("SCALE"), moments);
    }

    private String prefix() {
        return options.suboptions("STANDARDIZE")
                .find("PREFIX")
                .map(o -> o.value() instanceof OptionValue.Text text
                        ? text.text()
                        : o.value() instanceof OptionValue.Word word ? word.word() : "s_")
                .map(p -> p.equalsIgnoreCase("NONE") ? "" : p)
                .orElse("s_");
    }

    private EffectDefinition spline() {
        boolean natural = options.has("NATURALCUBIC");
        boolean truncated = options.word("BASIS").orElse("BSPLINE").equals("TPF");
        Options basis = options.suboptions("BASIS");
        if (!truncated && !basis.all().isEmpty()) {
            throw new StepFailure(
                    place,
                    ConstructMessage.BAD_VALUES,
                    basis.all().get(0).spec().name(),
                    "BASIS=TPF");
        }
        if (natural && options.has("DEGREE") && options.number("DEGREE").getAsDouble() != 3) {
            throw new StepFailure(place, ConstructMessage.NOT_TOGETHER, "NATURALCUBIC", "DEGREE=");
        }
        if (natural && basis.has("NOPOWERS")) {
            throw new StepFailure(place, ConstructMessage.NOT_TOGETHER, "NATURALCUBIC", "NOPOWERS");
        }
        SplineRule.Basis kind = natural
                ? SplineRule.Basis.NATURAL_CUBIC
                : truncated ? SplineRule.Basis.TRUNCATED_POWERS : SplineRule.Basis.B_SPLINE;
        SplineRule rule = new SplineRule(
                kind,
                whole("DEGREE", 3, 0),
                !basis.has("NOINT"),
                !basis.has("NOPOWERS"),
                knots(),
                options.has("DATABOUNDARY"),
                number("KNOTMIN"),
                number("KNOTMAX"));
        return new EffectDefinition.Spline(body.name(), variables, rule, options.has("SEPARATE"));
    }

    private KnotRule knots() {
        String method = options.word("KNOTMETHOD").orElse("EQUAL");
        List<Double> values = new ArrayList<>();
        options.suboptions("KNOTMETHOD")
                .find(EffectStatement.VALUES)
                .ifPresent(option -> collect(option.value(), values));
        String named = "KNOTMETHOD=" + method;
        return switch (method) {
            case "EQUAL" -> new KnotRule.Equal(count(named, values, 3));
            case "PERCENTILES" -> {
                require(!values.isEmpty(), named, "a number of knots, as in PERCENTILES(5)");
                yield KnotRule.Percentiles.equallySpaced(count(named, values, 0));
            }
            case "PERCENTILELIST" -> {
                boolean inside = values.stream().allMatch(v -> v > 0 && v < 100);
                require(!values.isEmpty() && inside, named, "percentages between 0 and 100");
                yield new KnotRule.Percentiles(values);
            }
            case "RANGEFRACTIONS" -> {
                boolean inside = values.stream().allMatch(v -> v > 0 && v < 1);
                require(!values.isEmpty() && inside, named, "fractions between 0 and 1");
                yield new KnotRule.RangeFractions(values);
            }
            default -> {
                require(!values.isEmpty(), named, "knots, as in LIST(1 2 3)");
                yield new KnotRule.Listed(values, method.equals("LISTWITHBOUNDARY"));
            }
        };
    }

    private int count(String option, List<Double> values, int otherwise) {
        if (values.isEmpty()) {
            return otherwise;
        }
        double n = values.get(0);
        require(values.size() == 1 && n >= 1 && n == Math.rint(n), option, "one number of knots");
        return (int) n;
    }

    private void require(boolean holds, String option, String what) {
        if (!holds) {
            throw new StepFailure(place, ConstructMessage.BAD_VALUES, option, what);
        }
    }

    private static void collect(OptionValue value, List<Double> numbers) {
        if (value instanceof OptionValue.Number number) {
            numbers.add(number.value());
        } else if (value instanceof OptionValue.Numbers list) {
            numbers.addAll(list.values());
        } else if (value instanceof OptionValue.Values values) {
            values.values().forEach(v -> collect(v, numbers));
        }
    }

    private Optional<Double> number(String option) {
        OptionalDouble value = options.number(option);
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private int whole(String option, int otherwise, int least) {
        double value = options.number(option).orElse(otherwise);
        require(
                value >= least && value == Math.rint(value) && value < 100,
                option + "=",
                "a whole number from " + least);
        return (int) value;
    }
}
