/** Random numbers in R's sequence: the generator and the published transformations R uses. */
package hermite.math.random;
