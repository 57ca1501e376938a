package hermite.report.style;

/**
 * A named style.
 *
 * @param name as SAS spells it
 */
public record Style(String name, TableStyle table, GraphStyle graph) {}
