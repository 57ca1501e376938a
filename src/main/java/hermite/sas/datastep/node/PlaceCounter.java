package hermite.sas.datastep.node;

import hermite.sas.source.Place;

/** How often something happened at a place of the program. Owned by one node of one running step. */
public final class PlaceCounter {
    private final Place place;
    public long count;

    PlaceCounter(Place place) {
        this.place = place;
    }

    public Place place() {
        return place;
    }

    /** {@code line:column} as the log numbers its lines. */
    public String at() {
        return Diagnostics.line(place) + ":" + Diagnostics.column(place);
    }
}
