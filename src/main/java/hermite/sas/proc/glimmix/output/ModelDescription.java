package hermite.sas.proc.glimmix.output;

import hermite.model.ClassLevels;
import hermite.report.OutputTable;
import hermite.sas.proc.ClassLevelTable;
import hermite.sas.proc.DependentColumns;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.construct.ConstructedEffects;
import hermite.sas.proc.construct.DetailTables;
import hermite.sas.proc.glimmix.binding.FixedModel;
import hermite.sas.proc.glimmix.report.CategoryTables;
import hermite.sas.proc.glimmix.report.GlimmixTables;

/** The tables before a fit: what the model is, and which data it has. */
public record ModelDescription(OutputTable modelInformation, OutputTable observations, OutputTable dimensions) {
    /**
     * Puts the tables, keeps the design where OUTDESIGN= asks for it, and says in the log which columns are dependent.
     *
     * @return whether a fit is wanted
     */
    public boolean put(FixedModel data, DesignOutput design, ProcContext context) {
        put(data, context);
        design.add(data.fixed());
        if (data.step().options().has("NOFIT")) {
            return false;
        }
        new DependentColumns(data.terms(), context.log())
                .write(data.crossProducts(), data.sweep().aliased(), FixedModel.singular(data.step()));
        return true;
    }

    private void put(FixedModel data, ProcContext context) {
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
