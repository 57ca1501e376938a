/** SET, MERGE and UPDATE: observations of data sets read into the program data vector. */
package hermite.sas.datastep.read;
