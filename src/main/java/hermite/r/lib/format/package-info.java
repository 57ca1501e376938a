/** How R writes numbers: over plain arrays, without R values. */
package hermite.r.lib.format;
