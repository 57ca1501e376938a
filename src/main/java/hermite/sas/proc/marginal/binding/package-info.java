/** Binds the statements of GENMOD and GEE to the variables of their input, and takes from it what a model can use. */
package hermite.sas.proc.marginal.binding;
