/** Executable statements of the DATA step, compiled. */
package hermite.sas.datastep.statement;
