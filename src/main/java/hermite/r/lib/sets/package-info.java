/** Sorting, ranking, matching and the elements of sets as R functions. */
package hermite.r.lib.sets;
