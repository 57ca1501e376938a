/** Texts, patterns and the formatting of values as R functions. */
package hermite.r.lib.text;
