/**
 * The functions scripts call, one package a theme, listed in {@link hermite.r.lib.Libraries}.
 *
 * <ul>
 *   <li>{@code lib.language} (rcore): control, assignment, environments, conditions, S3, apply family, c, list, vector,
 *       attributes, names, seq, rep, indexing, is and as functions, data.frame and factor core, print, str, cat, deparse.
 *   <li>{@code lib.format}, {@code lib.random}, {@code lib.distribution} and the themes text, math, statistics, reading
 *       and writing, tables, linear algebra, dates, sets, sorting: rlib.
 *   <li>Model functions, verbs, graphics: packages of their own.
 * </ul>
 */
package hermite.r.lib;
