/** Text in and out: INFILE and INPUT, FILE and PUT. */
package hermite.sas.datastep.record;
