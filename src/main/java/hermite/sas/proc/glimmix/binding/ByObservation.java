package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.Link;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.proc.ParenthesizedValues;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Distributions and links that variables name row by row: DIST=BYOBS(v), LINK=BYOBS(v).
 *
 * @param kinds of responses that occur, ordered by name
 * @param ofTable kind of every row of the table, −1 where a variable is missing
 */
public record ByObservation(List<Kind> kinds, int[] ofTable) {
    private static final Set<String> REFUSED = Set.of("MULTINOMIAL", "TCENTRAL", "BYOBS");

    /**
     * A distribution with its link.
     *
     * @param distribution as printed
     */
    public record Kind(String word, String distribution, Link link, ConditionalDensity density) {
        /** Whether the distribution has a scale to be estimated. */
        public boolean hasScale() {
            return density.hasDispersion();
        }

        public boolean isNormal() {
            return word.equals("NORMAL") || word.equals("LOGNORMAL");
        }
    }

    /** Whether the MODEL statement names a variable for either. */
    static boolean isAsked(Options model) {
        return isByObservation(model, "DIST") || isByObservation(model, "LINK");
    }

    private static boolean isByObservation(Options model, String option) {
        return model.word(option).filter("BYOBS"::equals).isPresent();
    }

    /** The variables that the MODEL statement names for either. */
    public static List<String> variables(Options model, Table table) {
        List<String> names = new ArrayList<>();
        for (String option : List.of("DIST", "LINK")) {
            if (isByObservation(model, option)) {
                names.add(variable(model, option, table).name());
            }
        }
        return names;
    }

    private static Variable variable(Options model, String option, Table table) {
        String name = ParenthesizedValues.word(model.suboptions(option))
                .orElseThrow(() -> new StepFailure(
                        model.find(option).orElseThrow().place(), GlimmixMessage.BYOBS_VARIABLE, option, option));
        Variable variable = table.variable(name).orElseThrow(() -> new StepFailure(GlimmixMessage.NOT_IN_DATA, name));
        if (variable.isNumeric()) {
            throw new StepFailure(
                    model.find(option).orElseThrow().place(), GlimmixMessage.BYOBS_NUMERIC, variable.name(), option);
        }
        return variable;
    }

    /** What several links have no meaning for ends the step. */
    public void refuse(ProcStep step) {
        if (kinds.stream().map(Kind::link).distinct().count() < 2) {
            return;
        }
        for (ProcStatement statement : step.statements()) {
            String name = statement.spec().name();
            if (name.equals("STORE") || statement.options().has("ILINK") && !name.equals("OUTPUT")) {
                String what = name.equals("STORE") ? "The STORE statement" : "The option ILINK of " + name;
                throw new StepFailure(statement.place(), GlimmixMessage.NOT_BUILT, what + " with several links");
            }
            if (statement.options().has("MARGINAL")) {
                throw new StepFailure(
                        statement.place(), GlimmixMessage.NOT_BUILT, "The option MARGINAL with several links");
            }
        }
    }

    static ByObservation read(Options model, Table table) {
        int n = table.rowCount();
        Optional<String[]> distributions = words(model, "DIST", table);
        Optional<String[]> links = words(model, "LINK", table);
        String[] pairs = new String[n];
        for (int i = 0; i < n; i++) {
            String word = distributions.isPresent()
                    ? distributions.get()[i]
                    : model.word("DIST").orElse("NORMAL");
            String link = links.isPresent()
                    ? links.get()[i]
                    : model.word("LINK").orElse(word == null ? "" : GlimmixResponse.defaultLink(word));
            pairs[i] = word == null || link == null ? null : word + " " + link;
        }
        List<String> found = new ArrayList<>(
                new TreeSet<>(Arrays.stream(pairs).filter(p -> p != null).toList()));
        List<Kind> kinds = found.stream().map(p -> kind(p, model)).toList();
        if (kinds.stream().filter(Kind::hasScale).count() > 1) {
            throw new StepFailure(
                    model.find("DIST").orElseThrow().place(),
                    GlimmixMessage.BYOBS_SCALES,
                    String.join(
                            " and ",
                            kinds.stream()
                                    .filter(Kind::hasScale)
                                    .map(Kind::distribution)
                                    .toList()));
        }
        return new ByObservation(
                kinds,
                IntStream.range(0, n)
                        .map(i -> pairs[i] == null ? -1 : found.indexOf(pairs[i]))
                        .toArray());
    }

    private static Kind kind(String pair, Options model) {
        String word = pair.substring(0, pair.indexOf(' '));
        String link = pair.substring(pair.indexOf(' ') + 1);
        if (REFUSED.contains(word)) {
            throw new StepFailure(model.find("DIST").orElseThrow().place(), GlimmixMessage.BYOBS_REFUSED, word);
        }
        if (link.equals("POWER") || link.equals("BYOBS")) {
            throw new StepFailure(model.find("LINK").orElseThrow().place(), GlimmixMessage.LINK_NOT_BUILT, link, word);
        }
        return new Kind(
                word,
                GlimmixResponse.label(word),
                GlimmixResponse.linkOf(GlimmixResponse.linkLabel(link)),
                GlimmixResponse.density(word, link));
    }

    /** Words of the option that the rows name, null where they name none; empty where the option names no variable. */
    private static Optional<String[]> words(Options model, String option, Table table) {
        if (!isByObservation(model, option)) {
            return Optional.empty();
        }
        List<String> known = model.find(option).orElseThrow().spec().values();
        Variable variable = variable(model, option, table);
        var column = table.character(table.indexOf(variable.name()));
        String[] words = new String[table.rowCount()];
        for (int i = 0; i < words.length; i++) {
            String text = column.get(i).strip().toUpperCase(Locale.ROOT);
            if (!text.isEmpty()) {
                words[i] = word(text, known, model, option, variable.name());
            }
        }
        return Optional.of(words);
    }

    private static String word(String text, List<String> known, Options model, String option, String variable) {
        for (String value : known) {
            List<String> names = List.of(value.split("~"));
            if (names.contains(text)) {
                return names.get(0);
            }
        }
        List<String> all = known.stream().map(v -> v.split("~")[0]).toList();
        throw new StepFailure(
                model.find(option).orElseThrow().place(),
                GlimmixMessage.BYOBS_VALUE,
                text,
                variable,
                option,
                Suggestion.of(text, all));
    }

    /** Kinds of rows of the table. */
    int[] of(int[] rows) {
        return IntStream.of(rows).map(r -> ofTable[r]).toArray();
    }

    /** Kind of a row of the table; empty where its variables are missing. */
    public Optional<Kind> at(int row) {
        return ofTable[row] < 0 ? Optional.empty() : Optional.of(kinds.get(ofTable[row]));
    }
}
