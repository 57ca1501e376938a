/** Matrices: products, decompositions and sums by rows and columns as R functions. */
package hermite.r.lib.matrix;
