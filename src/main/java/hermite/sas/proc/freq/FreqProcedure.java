package hermite.sas.proc.freq;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.ClassLevels;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.syntax.ast.VariableList;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PROC FREQ: counts of values and of combinations of values. */
public final class FreqProcedure implements Procedure {

    private static final List<String> SUMMARIES = List.of("CMH", "CMH1", "CMH2");
    /** Options that need rows and columns. */
    private static final List<String> STRATIFIED = List.of("CMH", "CMH1", "CMH2", "RELRISK");

    /** A table asked for: its variables, and the options of its statement. */
    private record Request(List<String> variables, Options options, Optional<FreqOutput> output) {}

    @Override
    public ProcedureSpec spec() {
        return FreqVocabulary.SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        InputData input = context.input(step.options().dataSet("DATA"));
        Table table = input.table();
        if (table.rowCount() == 0) {
            context.log().write(ProcMessage.NO_OBSERVATIONS, input.name());
        }
        List<ByGroup> groups = table.rowCount() == 0 ? List.of() : context.byGroups(input);
        List<String> by = groups.isEmpty() ? List.of() : groups.get(0).variables();
        Optional<ProcStatement> weight = step.statement("WEIGHT");
        Optional<String> weightName = weight.map(w -> weightVariable(w, context, table));
        Map<DataSetReference, FreqOutput> outputs = new LinkedHashMap<>();
        List<Request> requests = requests(step, context, table, by, weightName, outputs);
        boolean prints = !step.options().has("NOPRINT");
        ClassLevels.Order order =
                ClassLevels.Order.valueOf(step.options().word("ORDER").orElse("INTERNAL"));
        boolean zeros = weight.map(w -> w.options().has("ZEROS")).orElse(false);
        for (ByGroup group : groups) {
            context.beginGroup(group);
            double[] weights = weightName
                    .map(w -> group.table().numeric(group.table().indexOf(w)).values())
                    .orElse(new double[0]);
            Counter counter = new Counter(group.table(), weights, zeros, order, context);
            if (prints && step.options().has("NLEVELS")) {
                context.put(OneWayTable.levels(levels(requests, counter)));
            }
            for (Request request : requests) {
                context.checkInterrupt();
                Tally tally =
                        counter.tally(request.variables(), request.options().has("MISSING"));
                if (prints) {
                    put(tally, request.options(), context);
                }
                request.output().ifPresent(o -> o.add(group, tally));
            }
        }
        outputs.forEach((reference, output) -> context.write(reference, output.build()));
    }

    /** Counts combinations in one BY group. */
    private record Counter(Table table, double[] weights, boolean zeros, ClassLevels.Order order, ProcContext context) {
        Tally tally(List<String> variables, boolean missing) {
            List<ClassLevels> levels = variables.stream()
                    .map(v -> ClassLevels.of(table, v, context.formats(), order, false, true, weights))
                    .toList();
            return Tally.of(table, levels, weights, zeros, missing);
        }
    }

    private static String weightVariable(ProcStatement statement, ProcContext context, Table table) {
        String name = context.resolve(((Body.Variables) statement.body()).lists(), table)
                .get(0);
        if (!table.variable(name).orElseThrow().isNumeric()) {
            throw new StepFailure(statement.place(), ProcMessage.WRONG_TYPE, name.toUpperCase(Locale.ROOT));
        }
        return name;
    }

