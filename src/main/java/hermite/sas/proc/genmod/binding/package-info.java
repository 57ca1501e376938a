/** Binds the statements of PROC GENMOD to the variables of its input, and takes from it what a model can use. */
package hermite.sas.proc.genmod.binding;
