package hermite.sas.proc.marginal.binding;

import hermite.data.Table;
import hermite.model.ClassVariable;
import hermite.model.Effect;
import hermite.model.gee.WorkingCorrelation;
import hermite.model.gee.influence.BiasCorrection;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ParenthesizedValues;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Binds the REPEATED statement. */
public final class RepeatedBinder {
    private final Options main;
    private final Options options;
    private final Table table;
    private final List<ClassVariable> classes;
    private final ProcContext context;
    /** The option that describes log odds ratios. */
    private final String association;

    public RepeatedBinder(ProcStatement statement, Table table, List<ClassVariable> classes, ProcContext context) {
        this.main = ((Body.Main) statement.body()).options();
        this.options = statement.options();
        this.table = table;
        this.classes = classes;
        this.context = context;
        this.association = options.has("GLOBALOR") ? "GLOBALOR" : "LOGOR";
    }

    public GenmodModel.Repeated bind() {
        Effect subject = main.effect("SUBJECT")
                .map(term -> EffectBinding.effect(term, table, classes))
                .orElseThrow(() -> new StepFailure(GenmodMessage.NO_SUBJECT));
        GenmodBinder.classEffect(subject, classes, "SUBJECT=");
        Optional<Effect> within = options.effect("WITHINSUBJECT")
                .map(term -> EffectBinding.effect(term, table, classes))
                .map(e -> GenmodBinder.classEffect(e, classes, "WITHINSUBJECT="));
        boolean covb = options.has("COVB");
        boolean corrb = options.has("CORRB");
        return new GenmodModel.Repeated(
                subject,
                within,
                correlation(),
                options.word(association).map(this::logOddsRatios),
                numbers("ALPHAINIT"),
                options.has("CONVERGE")
                        ? Optional.of(GenmodBinder.positive(options, "CONVERGE", 1e-4, 1))
                        : Optional.empty(),
                (int) GenmodBinder.positive(options, "MAXITER", 50, 1e9),
                new GenmodModel.Prints(
                        options.has("MODELSE"),
                        options.has("PRINTMLE"),
                        options.has("CORRW"),
                        covb || options.has("MCOVB"),
                        covb || options.has("ECOVB"),
                        corrb || options.has("MCORRB"),
                        corrb || options.has("ECORRB")),
                request());
    }

    private MarginalRequest request() {
        List<String> extensions = new ArrayList<>();
        options.word("COVARIANCE").ifPresent(w -> extensions.add("COVARIANCE=" + w));
        options.word("DDFM").ifPresent(w -> extensions.add("DDFM=" + w));
        options.word("GLOBALOR").ifPresent(w -> extensions.add("GLOBALOR=" + w));
        if (options.has("GLOBALORCUTS")) {
            extensions.add("GLOBALORCUTS");
        }
        if (options.has("CRITERIA")) {
            extensions.add("CRITERIA");
        }
        boolean byTime = options.word("TYPE").orElse("").equals("ARTIME");
        if (byTime) {
            extensions.add("TYPE=ARTIME");
        }
        if (options.has("DDFM") && !options.has("COVARIANCE")) {
            throw new StepFailure(
                    options.find("DDFM").orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    "DDFM=",
                    "the option COVARIANCE=");
        }
        return new MarginalRequest(
                numbers("INITIAL"),
                options.number("INTERCEPT").isPresent()
                        ? Optional.of(options.number("INTERCEPT").getAsDouble())
                        : Optional.empty(),
                (int) GenmodBinder.positive(options, "RUPDATE", 1, 1e9),
                byTime ? Optional.of(time()) : Optional.empty(),
                options.word("COVARIANCE").map(RepeatedBinder::correction),
                options.word("DDFM")
                        .map(MarginalRequest.DegreesOfFreedom::valueOf)
                        .orElse(MarginalRequest.DegreesOfFreedom.CLUSTERS),
                options.has("CRITERIA"),
                options.has("GLOBALORCUTS"),
                extensions);
    }

