package hermite.sas.datastep.compile;

import hermite.data.Column;
import hermite.data.Variable;
import hermite.sas.datastep.DataStepContext.InputDataSet;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.InputSelection;
import hermite.sas.datastep.read.ByOrder;
import hermite.sas.datastep.read.DataSource;
import hermite.sas.datastep.read.MergeNode;
import hermite.sas.datastep.read.OneToOneMergeNode;
import hermite.sas.datastep.read.PointNode;
import hermite.sas.datastep.read.SetNode;
import hermite.sas.datastep.read.UpdateNode;
import hermite.sas.datastep.statement.StatementNode;
import hermite.sas.datastep.vector.PdvVariable;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** SET, MERGE and UPDATE: opens the data sets, enters their variables, and builds the reading nodes. */
final class InputDataCompiler {
    private final StepParts parts;
    private final ProgramDataVector pdv;
    private final Optional<Expression> where;

    /** @param where the step's WHERE statement */
    InputDataCompiler(StepParts parts, Optional<Expression> where) {
        this.parts = parts;
        this.pdv = parts.pdv();
        this.where = where;
    }

    StatementNode set(DataStatement.Set set, Optional<DataStatement.By> by) {
        List<DataSetReference> references =
                set.dataSets().isEmpty() ? List.of(DataSetReference.of("", "_LAST_")) : set.dataSets();
        Map<String, String> options = upper(set.options());
        boolean direct = options.containsKey("POINT");
        if (direct && (by.isPresent() || where.isPresent())) {
            throw new StepFailure(set.place(), DataStepMessage.POINT_WITH_BY);
        }
        List<DataSource> opened = open(references, direct);
        int end = automatic(options, "END", set.place());
        observations(options, opened, set.place());
        if (direct) {
            PdvVariable point = pdv.number(options.get("POINT"), set.place());
            point.makeAutomatic();
            return new PointNode(opened, point.slot());
        }
        int nameSlot = -1;
        if (options.containsKey("INDSNAME")) {
            nameSlot =
                    pdv.automaticText(options.get("INDSNAME"), 41, set.place()).slot();
        }
        return new SetNode(opened, by.map(b -> order(b, opened)).orElse(null), end, nameSlot);
    }

    StatementNode merge(DataStatement.Merge merge, Optional<DataStatement.By> by) {
        Map<String, String> options = upper(merge.options());
        List<DataSource> opened = open(merge.dataSets(), false);
        int end = automatic(options, "END", merge.place());
        observations(options, opened, merge.place());
        if (by.isEmpty()) {
            return new OneToOneMergeNode(opened, end);
        }
        return new MergeNode(
                opened, order(by.get(), opened), end, parts.context().log());
    }

    StatementNode update(DataStatement.Update update, Optional<DataStatement.By> by) {
        Map<String, String> options = upper(update.options());
        if (by.isEmpty() || update.dataSets().size() != 2) {
            throw new StepFailure(update.place(), DataStepMessage.UPDATE_NEEDS_BY);
        }
        List<DataSource> opened = open(update.dataSets(), false);
        int end = automatic(options, "END", update.place());
        observations(options, opened, update.place());
        boolean replaces = "NOMISSINGCHECK".equalsIgnoreCase(options.get("UPDATEMODE"));
        UpdateNode node = new UpdateNode(
                opened.get(0),
                opened.get(1),
                order(by.get(), opened),
                end,
                replaces,
                parts.context().log());
        parts.update(node);
        return node;
    }

    private static Map<String, String> upper(Map<String, String> options) {
        Map<String, String> upper = new HashMap<>();
        options.forEach((k, v) -> upper.put(k.toUpperCase(Locale.ROOT), v));
        return upper;
    }

    private int automatic(Map<String, String> options, String option, Place place) {
        String name = options.get(option);
        if (name == null) {
            return -1;
        }
        PdvVariable variable = pdv.automaticNumber(name, place);
        pdv.initialise(variable, 0);
        return variable.slot();
    }

    private void observations(Map<String, String> options, List<DataSource> opened, Place place) {
        if (options.containsKey("NOBS")) {
            PdvVariable count = pdv.automaticNumber(options.get("NOBS"), place);
            long total = 0;
            for (DataSource source : opened) {
                total += source.selection().table().rowCount();
            }
            pdv.initialise(count, total);
        }
    }

    private List<DataSource> open(List<DataSetReference> references, boolean direct) {
        parts.markReadsInput();
        List<DataSource> opened = new ArrayList<>();
        for (DataSetReference reference : references) {
            opened.add(open(reference, direct));
        }
        parts.sources().addAll(opened);
        return opened;
    }

    private DataSource open(DataSetReference reference, boolean direct) {
        InputDataSet input = parts.context().open(reference);
        OptionalLong limit = direct ? OptionalLong.empty() : parts.context().observationLimit();
        InputSelection selection = InputSelection.of(
                input.name(), input.table(), reference.options(), where, limit, reference.place(), parts.context());
        List<Variable> variables = selection.table().variables();
        int[] slots = new int[variables.size()];
        int[] lengths = new int[variables.size()];
        for (int i = 0; i < slots.length; i++) {
            PdvVariable variable = enter(variables.get(i), reference.place());
            slots[i] = variable.slot();
            lengths[i] = variable.length();
        }
        int in = -1;
        if (reference.options().in().isPresent()) {
            PdvVariable flag = pdv.automaticNumber(reference.options().in().get(), reference.place());
            pdv.initialise(flag, 0);
            in = flag.slot();
        }
        return new DataSource(input.name(), selection, slots, lengths, in);
    }

    private PdvVariable enter(Variable variable, Place place) {
        Optional<PdvVariable> before = pdv.find(variable.name());
        PdvVariable entered = pdv.declare(variable, place);
        boolean longer = !variable.isNumeric()
                && before.isPresent()
                && before.get().isFromInput()
                && variable.length() > entered.length();
        if (longer) {
            parts.context().log().write(DataStepMessage.MULTIPLE_LENGTHS, entered.name());
        }
        entered.inherit(variable);
        entered.markFromInput();
        return entered;
    }

    private ByOrder order(DataStatement.By by, List<DataSource> opened) {
        int n = by.items().size();
        boolean[] descending = new boolean[n];
        int[] first = new int[n];
        int[] last = new int[n];
        for (int i = 0; i < n; i++) {
            DataStatement.ByItem item = by.items().get(i);
            descending[i] = item.descending();
            first[i] = pdv.automaticNumber("FIRST." + item.name(), item.place()).slot();
            last[i] = pdv.automaticNumber("LAST." + item.name(), item.place()).slot();
        }
        for (DataSource source : opened) {
            Column[] keys = new Column[n];
            for (int i = 0; i < n; i++) {
                keys[i] = key(source, by.items().get(i));
            }
            source.setKeys(keys);
        }
        return new ByOrder(descending, by.notSorted(), first, last, by.place());
    }

    private static Column key(DataSource source, DataStatement.ByItem item) {
        int index = source.selection().table().indexOf(item.name());
        if (index < 0) {
            List<String> names = source.selection().table().variables().stream()
                    .map(Variable::name)
                    .toList();
            throw new StepFailure(
                    item.place(),
                    DataStepMessage.BY_VARIABLE_NOT_ON_DATA_SET,
                    item.name(),
                    source.name(),
                    Suggestion.of(item.name(), names));
        }
        return source.selection().table().column(index);
    }
}