    /** The tables of all TABLES statements; without any, one-way tables of all variables. */
    private static List<Request> requests(
            ProcStep step,
            ProcContext context,
            Table table,
            List<String> by,
            Optional<String> weight,
            Map<DataSetReference, FreqOutput> outputs) {
        List<Request> requests = new ArrayList<>();
        List<Variable> byVariables =
                by.stream().map(n -> table.variable(n).orElseThrow()).toList();
        for (ProcStatement statement : step.statements("TABLES")) {
            List<EffectTerm> terms = ((Body.Effects) statement.body()).effects();
            for (int i = 0; i < terms.size(); i++) {
                List<String> names = names(terms.get(i), context, table);
                Optional<FreqOutput> output = Optional.empty();
                Optional<DataSetReference> out = statement.options().dataSet("OUT");
                if (out.isPresent() && i == terms.size() - 1) {
                    List<Variable> variables = names.stream()
                            .map(n -> table.variable(n).orElseThrow())
                            .toList();
                    output = Optional.of(new FreqOutput(statement.options(), byVariables, variables));
                    outputs.put(out.get(), output.get());
                }
                requests.add(new Request(names, statement.options(), output));
            }
        }
        if (step.statements("TABLES").isEmpty()) {
            table.variables().stream()
                    .map(Variable::name)
                    .filter(n -> by.stream().noneMatch(n::equalsIgnoreCase)
                            && weight.filter(n::equals).isEmpty())
                    .forEach(n -> requests.add(new Request(List.of(n), Options.NONE, Optional.empty())));
        }
        return requests;
    }

    private static List<String> names(EffectTerm term, ProcContext context, Table table) {
        List<VariableList> lists = term.crossed().stream()
                .map(n -> (VariableList) new VariableList.Name(n, term.place()))
                .toList();
        return context.resolve(lists, table);
    }

    private static List<Tally> levels(List<Request> requests, Counter counter) {
        Set<String> names = new LinkedHashSet<>();
        requests.forEach(r -> names.addAll(r.variables()));
        boolean missing = requests.stream().anyMatch(r -> r.options().has("MISSING"));
        return names.stream().map(n -> counter.tally(List.of(n), missing)).toList();
    }

    private static void put(Tally tally, Options options, ProcContext context) {
        if (tally.cells().stream().allMatch(Tally.Cell::missing)) {
            context.log().write(FreqMessage.NO_VALID_ROWS, OneWayTable.name(tally));
            return;
        }
        boolean oneWay = tally.variables().size() == 1;
        boolean list = oneWay || options.has("LIST");
        boolean tables = !options.has("NOPRINT");
        if (list && tables) {
            context.put(OneWayTable.of(tally, options, context));
            putMissing(tally, tally.missing(), context);
        }
        boolean tests = options.has("CHISQ") || options.has("FISHER");
        if (oneWay) {
            if (options.has("CHISQ")) {
                FreqTests.putEqualProportions(tally, context);
            }
            STRATIFIED.stream().filter(options::has).forEach(o -> context.log()
                    .write(FreqMessage.CMH_ONE_WAY, o, OneWayTable.name(tally)));
            return;
        }
        StratifiedReport stratified = new StratifiedReport(options, context);
        List<CrossTable> all = new ArrayList<>();
        int number = 0;
        for (int[] stratum : strata(tally)) {
            number++;
            CrossTable table = new CrossTable(tally, options, stratum, number);
            if (!list && tables) {
                context.put(table.table());
                putMissing(tally, table.missing(), context);
            }
            if (tests) {
                FreqTests.putIndependence(table, options, context);
            }
            if (options.has("RELRISK")) {
                stratified.putRatios(table);
            }
            all.add(table);
        }
        if (SUMMARIES.stream().anyMatch(options::has)) {
            stratified.putSummary(tally, all);
        }
    }

    private static void putMissing(Tally tally, double missing, ProcContext context) {
        if (missing > 0) {
            context.put(OneWayTable.missingLine(tally, missing));
        }
    }

    /** The combinations of the variables before the last two, in order. */
    private static List<int[]> strata(Tally tally) {
        int k = tally.variables().size() - 2;
        List<int[]> strata = new ArrayList<>();
        for (Tally.Cell cell : tally.cells()) {
            int[] stratum = Arrays.copyOf(cell.levels(), k);
            if (!cell.missing() && strata.stream().noneMatch(s -> Arrays.equals(s, stratum))) {
                strata.add(stratum);
            }
        }
        return strata;
    }
}
