/** The language-level functions of base R: operators, indexing, vectors, attributes, environments, apply, printing. */
package hermite.r.lib.language;
