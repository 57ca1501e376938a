/** The program data vector of a DATA step: its variables, arrays and variable lists, and how the log shows them. */
package hermite.sas.datastep.vector;
