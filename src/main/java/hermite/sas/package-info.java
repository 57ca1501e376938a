/** The SAS front end: from program text to steps, and from steps to fits and output. */
package hermite.sas;
