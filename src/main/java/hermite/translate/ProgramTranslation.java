package hermite.translate;

import hermite.data.Column;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.InputData;
import hermite.sas.session.Session;
import hermite.sas.session.SessionBuilder;
import hermite.sas.session.StepFilter;
import hermite.sas.session.library.Libraries;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.translate.code.DataText;
import hermite.translate.code.RFunctions;
import hermite.translate.code.RLayout;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A SAS program as an R program. Macro code is expanded; the steps that make data in WORK are run, for only then are
 * levels of CLASS variables and modelled events known; models are not run, and nothing is written to permanent
 * libraries or files.
 */
public final class ProgramTranslation implements StepFilter {
    private static final Set<String> MODELS = Set.of("GENMOD", "GEE", "GLIMMIX", "MIXED");
    private static final Set<String> MAKE_DATA = Set.of("SORT", "IMPORT", "FORMAT", "MEANS", "SUMMARY", "FREQ");
    private static final Set<String> WITHOUT_MODEL = Set.of("PRINT", "CONTENTS", "SGPLOT", "EXPORT", "DATASETS");

    /** Data sets of so many values or fewer are vectors in the program, of so many at most its lines of text. */
    private static final int SMALL = 2500;

    private static final int MOST = 500_000;

    private final StringBuilder body = new StringBuilder();
    private final Map<String, Table> data = new LinkedHashMap<>();
    /** Rows that stand in the program as text, by what stands for them until the lines are laid out. */
    private final Map<String, String> rows = new LinkedHashMap<>();

    private final Map<String, Table> current = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Map<String, StepTranslation.Stored> stores = new HashMap<>();
    private final Set<String> packages = new LinkedHashSet<>();
    private final Map<String, String> tables = new LinkedHashMap<>();
    private final ModelMadeData made = new ModelMadeData();
    private final String folder;
    private Session session;
    private final List<Fit> fits = new ArrayList<>();

    private ProgramTranslation(String folder) {
        this.folder = folder;
    }

    /**
     * The result.
     *
     * @param text the R program
     * @param data data sets it reads from files, by file name
     * @param problems what could not be translated
     * @param fits of the model steps that were, in their order
     */
    public record Result(String text, Map<String, Table> data, List<String> problems, List<Fit> fits) {
        /** Number of model steps that were translated. */
        public int models() {
            return fits.size();
        }
    }

    /**
     * A model step in R.
     *
     * @param heading {@code PROC MIXED, line 12}
     * @param function that fits it, {@code lme4::glmer}
     * @param coefficients R code of its fixed effects, once {@code fit} is there; {@code covariance} of their covariance
     */
    public record Fit(String heading, String function, String coefficients, String covariance) {}

    /**
     * Translates a program.
     *
     * @param settings of the session that reads it: folders, mappings; its log and listing are not used
     * @param folder where the R program will find its data files; empty: data sets are written into it, but very large ones
     * @throws IOException when the program cannot be read
     */
    public static Result of(Path program, SessionBuilder settings, String folder) throws IOException {
        ProgramTranslation translation = new ProgramTranslation(folder);
        List<String> errors = new ArrayList<>();
        settings.filter(translation)
                .listing(new StringWriter())
                .withoutEcho()
                .interactive()
                .log(line -> {
                    if (line.startsWith("ERROR") || line.startsWith("WARNING")) {
                        errors.add(line);
                    }
                });
        try (Session session = settings.build()) {
            translation.session = session;
            session.submit(program);
        }
        errors.forEach(translation.problems::add);
        return translation.result(program.getFileName().toString(), errors);
    }

