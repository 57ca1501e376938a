package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.GlimmixRequest.RandomStatement;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Weights of a multilevel model (Rabe-Hesketh and Skrondal 2006, Journal of the Royal Statistical Society A 169, 805–827,
 * equation 5): OBSWEIGHT= or the WEIGHT statement multiply the log likelihood of a row, WEIGHT= of RANDOM that of a
 * subject given the subjects around it. They are used as they are, without scaling.
 *
 * @param row variable that weighs rows
 * @param declared whether OBSWEIGHT= names it, not the WEIGHT statement
 * @param subject for each RANDOM statement the variable that weighs its subjects
 */
public record SurveyWeights(Optional<String> row, boolean declared, List<Optional<String>> subject) {

    static SurveyWeights of(GlimmixRequest request, Optional<String> statement, Table table) {
        Optional<String> observation = request.modelOptions().variable("OBSWEIGHT");
        if (observation.isPresent() && statement.isPresent()) {
            throw new StepFailure(request.model().place(), GlimmixMessage.TWO_WEIGHTS);
        }
        return new SurveyWeights(
                observation.map(v -> numeric(v, table)).or(() -> statement),
                observation.isPresent(),
                request.random().stream()
                        .map(r -> r.options().variable("WEIGHT").map(v -> numeric(v, table)))
                        .toList());
    }

    private static String numeric(String name, Table table) {
        return table.variable(name)
                .filter(v -> v.isNumeric())
                .orElseThrow(() -> new StepFailure(GlimmixMessage.NOT_IN_DATA, name))
                .name();
    }

    /**
     * For the pseudo-likelihood methods, which have no weights of subjects.
     *
     * @throws StepFailure when the step has some
     */
    public static void refuse(ProcStep step, String method) {
        step.statement("MODEL")
                .flatMap(m -> m.options().find("OBSWEIGHT"))
                .ifPresent(o -> refuse(o.place(), "OBSWEIGHT=", method));
        for (ProcStatement random : step.statements("RANDOM")) {
            random.options().find("WEIGHT").ifPresent(o -> refuse(o.place(), "WEIGHT= of RANDOM", method));
        }
    }

    private static void refuse(Place place, String option, String method) {
        throw new StepFailure(place, GlimmixMessage.WEIGHTS_BY_LIKELIHOOD, option, method);
    }

    /** All variables with weights. */
    List<String> variables() {
        TreeSet<String> all = new TreeSet<>();
        row.ifPresent(all::add);
        subject.forEach(s -> s.ifPresent(all::add));
        return List.copyOf(all);
    }

    /** Rows whose weights are positive. */
    int[] positive(Table table, int[] rows) {
        int[] kept = rows;
        for (String variable : variables()) {
            double[] weights = table.numeric(table.indexOf(variable)).values();
            kept = IntStream.of(kept).filter(r -> weights[r] > 0).toArray();
        }
        return kept;
    }

    /**
     * Weights of the units of a level; empty for none.
     *
     * @throws StepFailure when rows of a unit differ in it
     */
    double[] ofUnits(SubjectLevel level, List<RandomStatement> statements, Table table, int[] rows) {
        double[] weights = new double[0];
        for (int s = 0; s < statements.size(); s++) {
            boolean own =
                    statements.get(s).subject().filter(t -> isOf(t, level)).isPresent();
            if (!own || subject.get(s).isEmpty()) {
                continue;
            }
            double[] values = UsableRows.values(table, subject.get(s).get(), rows);
            if (weights.length == 0) {
                weights = new double[level.units()];
                Arrays.fill(weights, Double.NaN);
            }
            for (int i = 0; i < rows.length; i++) {
                int unit = level.unit()[i];
                if (weights[unit] != values[i] && !Double.isNaN(weights[unit])) {
                    throw new StepFailure(
                            statements.get(s).place(),
                            GlimmixMessage.WEIGHT_VARIES,
                            subject.get(s).get(),
                            level.labels().get(unit));
                }
                weights[unit] = values[i];
            }
        }
        return weights;
    }

    private static boolean isOf(EffectTerm term, SubjectLevel level) {
        List<String> names = new ArrayList<>(term.crossed());
        names.addAll(term.nested());
        return new TreeSet<>(names.stream().map(String::toLowerCase).toList())
                .equals(new TreeSet<>(
                        level.variables().stream().map(String::toLowerCase).toList()));
    }

    /** Says what is weighted by what. */
    public void note(GlimmixData data, ProcContext context) {
        if (declared) {
            context.log().write(GlimmixMessage.WEIGHTS_USED, "observations", row.orElseThrow());
        }
        for (int s = 0; s < subject.size(); s++) {
            if (subject.get(s).isPresent()) {
                context.log()
                        .write(
                                GlimmixMessage.WEIGHTS_USED,
                                "subjects "
                                        + GlimmixRequest.name(data.request()
                                                .random()
                                                .get(s)
                                                .subject()
                                                .orElseThrow()),
                                subject.get(s).get());
            }
        }
        boolean weighted = declared || subject.stream().anyMatch(Optional::isPresent);
        if (weighted && !data.request().empirical()) {
            context.log().write(GlimmixMessage.WEIGHTS_NEED_SANDWICH);
        }
    }
}
