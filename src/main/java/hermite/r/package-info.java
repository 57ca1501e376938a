/**
 * The R language over the engine: {@code r.syntax} (text to language), {@code r.value} (what scripts hold),
 * {@code r.vector} (operators, indexing, coercion on vectors), {@code r.eval} (evaluation, dispatch, conditions, the
 * session), {@code r.print} (printing and deparsing), {@code r.lib} (the functions, by package and theme).
 */
package hermite.r;
