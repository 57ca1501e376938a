package hermite.sas.proc.sort;

import hermite.data.Column;
import hermite.data.SortKey;
import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement.ByItem;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** PROC SORT: brings the rows of a data set into an order, stably, and drops duplicates on request. */
public final class SortProcedure implements Procedure {
    private static final ProcedureSpec SPEC = new ProcedureSpec(
            "SORT",
            "",
            List.of(
                    OptionSpec.of("DATA", ValueKind.DATA_SET, "data set to sort")
                            .otherwise("the last one created"),
                    OptionSpec.of("OUT", ValueKind.DATA_SET, "sorted data set").otherwise("replaces the input"),
                    OptionSpec.flag("NODUPKEY", "keep the first row of each BY value")
                            .alias("NODUPKEYS"),
                    OptionSpec.flag("NODUPRECS", "drop rows that equal the row before")
                            .alias("NODUP", "NODUPLICATE", "NODUPLICATES", "NODUPREC", "NODUPS"),
                    OptionSpec.flag("NOUNIQUEKEY", "drop rows whose BY value occurs once")
                            .alias("NOUNIQUEKEYS", "NOUNIKEY", "NOUNIKEYS"),
                    OptionSpec.of("DUPOUT", ValueKind.DATA_SET, "data set for the dropped duplicates"),
                    OptionSpec.of("UNIQUEOUT", ValueKind.DATA_SET, "data set for the rows NOUNIQUEKEY drops")
                            .alias("UNIOUT"),
                    OptionSpec.flag("REVERSE", "reverse the order of character keys"),
                    OptionSpec.flag("FORCE", "sort even when the data set is flagged as sorted"),
                    noEffect(OptionSpec.flag("EQUALS", "rows with equal keys keep their order")),
                    noEffect(OptionSpec.flag("NOEQUALS", "rows with equal keys may change order")),
                    noEffect(OptionSpec.flag("PRESORTED", "check the order before sorting")),
                    noEffect(OptionSpec.flag("TAGSORT", "sort on keys only")),
                    noEffect(OptionSpec.flag("OVERWRITE", "delete the input before writing")),
                    noEffect(OptionSpec.flag("DATECOPY", "keep the dates of the data set")),
                    noEffect(OptionSpec.flag("THREADS", "use several threads")),
                    noEffect(OptionSpec.flag("NOTHREADS", "use one thread")),
                    noEffect(OptionSpec.flag("DETAILS", "details in the log")),
                    noEffect(OptionSpec.of("SORTSIZE", ValueKind.TEXT_OR_WORD, "memory to use")),
                    OptionSpec.known("SORTSEQ", ValueKind.WORD)
                            .oneOf(
                                    "ASCII",
                                    "EBCDIC",
                                    "LINGUISTIC~UCA",
                                    "NATIONAL",
                                    "DANISH",
                                    "FINNISH",
                                    "NORWEGIAN",
                                    "SWEDISH",
                                    "POLISH",
                                    "SPANISH",
                                    "ITALIAN",
                                    "REVERSE")
                            .with(
                                    OptionSpec.known("STRENGTH", ValueKind.TEXT_OR_WORD),
                                    OptionSpec.known("NUMERIC_COLLATION", ValueKind.WORD),
                                    OptionSpec.known("CASE_FIRST", ValueKind.WORD),
                                    OptionSpec.known("LOCALE", ValueKind.WORD),
                                    OptionSpec.known("COLLATION", ValueKind.WORD),
                                    OptionSpec.known("ALTERNATE_HANDLING", ValueKind.WORD)),
                    OptionSpec.known("ASCII", ValueKind.FLAG).withStatus(Status.NO_EFFECT),
                    OptionSpec.known("EBCDIC", ValueKind.FLAG)),
            List.of(),
            false,
            "sorts a data set");

    private static OptionSpec noEffect(OptionSpec option) {
        return option.withStatus(Status.NO_EFFECT);
    }

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        Options options = step.options();
        InputData input = context.input(options.dataSet("DATA"));
        Table table = input.table();
        List<SortKey> keys = keys(step, table);
        Optional<DataSetReference> out = options.dataSet("OUT");
        DataSetReference target = out.orElseGet(() -> named(input.name()));
        boolean dropsRows = options.has("NODUPKEY") || options.has("NODUPRECS") || options.has("NOUNIQUEKEY");

