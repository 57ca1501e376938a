/** From the syntax tree of a DATA step to nodes over the program data vector. */
package hermite.sas.datastep.compile;
