package hermite.app;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Format;
import hermite.data.Library;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.r.eval.session.RSession;
import hermite.r.lib.files.ForeignTables;
import hermite.r.value.DataFrames;
import hermite.r.value.Factors;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.REnvironment;
import hermite.sas.session.Session;
import hermite.sas.session.library.Libraries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Data sets of one language seen from the other; nothing is copied before it is used. In R, {@code x} is WORK.X and
 * {@code lib$x} is LIB.X where R has no variable of that name. In SAS, WORK.X is R's data frame {@code x} unless SAS
 * has written WORK.X since: factors become their labels, Date and POSIXct become SAS dates and datetimes with formats,
 * TRUE and FALSE 1 and 0, NA missing. Special missing values become NA in R.
 */
final class LanguageExchange {
    private static final double DAYS_FROM_1960 = 3653;
    private static final int LONGEST_NAME = 32;

    private final Session sas;
    private final RSession r;
    private final Map<String, RValue> superseded = new HashMap<>();
    private REnvironment shown;

    LanguageExchange(Session sas, RSession r) {
        this.sas = sas;
        this.r = r;
        Libraries.Assigned work = sas.libraries().find(Libraries.WORK).orElseThrow();
        sas.libraries()
                .assign(new Libraries.Assigned(
                        Libraries.WORK,
                        Optional.of(new Work(work.library().orElseThrow())),
                        work.physicalName(),
                        work.directory()));
    }

    /** Lets R see the data sets as they are now. */
    void showToR() {
        REnvironment global = r.globalEnvironment();
        if (shown != null) {
            for (REnvironment at = global; at != null; at = at.parent()) {
                if (at.parent() == shown) {
                    at.setParent(shown.parent());
                }
            }
        }
        shown = new REnvironment("SAS", global.parent(), new Members(Libraries.WORK, true));
        global.setParent(shown);
    }

    private Optional<Library> library(String libref) {
        return sas.libraries().find(libref).flatMap(Libraries.Assigned::library);
    }

    /** R's view of a library; at the top also of the librefs. */
    private final class Members implements REnvironment.Source {
        private final String libref;
        private final boolean top;

        Members(String libref, boolean top) {
            this.libref = libref;
            this.top = top;
        }

        @Override
        public RValue find(String name) {
            Optional<Library> library = library(libref);
            String member = name.toUpperCase(Locale.ROOT);
            if (!name.equals(name.toLowerCase(Locale.ROOT)) || library.isEmpty()) {
                return null;
            }
            if (top && superseding(member) != null) {
                return null;
            }
            try {
                Optional<Table> table = library.get() instanceof Work work
                        ? work.own.read(member)
                        : library.get().read(member);
                if (table.isPresent()) {
                    return ForeignTables.frame(table.get(), true);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return top && library(name).isPresent() ? new REnvironment(name, null, new Members(member, false)) : null;
        }

        @Override
        public List<String> names() {
            return library(libref).stream()
                    .flatMap(l -> l.members().stream())
                    .map(m -> m.toLowerCase(Locale.ROOT))
                    .toList();
        }
    }

    /** R's own data frame that stands for a member of WORK; null when there is none. */
    private RValue superseding(String member) {
        for (String name : r.globalEnvironment().names()) {
            if (sasName(name, Set.of()).equals(member)) {
                RValue value = r.global(name);
                if (value instanceof RList && DataFrames.isDataFrame(value) && superseded.get(member) != value) {
                    return value;
                }
            }
        }
        return null;
    }

    /** A valid name of SAS: other characters become underscores, at most 32, with a number where it is taken. */
    private static String sasName(String name, Set<String> taken) {
        String valid = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        valid = Character.isDigit(valid.charAt(0)) ? "_" + valid : valid;
        valid = valid.substring(0, Math.min(LONGEST_NAME, valid.length()));
        String free = valid;
        for (int i = 2; taken.contains(free); i++) {
            String end = String.valueOf(i);
            free = valid.substring(0, Math.min(valid.length(), LONGEST_NAME - end.length())) + end;
        }
        return free;
    }

    private Table table(RList frame) {
        List<Variable> variables = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Set<String> taken = new TreeSet<>();
        int rows = DataFrames.rowCount(frame);
        for (int j = 0; j < frame.length(); j++) {
            if (frame.get(j) instanceof RVector vector && vector.length() == rows && !(vector instanceof RList)) {
                String name = sasName(frame.name(j), taken);
                taken.add(name);
                String written = name.equalsIgnoreCase(frame.name(j)) ? frame.name(j) : name.toLowerCase(Locale.ROOT);
                add(vector, written, variables, columns, rows);
            }
        }
        return new Table(variables, columns, rows);
    }

    private static void add(RVector vector, String name, List<Variable> variables, List<Column> columns, int rows) {
        if (Factors.isFactor(vector) || vector.typeName().equals("character")) {
            String[] labels = Factors.isFactor(vector) ? Factors.labels((RInteger) vector) : null;
            List<String> values = new ArrayList<>();
            int longest = 1;
            for (int i = 0; i < rows; i++) {
                String text = labels != null ? labels[i] : vector.stringAt(i);
                values.add(text == null ? "" : text);
                longest = Math.max(longest, values.get(i).length());
            }
            variables.add(Variable.character(name, longest));
            columns.add(CharacterColumn.of(values));
            return;
        }
        boolean date = vector.inherits("Date");
        boolean time = vector.inherits("POSIXct");
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            double x = vector.doubleAt(i);
            values[i] =
                    Double.isNaN(x) ? Missing.DOT : date ? x + DAYS_FROM_1960 : time ? x + DAYS_FROM_1960 * 86400 : x;
        }
        Variable variable = Variable.numeric(name);
        variables.add(
                date || time ? variable.withFormat(Optional.of(Format.of(date ? "DATE9." : "DATETIME19."))) : variable);
        columns.add(new NumericColumn(values));
    }

    /** WORK with R's data frames in it. */
    private final class Work implements Library {
        private final Library own;

        Work(Library own) {
            this.own = own;
        }

        @Override
        public String engine() {
            return own.engine();
        }

        @Override
        public String physicalName() {
            return own.physicalName();
        }

        @Override
        public boolean isReadOnly() {
            return own.isReadOnly();
        }

        @Override
        public List<String> members() {
            Set<String> all = new TreeSet<>(own.members());
            for (String name : r.globalEnvironment().names()) {
                String member = sasName(name, Set.of());
                if (superseding(member) != null) {
                    all.add(member);
                }
            }
            return List.copyOf(all);
        }

        @Override
        public boolean contains(String member) {
            return own.contains(member) || superseding(member) != null;
        }

        @Override
        public Optional<Table> read(String member) throws IOException {
            RValue frame = superseding(member);
            return frame == null ? own.read(member) : Optional.of(table((RList) frame));
        }

        @Override
        public void write(String member, Table table) throws IOException {
            RValue frame = superseding(member);
            if (frame != null) {
                superseded.put(member, frame);
            }
            own.write(member, table);
        }

        @Override
        public boolean delete(String member) throws IOException {
            RValue frame = superseding(member);
            if (frame != null) {
                superseded.put(member, frame);
            }
            return own.delete(member) || frame != null;
        }
    }
}
