package hermite.r.lib.graphics;

import hermite.report.graph.Scene;

/** Hears of the pages that a script draws without a device of its own. */
public interface PageListener {
    /** A page is begun. */
    void begun();

    /** The page begun first of those that are not finished is complete. */
    void finished(Scene page);
}
