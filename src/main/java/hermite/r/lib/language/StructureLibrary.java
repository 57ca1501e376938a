package hermite.r.lib.language;

import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.RNull;

/** str. */
public final class StructureLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("utils")
                .generic("str(object, max.level = NA, vec.len = 4, give.attr = TRUE, nchar.max = 128, ...)", a -> {
                    int deepest = a.vector(1).isNA(0) ? Integer.MAX_VALUE : a.integer(1);
                    StructureText text = new StructureText(
                            a.interpreter(),
                            a.session().options().width(),
                            deepest,
                            a.isMissing(2) ? -1 : a.number(2),
                            a.flag(3));
                    a.session().out().print(text.of(a.value(0)));
                    a.interpreter().setVisible(false);
                    return RNull.NULL;
                });
    }
}
