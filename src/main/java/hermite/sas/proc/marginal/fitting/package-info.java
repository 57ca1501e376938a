/** Fits what a step of GENMOD or GEE asks for, and tests it. */
package hermite.sas.proc.marginal.fitting;
