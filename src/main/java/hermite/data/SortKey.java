package hermite.data;

/** One variable of a sort order. */
public record SortKey(String variable, boolean descending) {}
