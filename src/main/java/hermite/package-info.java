/** Hermite: one engine for correlated data, spoken to in two languages. */
package hermite;