    private Result result(String name, List<String> errors) {
        StringBuilder text = new StringBuilder("# The models of " + name + " in R, by hermite translate.\n"
                + "# Names are in lower case. CLASS variables are factors in SAS's order; contr.SAS drops the last\n"
                + "# level as SAS does, so that parameters agree one by one.\n"
                + "options(contrasts = c(\"contr.SAS\", \"contr.poly\"))\n");
        String functions = RFunctions.usedBy(body.toString());
        if (!functions.isEmpty()) {
            text.append('\n').append(functions);
        }
        if (!errors.isEmpty()) {
            text.append("\n# Errors and warnings on the way, for which parts of the program may be missing here:\n");
            errors.forEach(e -> text.append("#   ").append(e).append('\n'));
        }
        if (!packages.isEmpty()) {
            text.append("\n# R packages used: ")
                    .append(String.join(", ", packages))
                    .append("; install.packages() gets what is missing.\n");
        }
        if (!leftOut.isEmpty()) {
            text.append("\n# Left out, for they fit no model: ")
                    .append(String.join("; ", leftOut))
                    .append(".\n");
        }
        String program = RLayout.of(text.append(body).toString());
        for (Map.Entry<String, String> each : rows.entrySet()) {
            program = program.replace(each.getKey(), each.getValue());
        }
        return new Result(program, data, List.copyOf(problems), List.copyOf(fits));
    }

    @Override
    public boolean runs(GlobalStatement statement) {
        if (statement instanceof GlobalStatement.Ods ods && ods.keyword().equalsIgnoreCase("OUTPUT")) {
            for (GlobalStatement.Ods.Item item : ods.items()) {
                String table = item.name().substring(item.name().lastIndexOf('.') + 1);
                item.dataSet().ifPresent(d -> {
                    tables.put(table, RText.frame(d.member()));
                    made.figures(session.dataSets().outputName(d));
                });
            }
        }
        return !(statement instanceof GlobalStatement.Ods) && !(statement instanceof GlobalStatement.Title);
    }

    @Override
    public boolean runs(DataStep step) {
        shadow();
        if (step.outputs().stream().anyMatch(o -> o.path().isPresent())) {
            comment("The DATA step at line " + step.place().line() + " writes a file and was not run");
            return false;
        }
        if (step.statements().stream().anyMatch(ProgramTranslation::writesFile)) {
            comment("The DATA step at line " + step.place().line() + " writes a file and was not run");
            return false;
        }
        return made.mayRun(ModelMadeData.inputs(step), step.outputs(), session.dataSets())
                || refused("DATA step", step.place());
    }

    /** A step on the figures of models, which only R will have. */
    private boolean refused(String step, Place place) {
        comment("Not translated: the " + step + " at line " + place.line()
                + ", which reads what a model has made: R has it as a data frame");
        return false;
    }

    private static boolean writesFile(DataStatement statement) {
        return statement instanceof DataStatement.File file
                && !file.target()
                        .fileref()
                        .map(f -> f.equalsIgnoreCase("LOG") || f.equalsIgnoreCase("PRINT"))
                        .orElse(false);
    }

    /** What is written to permanent libraries stays in memory. */
    private void shadow() {
        Libraries libraries = session.libraries();
        for (String libref : libraries.names()) {
            Libraries.Assigned assigned = libraries.find(libref).orElseThrow();
            if (!libref.equals(Libraries.WORK) && !(assigned.library().orElse(null) instanceof ShadowLibrary)) {
                libraries.assign(new Libraries.Assigned(
                        libref,
                        Optional.of(new ShadowLibrary(assigned.library())),
                        assigned.physicalName(),
                        assigned.directory()));
            }
        }
    }

    @Override
    public boolean runs(ProcStep step) {
        shadow();
        String name = step.procedure().name();
        if (MODELS.contains(name)) {
            model(step);
            return false;
        }
        if (name.equals("PLM")) {
            stored(step);
            return false;
        }
        if (MAKE_DATA.contains(name)) {
            List<DataSetReference> read =
                    step.options().dataSet("DATA").stream().toList();
            List<DataSetReference> written = new ArrayList<>(
                    step.options().dataSet("OUT").or(() -> step.options().dataSet("DATA")).stream()
                            .toList());
            for (ProcStatement statement : step.statements()) {
                statement.options().dataSet("OUT").ifPresent(written::add);
                if (statement.body() instanceof Body.Main main) {
                    main.options().dataSet("OUT").ifPresent(written::add);
                }
            }
            boolean sorts = name.equals("SORT") && !step.options().has("OUT");
            return sorts && !made.isFigures(read, session.dataSets())
                    || made.mayRun(read, written, session.dataSets())
                    || refused("PROC " + name + " step", step.place());
        }
        if (WITHOUT_MODEL.contains(name)) {
            leftOut.add(StepTranslation.heading(step));
        } else {
            comment("Not translated: " + StepTranslation.heading(step));
        }
        return false;
    }