        if (isFlaggedSorted(table, keys) && !dropsRows && !options.has("FORCE")) {
            boolean replaces = out.isEmpty() || context.fullName(target).equalsIgnoreCase(input.name());
            context.log().write(replaces ? SortMessage.ALREADY_SORTED : SortMessage.ALREADY_SORTED_COPIED);
            if (replaces) {
                context.withholdInputNote();
            } else {
                context.write(target, table);
            }
            return;
        }
        context.tellInputNote();
        Selection selection = select(table, order(table, keys, options), keys, options, context);
        context.write(
                target,
                table.selectRows(selection.kept()).withLabel(table.label()).withSortedBy(keys));
        String secondOutput = options.has("NOUNIQUEKEY") ? "UNIQUEOUT" : "DUPOUT";
        options.dataSet(secondOutput)
                .ifPresent(reference -> context.writeBeside(
                        reference, table.selectRows(selection.dropped()).withSortedBy(keys)));
    }

    private static List<SortKey> keys(ProcStep step, Table table) {
        Body body = step.statement("BY")
                .orElseThrow(() -> new StepFailure(step.place(), ProcMessage.NO_BY))
                .body();
        List<SortKey> keys = new ArrayList<>();
        for (ByItem item : ((Body.By) body).items()) {
            if (item.name().equalsIgnoreCase("_ALL_")) {
                table.variables().forEach(v -> keys.add(new SortKey(v.name(), item.descending())));
            } else {
                String name = table.variable(item.name())
                        .orElseThrow(() -> new StepFailure(
                                item.place(),
                                ProcMessage.VARIABLE_NOT_FOUND,
                                item.name().toUpperCase(java.util.Locale.ROOT)))
                        .name();
                if (keys.stream().noneMatch(k -> k.variable().equals(name))) {
                    keys.add(new SortKey(name, item.descending()));
                }
            }
        }
        return keys;
    }

    private static DataSetReference named(String twoLevelName) {
        int dot = twoLevelName.indexOf('.');
        return DataSetReference.of(twoLevelName.substring(0, Math.max(0, dot)), twoLevelName.substring(dot + 1));
    }

    private static boolean isFlaggedSorted(Table table, List<SortKey> keys) {
        List<SortKey> flag = table.sortedBy();
        return flag.size() >= keys.size()
                && IntStream.range(0, keys.size())
                        .allMatch(i -> flag.get(i)
                                        .variable()
                                        .equalsIgnoreCase(keys.get(i).variable())
                                && flag.get(i).descending() == keys.get(i).descending());
    }

    private static int[] order(Table table, List<SortKey> keys, Options options) {
        if (!options.has("REVERSE")) {
            return table.sortOrder(keys);
        }
        return table.sortOrder(keys.stream()
                .map(k -> table.variable(k.variable()).orElseThrow().isNumeric()
                        ? k
                        : new SortKey(k.variable(), !k.descending()))
                .toList());
    }

    private record Selection(int[] kept, int[] dropped) {}

    private static Selection select(
            Table table, int[] order, List<SortKey> keys, Options options, ProcContext context) {
        Column[] keyColumns = keys.stream()
                .map(k -> table.column(table.indexOf(k.variable())))
                .toArray(Column[]::new);
        if (options.has("NOUNIQUEKEY")) {
            Selection selection = partition(order, (i, last) -> {
                boolean sameAsBefore = i > 0 && same(keyColumns, order[i - 1], order[i]);
                boolean sameAsNext = i + 1 < order.length && same(keyColumns, order[i], order[i + 1]);
                return sameAsBefore || sameAsNext;
            });
            context.log().write(SortMessage.UNIQUE_KEYS, selection.dropped().length);
            return selection;
        }
        Selection selection = new Selection(order, new int[0]);
        if (options.has("NODUPKEY")) {
            selection = partition(order, (i, last) -> last < 0 || !same(keyColumns, last, order[i]));
            context.log().write(SortMessage.DUPLICATE_KEYS, selection.dropped().length);
        }
        if (options.has("NODUPRECS")) {
            Column[] all = IntStream.range(0, table.variables().size())
                    .mapToObj(table::column)
                    .toArray(Column[]::new);
            int[] candidates = selection.kept();
            Selection records = partition(candidates, (i, last) -> last < 0 || !same(all, last, candidates[i]));
            context.log().write(SortMessage.DUPLICATE_RECORDS, records.dropped().length);
            selection = new Selection(
                    records.kept(),
                    IntStream.concat(Arrays.stream(selection.dropped()), Arrays.stream(records.dropped()))
                            .toArray());
        }
        return selection;
    }

    /** Decides on the i-th row in order, given the row kept last (-1 at the start). */
    private interface Keep {
        boolean test(int i, int lastKept);
    }

    private static Selection partition(int[] order, Keep keep) {
        int[] kept = new int[order.length];
        int[] dropped = new int[order.length];
        int keptCount = 0;
        int droppedCount = 0;
        for (int i = 0; i < order.length; i++) {
            if (keep.test(i, keptCount == 0 ? -1 : kept[keptCount - 1])) {
                kept[keptCount++] = order[i];
            } else {
                dropped[droppedCount++] = order[i];
            }
        }
        return new Selection(Arrays.copyOf(kept, keptCount), Arrays.copyOf(dropped, droppedCount));
    }

    private static boolean same(Column[] columns, int rowA, int rowB) {
        for (Column column : columns) {
            if (column.compare(rowA, rowB) != 0) {
                return false;
            }
        }
        return true;
    }
}
