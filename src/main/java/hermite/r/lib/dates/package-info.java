/** Dates and times as R functions. */
package hermite.r.lib.dates;
