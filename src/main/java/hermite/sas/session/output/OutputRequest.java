package hermite.sas.session.output;

import hermite.report.destination.TableToDataSet;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import java.util.ArrayList;
import java.util.List;

/** A data set asked for by ODS OUTPUT, and the tables that have come for it. */
final class OutputRequest {
    private final String item;
    private final Place place;
    private final DataSetReference target;
    private final boolean persistent;
    private final List<TableToDataSet.Part> parts = new ArrayList<>();

    OutputRequest(String item, Place place, DataSetReference target, boolean persistent) {
        this.item = item;
        this.place = place;
        this.target = target;
        this.persistent = persistent;
    }

    String item() {
        return item;
    }

    /** Where the program names the output object. */
    Place place() {
        return place;
    }

    DataSetReference target() {
        return target;
    }

    boolean isPersistent() {
        return persistent;
    }

    void add(TableToDataSet.Part part) {
        parts.add(part);
    }

    List<TableToDataSet.Part> parts() {
        return List.copyOf(parts);
    }

    void clear() {
        parts.clear();
    }
}
