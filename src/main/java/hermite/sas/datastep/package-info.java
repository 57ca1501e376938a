/**
 * The DATA step: compiled from its syntax tree to nodes over a program data vector, and run. Also the expressions,
 * functions and row filters that other rooms use.
 */
package hermite.sas.datastep;
