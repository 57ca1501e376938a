/** Procedures: one package each. Here is what they share. */
package hermite.sas.proc;
