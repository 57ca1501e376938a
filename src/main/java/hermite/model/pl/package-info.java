/** Generalized linear mixed models by pseudo-likelihood. */
package hermite.model.pl;
