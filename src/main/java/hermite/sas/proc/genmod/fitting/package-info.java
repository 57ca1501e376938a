/** Fits what a step of PROC GENMOD asks for, and tests it. */
package hermite.sas.proc.genmod.fitting;