    private static BiasCorrection correction(String word) {
        return switch (word) {
            case "KC" -> BiasCorrection.KAUERMANN_CARROLL;
            case "MD" -> BiasCorrection.MANCL_DEROUEN;
            case "FG" -> BiasCorrection.FAY_GRAUBARD;
            default -> BiasCorrection.MOREL_BOKOSSA_NEERCHAL;
        };
    }

    private String time() {
        String name = ParenthesizedValues.word(options.suboptions("TYPE"))
                .orElseThrow(() -> new StepFailure(
                        options.find("TYPE").orElseThrow().place(),
                        GenmodMessage.OPTION_NEEDS,
                        "TYPE=ARTIME",
                        "a variable with the times, as in TYPE=ARTIME(week)"));
        int place = table.indexOf(name);
        if (place < 0) {
            throw new StepFailure(ProcMessage.VARIABLE_NOT_FOUND, name.toUpperCase(Locale.ROOT));
        }
        if (!table.variable(place).isNumeric()) {
            throw new StepFailure(ProcMessage.WRONG_TYPE, name.toUpperCase(Locale.ROOT));
        }
        return table.variable(place).name();
    }

    private Optional<double[]> numbers(String option) {
        return options.find(option)
                .map(o -> o.value() instanceof OptionValue.Numbers n
                        ? n.values().stream().mapToDouble(Double::doubleValue).toArray()
                        : new double[] {((OptionValue.Number) o.value()).value()});
    }

    private WorkingCorrelation correlation() {
        return switch (options.word("TYPE").orElse("IND")) {
            case "EXCH" -> new WorkingCorrelation.Exchangeable();
            case "AR" -> new WorkingCorrelation.Autoregressive();
            case "UN" -> new WorkingCorrelation.Unstructured();
            case "MDEP" -> mDependent();
            case "USER" -> fixed();
            case "ARTIME" -> new WorkingCorrelation.ContinuousAutoregressive();
            default -> new WorkingCorrelation.Independent();
        };
    }

    private WorkingCorrelation mDependent() {
        List<Double> numbers = ParenthesizedValues.numbers(options.suboptions("TYPE"));
        if (numbers.size() != 1 || !(numbers.get(0) >= 1)) {
            throw new StepFailure(
                    options.find("TYPE").orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    "TYPE=MDEP",
                    "a number of lags, as in TYPE=MDEP(2)");
        }
        return new WorkingCorrelation.MDependent((int) (double) numbers.get(0));
    }

    private WorkingCorrelation fixed() {
        List<Double> numbers = ParenthesizedValues.numbers(options.suboptions("TYPE"));
        int dimension = (int) Math.round(Math.sqrt(numbers.size()));
        if (dimension == 0 || dimension * dimension != numbers.size()) {
            throw new StepFailure(
                    options.find("TYPE").orElseThrow().place(),
                    GenmodMessage.WRONG_MATRIX,
                    "USER",
                    numbers.size(),
                    "the square of the number of occasions");
        }
        double[] matrix = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        return new WorkingCorrelation.Fixed(matrix, dimension);
    }

    private GenmodModel.LogOddsStructure logOddsRatios(String word) {
        return switch (word) {
            case "EXCH" -> new GenmodModel.LogOddsStructure.Exchangeable();
            case "FULLCLUST" -> new GenmodModel.LogOddsStructure.FullClusters();
            case "LOGORVAR" -> byVariable();
            case "NEST1" -> new GenmodModel.LogOddsStructure.Nested(subcluster(word), false);
            case "NESTK" -> new GenmodModel.LogOddsStructure.Nested(subcluster(word), true);
            case "ZREP" -> new GenmodModel.LogOddsStructure.Replicated(replicatedRows());
            default -> fullRows();
        };
    }

    private GenmodModel.LogOddsStructure byVariable() {
        String name = ParenthesizedValues.word(options.suboptions(association))
                .orElseThrow(() -> new StepFailure(
                        options.find(association).orElseThrow().place(),
                        GenmodMessage.OPTION_NEEDS,
                        association + "=LOGORVAR",
                        "a variable, as in " + association + "=LOGORVAR(trt)"));
        return new GenmodModel.LogOddsStructure.ByVariable(classVariable(name));
    }

