/** The likelihood of a linear mixed model and its derivatives, by dense blocks or by sparse equations. */
package hermite.model.lmm.likelihood;