    @Override
    public void rejected(String kind, String name) {
        comment("Not translated: a " + kind + " step " + name + " that could not be read");
    }

    private void comment(String text) {
        problems.add(text);
        body.append("\n# ").append(text).append(".\n");
    }

    private void model(ProcStep step) {
        String heading = StepTranslation.heading(step);
        Map<String, String> asked = new LinkedHashMap<>(tables);
        tables.clear();
        try {
            String name = session.dataSets().inputName(step.options().dataSet("DATA"));
            made.refuseDerived(name);
            InputData input = session.input(step);
            // what programming statements make is written out with the rows they are in
            boolean programmed = !input.made().isEmpty();
            Table table = programmed ? input.table() : session.dataSets().read(name, step.place());
            String member = name.substring(name.lastIndexOf('.') + 1);
            String frame = RText.frame(programmed ? member + "_" + step.place().line() : member);
            StepTranslation translation =
                    new StepTranslation(step, input.table(), session.formats(), frame, asked, programmed);
            String code = translation.code();
            body.append("\n# ").append(heading).append(", data ").append(name).append("\n");
            read(frame, name, table);
            readMatrices(step);
            body.append(code);
            translation.left().forEach(l -> problems.add(heading + ": " + l));
            for (ProcStatement store : step.statements("STORE")) {
                translation
                        .stored()
                        .ifPresent(s -> stores.put(PostFit.storeName(((Body.Named) store.body()).name()), s));
            }
            for (ProcStatement output : step.statements("OUTPUT")) {
                promise(((Body.Main) output.body()).options(), table, output.place());
            }
            translation
                    .stored()
                    .map(StepTranslation.Stored::call)
                    .ifPresent(c -> fits.add(new Fit(heading, c.function(), c.coefficients(), c.covariance())));
            notePackages(code);
        } catch (Untranslatable e) {
            comment("Not translated: " + heading + ": " + e.getMessage().replaceFirst("\\.$", ""));
        } catch (StepFailure e) {
            comment("Not translated: " + heading + ": " + e.getMessage().replaceFirst("\\.$", ""));
        }
    }

    /** Data sets of covariance matrices that RANDOM and REPEATED name. */
    private void readMatrices(ProcStep step) throws Untranslatable {
        for (ProcStatement statement : step.statements()) {
            for (String option : List.of("GDATA", "LDATA")) {
                Optional<DataSetReference> given = statement.options().dataSet(option);
                if (given.isPresent()) {
                    String name = session.dataSets().inputName(given);
                    made.refuseDerived(name);
                    read(
                            RText.frame(given.get().member()),
                            name,
                            session.dataSets().read(name, step.place()));
                }
            }
        }
    }

    /** PROC PLM on a store that a step before it has made. */
    private void stored(ProcStep step) {
        String heading = StepTranslation.heading(step);
        try {
            String store = step.options()
                    .dataSet("RESTORE")
                    .map(PostFit::storeName)
                    .orElseThrow(() -> new Untranslatable("no RESTORE="));
            StepTranslation.Stored kept = stores.get(store);
            if (kept == null) {
                throw new Untranslatable("the item store is not made by a translated step of this program");
            }
            StepTranslation translation =
                    StepTranslation.ofStore(step, kept, kept.step().table(), session.formats());
            String code = translation.storedCode();
            body.append("\n# ").append(heading).append("\n");
            body.append("fit <- ")
                    .append(store)
                    .append("$fit\ndata <- ")
                    .append(store)
                    .append("$data\n");
            body.append(code);
            translation.left().forEach(l -> problems.add(heading + ": " + l));
            for (ProcStatement score : step.statements("SCORE")) {
                score(score, kept);
            }
            notePackages(code);
        } catch (Untranslatable | StepFailure e) {
            comment("Not translated: " + heading + ": " + e.getMessage().replaceFirst("\\.$", ""));
        }
    }

