package hermite.sas.proc.glimmix.report;

import hermite.model.ClassLevels;
import hermite.report.OutputTable;
import hermite.sas.proc.ClassLevelTable;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.construct.ConstructedEffects;
import hermite.sas.proc.construct.DetailTables;
import hermite.sas.proc.glimmix.binding.FixedModel;

/** The tables before a fit: what the model is, and which data it has. */
public record ModelDescription(OutputTable modelInformation, OutputTable observations, OutputTable dimensions) {
    public void put(FixedModel data, ProcContext context) {
        context.put(modelInformation);
        ClassLevelTable.shown(data.classes(), data.step().options()).ifPresent(context::put);
        ConstructedEffects statements = ConstructedEffects.of(
                data.step(),
                data.table(),
                data.classes().stream().map(ClassLevels::variable).toList(),
                context);
        DetailTables.of(statements, data.terms().constructed()).forEach(context::put);
        context.put(observations);
        data.response().profile().ifPresent(profile -> {
            context.put(GlimmixTables.responseProfile(data.response(), profile));
            context.put(data.response()
                    .categories()
                    .map(c -> CategoryTables.modelled(data, c))
                    .orElseGet(() -> GlimmixTables.modelled(data.response(), profile)));
        });
        context.put(dimensions);
    }
}