    private String subcluster(String word) {
        return options.variable("SUBCLUSTER")
                .map(this::classVariable)
                .orElseThrow(() -> new StepFailure(GenmodMessage.SUBCLUSTER_REQUIRED, word));
    }

    private String classVariable(String name) {
        if (table.indexOf(name) < 0) {
            throw new StepFailure(ProcMessage.VARIABLE_NOT_FOUND, name.toUpperCase(Locale.ROOT));
        }
        return classes.stream()
                .map(ClassVariable::name)
                .filter(c -> c.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new StepFailure(GenmodMessage.SUBJECT_NOT_CLASS, name, association + "="));
    }

    private Table pairData(String structure) {
        return context.input(Optional.of(options.dataSet("ZDATA")
                        .orElseThrow(() -> new StepFailure(
                                GenmodMessage.OPTION_NEEDS, structure, "the options ZDATA= and ZROW="))))
                .table();
    }

    private List<String> columnsOfZ(Table z, String structure) {
        List<String> names = context.resolve(options.variables("ZROW"), z);
        if (names.isEmpty()) {
            throw new StepFailure(GenmodMessage.OPTION_NEEDS, structure, "the option ZROW=");
        }
        return names;
    }

    /** Rows for each subject, with the pair in YPAIR=. */
    private GenmodModel.LogOddsStructure fullRows() {
        Table z = pairData("LOGOR=ZFULL");
        List<String> names = columnsOfZ(z, "LOGOR=ZFULL");
        List<String> pair = context.resolve(options.variables("YPAIR"), z);
        if (!pair.isEmpty() && pair.size() != 2) {
            throw new StepFailure(
                    options.find("YPAIR").orElseThrow().place(), GenmodMessage.OPTION_NEEDS, "YPAIR=", "two variables");
        }
        for (String subject : main.effect("SUBJECT")
                .map(term -> EffectBinding.effect(term, table, classes).variables())
                .orElse(List.of())) {
            if (z.indexOf(subject) < 0) {
                throw new StepFailure(
                        GenmodMessage.ZDATA_INVALID, "has no variable " + subject + " of the subject effect.");
            }
        }
        List<String> needed = new ArrayList<>(names);
        needed.addAll(pair);
        for (String name : needed) {
            int place = z.indexOf(name);
            for (int row = 0; row < z.rowCount(); row++) {
                if (!z.variable(place).isNumeric()
                        || Double.isNaN(z.numeric(place).get(row))) {
                    throw new StepFailure(GenmodMessage.ZDATA_INVALID, "has a missing or text value of " + name + ".");
                }
            }
        }
        return new GenmodModel.LogOddsStructure.Full(z, names, pair);
    }

    /** One row a pair, as written or from ZDATA= and ZROW=. */
    private List<double[]> replicatedRows() {
        Optional<OptionValue> written =
                options.suboptions(association).find(ParenthesizedValues.NAME).map(BoundOption::value);
        if (written.isPresent()) {
            return PairRows.inline(((OptionValue.Values) written.get()).values());
        }
        Table z = pairData("LOGOR=ZREP");
        List<String> names = columnsOfZ(z, "LOGOR=ZREP");
        List<double[]> rows = new ArrayList<>();
        for (int row = 0; row < z.rowCount(); row++) {
            double[] values = new double[names.size()];
            for (int j = 0; j < values.length; j++) {
                int place = z.indexOf(names.get(j));
                if (!z.variable(place).isNumeric()
                        || Double.isNaN(z.numeric(place).get(row))) {
                    throw new StepFailure(
                            GenmodMessage.ZDATA_INVALID, "has a missing or text value of " + names.get(j) + ".");
                }
                values[j] = z.numeric(place).get(row);
            }
            rows.add(values);
        }
        return rows;
    }
}
