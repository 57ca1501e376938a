package hermite.sas.proc.construct;

import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.construct.ConstructedEffect;
import java.util.List;

/** The columns by which tables of design columns tell those of constructed effects apart: one an effect, by its name. */
public final class ConstructedColumns {
    private ConstructedColumns() {}

    /** Names of the constructed effects that have several columns. */
    public static List<String> names(ModelTerms terms) {
        return terms.constructed().stream()
                .filter(ConstructedColumns::isLabelled)
                .map(ConstructedEffect::name)
                .toList();
    }

    /** What stands in the column of a constructed effect; empty where the design column does not use it. */
    public static String label(ModelTerms terms, DesignColumn column, String name) {
        Effect effect = terms.effects().get(column.effect());
        List<String> own = terms.constructedIn(effect).stream()
                .filter(ConstructedColumns::isLabelled)
                .map(ConstructedEffect::name)
                .toList();
        int place = own.indexOf(name);
        int before = column.members().size() - own.size();
        return place < 0 ? "" : column.members().get(before + place);
    }

    private static boolean isLabelled(ConstructedEffect effect) {
        return effect.labels().stream().noneMatch(String::isEmpty);
    }
}
