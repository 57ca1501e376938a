package hermite.r.lib.verbs;

import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;

/** The packages of verbs and where their R code lies. */
public final class VerbLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("magrittr").script("pipe.R");
        table.in("dplyr")
                .script("verbs.R")
                .script("scope.R")
                .script("tibble.R")
                .script("groups.R")
                .script("pipe.R");
        table.in("tidyr").script("reshape.R").script("nest.R");
        table.in("purrr").script("map.R");
        table.in("stringr").script("text.R");
        table.in("tibble").script("tables.R");
        table.in("forcats").script("factors.R");
    }
}
