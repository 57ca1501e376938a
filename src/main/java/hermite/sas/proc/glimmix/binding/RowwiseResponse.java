package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.ClassVariable.LevelOrder;
import hermite.model.glmm.density.RowwiseDensity;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.ByObservation.Kind;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads a response whose rows have distributions of their own. */
final class RowwiseResponse {
    static final String SEVERAL_LINKS = "Multiple";

    private RowwiseResponse() {}

    /** Binary rows have two levels, one of which is the event; all others are numbers. */
    static GlimmixResponse read(
            Body.Model.Response response,
            Variable variable,
            Options model,
            Table table,
            int[] rows,
            ProcContext context) {
        if (response.trials().isPresent()) {
            throw new StepFailure(
                    response.place(), GlimmixMessage.NOT_BUILT, "BYOBS with the events/trials form of the response");
        }
        if (!variable.isNumeric()) {
            throw new StepFailure(response.place(), GlimmixMessage.TEXT_RESPONSE, variable.name());
        }
        ByObservation kinds = ByObservation.read(model, table);
        int[] of = kinds.of(rows);
        double[] y = UsableRows.values(table, variable.name(), rows);
        double[] number = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            number[i] = of[i] + 1;
        }
        Optional<GlimmixResponse.Profile> profile = Optional.empty();
        int[] binary = IntStream.range(0, rows.length)
                .filter(i -> kinds.kinds().get(of[i]).word().equals("BINARY"))
                .toArray();
        if (binary.length > 0) {
            profile = Optional.of(events(response, variable, table, rows, binary, y, context));
        }
        for (int k = 0; k < kinds.kinds().size(); k++) {
            Kind kind = kinds.kinds().get(k);
            int invalid = 0;
            for (int i = 0; i < y.length; i++) {
                if (of[i] == k) {
                    invalid += GlimmixResponse.isValid(kind.distribution(), y[i], 1) ? 0 : 1;
                    y[i] = kind.word().equals("LOGNORMAL") ? StrictMath.log(y[i]) : y[i];
                }
            }
            GlimmixResponse.refuse(response, variable.name(), kind.distribution(), invalid);
        }
        List<String> distributions =
                kinds.kinds().stream().map(Kind::distribution).distinct().toList();
        List<String> links =
                kinds.kinds().stream().map(k -> k.link().label()).distinct().toList();
        return new GlimmixResponse(
                variable.name(),
                Optional.empty(),
                distributions.size() == 1 ? distributions.get(0) : "Multivariate",
                links.size() == 1 ? links.get(0) : SEVERAL_LINKS,
                new RowwiseDensity(kinds.kinds().stream().map(Kind::density).toList()),
                y,
                number,
                profile,
                Optional.empty(),
                Optional.of(kinds));
    }

    /** Codes the binary rows: 1 for the event. */
    private static GlimmixResponse.Profile events(
            Body.Model.Response response,
            Variable variable,
            Table table,
            int[] rows,
            int[] binary,
            double[] y,
            ProcContext context) {
        Options options = response.options();
        ClassVariable declared = ClassVariable.of(variable.name())
                .withOrder(ClassStatement.order(options, "ORDER", LevelOrder.FORMATTED))
                .withDescending(options.has("DESCENDING"));
        int[] own = IntStream.of(binary).map(i -> rows[i]).toArray();
        ClassLevels levels = ClassLevels.of(declared, table, own, context.formats());
        if (levels.count() != 2) {
            throw new StepFailure(response.place(), GlimmixMessage.RESPONSE_LEVELS, variable.name(), levels.count());
        }
        int event = GlimmixResponse.event(response, options, levels);
        int[] index = levels.indices(table, own, context.formats());
        int[] counts = new int[2];
        for (int i = 0; i < own.length; i++) {
            y[binary[i]] = index[i] == event ? 1 : 0;
            counts[index[i]]++;
        }
        return new GlimmixResponse.Profile(
                levels.labels(), counts, levels.labels().get(event));
    }
}