    private void score(ProcStatement score, StepTranslation.Stored kept) throws Untranslatable {
        String name = session.dataSets()
                .inputName(((Body.Main) score.body()).options().dataSet("DATA"));
        Table table = session.dataSets().read(name, score.place());
        String frame = RText.frame(name.substring(name.lastIndexOf('.') + 1));
        String code = kept.call().named(new PostFit(kept.step(), kept.call()).score(score, frame));
        read(frame, name, table);
        body.append(code);
        promise(((Body.Main) score.body()).options(), table, score.place());
    }

    /** What OUTPUT and SCORE would make: the rows they read, the new columns missing, for steps that sort or copy them. */
    private void promise(Options options, Table source, Place place) {
        Optional<DataSetReference> out = options.dataSet("OUT");
        if (out.isEmpty()) {
            return;
        }
        List<Variable> variables = new ArrayList<>(source.variables());
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < variables.size(); j++) {
            columns.add(source.column(j));
        }
        double[] missing = new double[source.rowCount()];
        Arrays.fill(missing, Missing.DOT);
        for (BoundOption option : options.all()) {
            String keyword = option.spec().name();
            String name = options.variable(keyword).orElse(keyword);
            if (!List.of("DATA", "OUT").contains(keyword)
                    && source.variable(name).isEmpty()) {
                variables.add(Variable.numeric(name));
                columns.add(new NumericColumn(missing));
            }
        }
        String name = session.dataSets().outputName(out.get());
        Table promised = new Table(variables, columns, source.rowCount(), "", List.of());
        session.dataSets().write(name, promised, place);
        current.put(RText.frame(name.substring(name.lastIndexOf('.') + 1)), promised);
        made.predictions(name);
    }

    private void notePackages(String code) {
        for (String each : List.of(
                "lme4",
                "lmerTest",
                "pbkrtest",
                "nlme",
                "gee",
                "geepack",
                "MASS",
                "GLMMadaptive",
                "ordinal",
                "nnet",
                "emmeans",
                "car",
                "glmmTMB",
                "splines",
                "clubSandwich",
                "sandwich")) {
            if (code.contains(each + "::")) {
                packages.add(each);
            }
        }
    }

    /** The code that makes the frame, unless it is there and the same. */
    private void read(String frame, String name, Table table) {
        if (current.get(frame) == table) {
            return;
        }
        current.put(frame, table);
        long values = (long) table.rowCount() * table.variables().size();
        if (folder.isEmpty() && values <= SMALL) {
            body.append(DataText.frame(frame, table));
            return;
        }
        if (folder.isEmpty() && values <= MOST) {
            String mark = "@rows of " + name + " " + rows.size() + "@";
            rows.put(mark, DataText.textRows(table));
            body.append(frame + " <- read.csv(text = " + mark + ", na.strings = \"\", check.names = FALSE)\n");
            return;
        }
        String stem = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String file = stem + ".csv";
        for (int i = 2; data.containsKey(file); i++) {
            file = stem + i + ".csv";
        }
        data.put(file, table);
        if (folder.isEmpty()) {
            body.append(
                    "# " + file + " holds the rows of " + name + ": hermite translate with --data DIR writes it, in SAS"
                            + " do proc export data=" + name + " outfile='" + file + "' dbms=csv replace; run;\n");
        }
        String path = folder.isEmpty() ? file : folder + "/" + file;
        body.append(frame)
                .append(" <- read.csv(")
                .append(RText.quoted(path))
                .append(", na.strings = \"\", check.names = FALSE)\n");
        if (folder.isEmpty()) {
            body.append("names(" + frame + ") <- tolower(names(" + frame + "))\n");
        }
    }

    /** A data set as the file that {@link Result#data} names. */
    public static String commaSeparated(Table table) {
        return DataText.commaSeparated(table);
    }
}
