package hermite.translate;

import hermite.sas.log.StepFailure;
import hermite.sas.session.library.DataSets;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.DataStep;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Data sets that models make: the translation fits none, so nothing may be computed from them here. */
final class ModelMadeData {
    private enum Kind {
        /** Tables of ODS OUTPUT: not there at all. */
        FIGURES,
        /** Rows of OUTPUT, with columns that R alone will fill. */
        PREDICTIONS,
        /** Made from either. */
        DERIVED
    }

    private final Map<String, Kind> kinds = new HashMap<>();

    void figures(String name) {
        kinds.put(name, Kind.FIGURES);
    }

    void predictions(String name) {
        kinds.put(name, Kind.PREDICTIONS);
    }

    /** Whether one of the data sets is a table of figures or made from one. */
    boolean isFigures(List<DataSetReference> read, DataSets all) {
        return read.stream().map(r -> kinds.get(name(r, all))).anyMatch(k -> k == Kind.FIGURES || k == Kind.DERIVED);
    }

    /** Empty for a library that is not assigned, of which the step itself will speak. */
    private static String name(DataSetReference reference, DataSets all) {
        try {
            return all.inputName(Optional.of(reference));
        } catch (StepFailure e) {
            return "";
        }
    }

    /** Whether a step that reads and writes these reads none of them; what it writes is then known to be the program's own. */
    boolean mayRun(List<DataSetReference> read, List<DataSetReference> written, DataSets all) {
        boolean clean = read.stream().noneMatch(r -> kinds.containsKey(name(r, all)));
        for (DataSetReference each : written) {
            if (each.path().isPresent()) {
                continue;
            }
            if (clean) {
                kinds.remove(name(each, all));
            } else {
                kinds.put(name(each, all), Kind.DERIVED);
            }
        }
        return clean;
    }

    /** The data sets that a DATA step reads. */
    static List<DataSetReference> inputs(DataStep step) {
        List<DataSetReference> all = new ArrayList<>();
        collect(step.statements(), all);
        return all;
    }

    private static void collect(List<DataStatement> statements, List<DataSetReference> all) {
        for (DataStatement statement : statements) {
            if (statement instanceof DataStatement.Set set) {
                all.addAll(set.dataSets());
            } else if (statement instanceof DataStatement.Merge merge) {
                all.addAll(merge.dataSets());
            } else if (statement instanceof DataStatement.Update update) {
                all.addAll(update.dataSets());
            } else {
                collect(nested(statement), all);
            }
        }
    }

    private static List<DataStatement> nested(DataStatement statement) {
        if (statement instanceof DataStatement.If branch) {
            return Stream.concat(Stream.of(branch.then()), branch.otherwise().stream())
                    .toList();
        } else if (statement instanceof DataStatement.Do block) {
            return block.body();
        } else if (statement instanceof DataStatement.DoIterative loop) {
            return loop.body();
        } else if (statement instanceof DataStatement.DoWhile loop) {
            return loop.body();
        } else if (statement instanceof DataStatement.DoUntil loop) {
            return loop.body();
        } else if (statement instanceof DataStatement.Labelled labelled) {
            return List.of(labelled.statement());
        } else if (statement instanceof DataStatement.Select select) {
            return Stream.concat(
                            select.whens().stream().map(DataStatement.Select.When::body), select.otherwise().stream())
                    .toList();
        }
        return List.of();
    }

    /** @throws Untranslatable for data that only R can make */
    void refuseDerived(String name) throws Untranslatable {
        Kind kind = kinds.get(name);
        if (kind != null && kind != Kind.PREDICTIONS) {
            throw new Untranslatable("its data set " + name + " is made from what a model has made");
        }
    }
}
