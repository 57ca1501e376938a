package hermite.sas.datastep.function;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.FunctionEnvironment;
import hermite.sas.datastep.function.numeric.DateFunctions;
import hermite.sas.datastep.function.numeric.DistributionFunctions;
import hermite.sas.datastep.function.numeric.IntervalFunctions;
import hermite.sas.datastep.function.numeric.NumericFunctions;
import hermite.sas.datastep.function.numeric.ProbabilityFunctions;
import hermite.sas.datastep.function.numeric.RandomFunctions;
import hermite.sas.datastep.function.numeric.SelectionFunctions;
import hermite.sas.datastep.function.numeric.SpecialFunctions;
import hermite.sas.datastep.function.numeric.StatisticFunctions;
import hermite.sas.datastep.function.session.DataSetFunctions;
import hermite.sas.datastep.function.session.SessionFunctions;
import hermite.sas.datastep.function.text.CatFunctions;
import hermite.sas.datastep.function.text.CharacterFunctions;
import hermite.sas.datastep.function.text.ConversionFunctions;
import hermite.sas.datastep.function.text.EncodingFunctions;
import hermite.sas.datastep.function.text.PatternFunctions;
import hermite.sas.datastep.function.text.SearchFunctions;
import hermite.sas.datastep.function.text.WordFunctions;
import hermite.sas.datastep.node.Diagnostics;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.Numerals;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All functions by name. One immutable registry serves every session. */
public final class FunctionRegistry {
    private static final FunctionRegistry STANDARD = new FunctionRegistry();
    private static final Format BEST16 = Format.of("BEST16.");

    private final Map<String, FunctionSpec> functions;
    private final Set<String> unsupported;

    private FunctionRegistry() {
        FunctionTable table = new FunctionTable();
        NumericFunctions.addTo(table);
        SpecialFunctions.addTo(table);
        StatisticFunctions.addTo(table);
        SelectionFunctions.addTo(table);
        CharacterFunctions.addTo(table);
        SearchFunctions.addTo(table);
        WordFunctions.addTo(table);
        CatFunctions.addTo(table);
        PatternFunctions.addTo(table);
        EncodingFunctions.addTo(table);
        ConversionFunctions.addTo(table);
        DateFunctions.addTo(table);
        IntervalFunctions.addTo(table);
        ProbabilityFunctions.addTo(table);
        DistributionFunctions.addTo(table);
        RandomFunctions.addTo(table);
        SessionFunctions.addTo(table);
        DataSetFunctions.addTo(table);
        functions = new TreeMap<>(table.functions());
        unsupported = KnownNames.functions();
    }

    public static FunctionRegistry standard() {
        return STANDARD;
    }

    public Optional<FunctionSpec> find(String name) {
        return Optional.ofNullable(functions.get(name.toUpperCase(Locale.ROOT)));
    }

    public Collection<FunctionSpec> all() {
        return functions.values();
    }

    /** Whether SAS has a function of this name that is not built here. */
    public boolean isKnownButUnsupported(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return unsupported.contains(upper) && !functions.containsKey(upper);
    }

    /**
     * Calls a function with text arguments, as %SYSFUNC does. A numeric argument must be a number; a numeric result
     * is written by BEST16. without blanks, or by the format given.
     *
     * @throws StepFailure when there is no such function, or the arguments do not fit
     */
    public String call(
            String name,
            List<String> arguments,
            Optional<Format> format,
            FunctionEnvironment environment,
            FunctionState state) {
        FunctionSpec spec = find(name)
                .orElseThrow(() -> isKnownButUnsupported(name)
                        ? new StepFailure(DataStepMessage.UNSUPPORTED_FUNCTION, name.toUpperCase(Locale.ROOT))
                        : new StepFailure(
                                DataStepMessage.UNKNOWN_FUNCTION,
                                name.toUpperCase(Locale.ROOT),
                                Suggestion.of(name, functions.keySet())));
        List<String> given = arguments.size() == 1 && arguments.get(0).isEmpty() && spec.minimumArguments() == 0
                ? List.of()
                : arguments;
        if (given.size() < spec.minimumArguments()) {
            throw new StepFailure(DataStepMessage.TOO_FEW_ARGUMENTS, spec.name());
        }
        if (given.size() > spec.maximumArguments()) {
            throw new StepFailure(DataStepMessage.TOO_MANY_ARGUMENTS, spec.name());
        }
        return evaluate(spec, given, format, environment, state);
    }

    /** Calls a function that keeps nothing but random streams from call to call: data sets do not stay open. */
    public String call(
            String name,
            List<String> arguments,
            Optional<Format> format,
            FunctionEnvironment environment,
            RandomStreams random) {
        return call(name, arguments, format, environment, new FunctionState(random));
    }

    private static String evaluate(
            FunctionSpec spec,
            List<String> given,
            Optional<Format> format,
            FunctionEnvironment environment,
            FunctionState state) {
        Diagnostics diagnostics = new Diagnostics(environment.log(), Integer.MAX_VALUE);
        CallServices services = new CallServices(environment, diagnostics, state);
        boolean[] text = new boolean[given.size()];
        for (int i = 0; i < text.length; i++) {
            char type = spec.type(i);
            text[i] = type == 'c' || type == 'a' && Numerals.parse(given.get(i)) == Numerals.INVALID;
        }
        Arguments site = new Arguments(spec.name(), text, services, Place.UNKNOWN);
        boolean anyMissing = false;
        for (int i = 0; i < text.length; i++) {
            if (text[i]) {
                site.set(i, given.get(i));
                continue;
            }
            double value = Numerals.parse(given.get(i));
            if (value == Numerals.INVALID) {
                throw new StepFailure(DataStepMessage.ILLEGAL_ARGUMENT_TYPE, i + 1, spec.name(), "number");
            }
            anyMissing |= value != value;
            site.set(i, value);
        }
        site.begin(new Frame(0, 0));
        if (spec.body() instanceof FunctionSpec.TextBody body) {
            String result = body.function().apply(site);
            return format.map(f -> environment.formats().write(result, f)).orElse(result);
        }
        double value = anyMissing && spec.missing() == FunctionSpec.MissingRule.PROPAGATE
                ? Missing.DOT
                : ((FunctionSpec.NumberBody) spec.body()).apply(site);
        return format.map(f -> environment.formats().write(value, f))
                .orElseGet(() -> environment.formats().write(value, BEST16).strip());
    }
}
