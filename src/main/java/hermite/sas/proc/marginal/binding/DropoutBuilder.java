package hermite.sas.proc.marginal.binding;

import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.Observations;
import hermite.model.gee.dropout.DropoutObservations;
import hermite.model.rows.Grouping;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Takes from a table the planned visits of each subject, those without a response too. */
public final class DropoutBuilder {
    private final GenmodModel model;
    private final GenmodSample sample;
    private final Table table;
    private final Formats formats;
    private final ModelTerms dropoutTerms;

    public DropoutBuilder(
            GenmodModel model, DropoutRequest request, GenmodSample sample, Table table, Formats formats) {
        this.model = model;
        this.sample = sample;
        this.table = table;
        this.formats = formats;
        this.dropoutTerms = new ModelTerms(
                true,
                request.effects(),
                sample.classes(),
                model.constructed()
                        .construct(
                                request.effects(),
                                table,
                                sample.rows(),
                                sample.observations().frequency()));
    }

    /** Terms of the drop-out model. */
    public ModelTerms dropoutTerms() {
        return dropoutTerms;
    }

    public DropoutObservations build() {
        int[] all = UsableRows.all(table);
        Effect subject = model.repeated().orElseThrow().subject();
        Grouping subjects = Grouping.of(subject, sample.classes(), table, all, formats);
        Optional<Grouping> occasions =
                model.repeated().orElseThrow().within().map(w -> Grouping.of(w, sample.classes(), table, all, formats));
        int[] position = positions(subjects, occasions);
        int dimension = 1 + Arrays.stream(position).max().orElse(0);
        int[] used = new int[all.length];
        Arrays.fill(used, -1);
        for (int i = 0; i < sample.rows().length; i++) {
            used[sample.rows()[i]] = i;
        }
        List<List<Integer>> visits = new ArrayList<>();
        for (int g = 0; g < subjects.count(); g++) {
            visits.add(new ArrayList<>());
        }
        for (int row : all) {
            if (subjects.group()[row] >= 0 && position[row] >= 0) {
                visits.get(subjects.group()[row]).add(row);
            }
        }
        for (int g = 0; g < visits.size(); g++) {
            sort(visits.get(g), g, position, subjects, occasions);
        }
        // A subject without any response tells nothing.
        visits.removeIf(rows -> rows.stream().noneMatch(row -> used[row] >= 0));
        DropoutObservations built = arrays(visits, used, position, dimension);
        check(built, visits, subjects);
        return built;
    }

    private int[] positions(Grouping subjects, Optional<Grouping> occasions) {
        if (occasions.isPresent()) {
            return occasions.get().group();
        }
        int[] seen = new int[subjects.count()];
        int[] position = new int[table.rowCount()];
        for (int row = 0; row < position.length; row++) {
            int g = subjects.group()[row];
            position[row] = g < 0 ? -1 : seen[g]++;
        }
        return position;
    }

    private void sort(List<Integer> rows, int group, int[] position, Grouping subjects, Optional<Grouping> occasions) {
        rows.sort((a, b) -> Integer.compare(position[a], position[b]));
        for (int j = 1; j < rows.size(); j++) {
            if (position[rows.get(j)] == position[rows.get(j - 1)]) {
                throw new StepFailure(
                        GenmodMessage.NONUNIQUE_WITHIN,
                        subjectLabel(subjects, group),
                        ClusterBuilder.label(
                                model.repeated().orElseThrow().within().orElseThrow(),
                                occasions.orElseThrow(),
                                position[rows.get(j)],
                                sample.classes()));
            }
        }
    }

    private String subjectLabel(Grouping subjects, int group) {
        return ClusterBuilder.label(model.repeated().orElseThrow().subject(), subjects, group, sample.classes());
    }

    private DropoutObservations arrays(List<List<Integer>> visits, int[] used, int[] position, int dimension) {
        int[] start = new int[visits.size() + 1];
        for (int i = 0; i < visits.size(); i++) {
            start[i + 1] = start[i] + visits.get(i).size();
        }
        int[] rows = visits.stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        DesignMatrix x = sample.terms().design(table, rows, formats);
        DesignMatrix z = dropoutTerms.design(table, rows, formats);
        Observations observations = sample.observations();
        double[] response = new double[rows.length];
        double[] offset = new double[rows.length];
        double[] weight = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int own = used[rows[i]];
            response[i] = own >= 0 ? observations.response()[own] : Double.NaN;
            offset[i] = own >= 0 ? observations.offset()[own] : number(model.offset(), rows[i], 0);
            double given = own >= 0 ? observations.weight()[own] : number(model.weight(), rows[i], 1);
            weight[i] = given > 0 ? given : 1;
        }
        double[] frequency = new double[visits.size()];
        for (int i = 0; i < frequency.length; i++) {
            int first = visits.get(i).stream()
                    .filter(row -> used[row] >= 0)
                    .findFirst()
                    .orElseThrow();
            frequency[i] = observations.frequency()[used[first]];
        }
        return new DropoutObservations(
                start,
                x.columns(),
                x.values(),
                response,
                offset,
                weight,
                IntStream.of(rows).map(row -> position[row]).toArray(),
                frequency,
                z.columns(),
                z.values(),
                dimension);
    }

    private double number(Optional<String> variable, int row, double otherwise) {
        return variable.map(
                        v -> Missing.normalise(table.numeric(table.indexOf(v)).get(row)))
                .orElse(otherwise);
    }

    private void check(DropoutObservations built, List<List<Integer>> visits, Grouping subjects) {
        try {
            built.check();
        } catch (DropoutObservations.UnsuitableException unsuitable) {
            int row = visits.get(unsuitable.subject()).get(0);
            throw new StepFailure(
                    switch (unsuitable.lack()) {
                        case MONOTONE_PATTERN -> GenmodMessage.INTERMITTENT;
                        case ROW_OF_FIRST_MISSED_VISIT -> GenmodMessage.NO_DROPOUT_ROW;
                        case DROPOUT_COVARIATE -> GenmodMessage.DROPOUT_COVARIATE;
                    },
                    subjectLabel(subjects, subjects.group()[row]),
                    unsuitable.position() + 1);
        }
        if (built.dropouts() == 0) {
            throw new StepFailure(GenmodMessage.NO_DROPOUT);
        }
    }
}
