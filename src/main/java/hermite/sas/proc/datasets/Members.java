package hermite.sas.proc.datasets;

import hermite.data.Library;
import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.VariableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The data sets of one library, by the names a statement gives. */
final class Members {
    private final String libref;
    private final Library library;
    private final ProcContext context;

    Members(String libref, ProcContext context) {
        this.libref = libref.isEmpty() ? "WORK" : libref.toUpperCase(Locale.ROOT);
        this.library = context.library(libref);
        this.context = context;
    }

    String libref() {
        return libref;
    }

    Library library() {
        return library;
    }

    String fullName(String member) {
        return libref + "." + member;
    }

    List<String> all() {
        return library.members().stream().map(m -> m.toUpperCase(Locale.ROOT)).toList();
    }

    /** The members a statement names, in order: names, {@code a1-a3}, {@code p:}, {@code _ALL_}; unknown names are noted. */
    List<String> named(ProcStatement statement, boolean silent) {
        Set<String> found = new LinkedHashSet<>();
        List<String> all = all();
        for (VariableList list : ((Body.Variables) statement.body()).lists()) {
            for (String name : names(list, all)) {
                if (all.contains(name)) {
                    found.add(name);
                } else if (!silent) {
                    context.log()
                            .write(
                                    DatasetsMessage.NOT_FOUND,
                                    fullName(name),
                                    statement.spec().name());
                }
            }
        }
        return List.copyOf(found);
    }

    private static List<String> names(VariableList list, List<String> all) {
        List<String> names = new ArrayList<>();
        if (list instanceof VariableList.Name name) {
            names.add(name.name().toUpperCase(Locale.ROOT));
        } else if (list instanceof VariableList.Prefixed prefixed) {
            String prefix = prefixed.prefix().toUpperCase(Locale.ROOT);
            all.stream().filter(m -> m.startsWith(prefix)).forEach(names::add);
        } else if (list instanceof VariableList.Numbered numbered) {
            String format = "%s%0" + Math.max(1, numbered.digits()) + "d";
            for (int i = numbered.first(); i <= numbered.last(); i++) {
                names.add(String.format(Locale.ROOT, format, numbered.prefix().toUpperCase(Locale.ROOT), i));
            }
        } else if (list instanceof VariableList.Special) {
            names.addAll(all);
        } else {
            throw new StepFailure(list.place(), ProcMessage.FILE_DOES_NOT_EXIST, "of this list");
        }
        return names;
    }

    void delete(String member) {
        if (library.isReadOnly()) {
            throw new StepFailure(DatasetsMessage.READ_ONLY, libref);
        }
        try {
            library.delete(member);
        } catch (IOException e) {
            throw new StepFailure(ProcMessage.CANNOT_WRITE, fullName(member), e.getMessage());
        }
        context.log().write(DatasetsMessage.DELETING, fullName(member));
    }

    Table read(String member) {
        try {
            return library.read(member)
                    .orElseThrow(() -> new StepFailure(ProcMessage.FILE_DOES_NOT_EXIST, fullName(member)));
        } catch (IOException e) {
            throw new StepFailure(ProcMessage.CANNOT_READ, fullName(member), e.getMessage());
        }
    }
}
