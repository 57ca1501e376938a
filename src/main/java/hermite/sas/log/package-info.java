/** Messages of the SAS log, each an enum constant, and the log they are written to. */
package hermite.sas.log;
