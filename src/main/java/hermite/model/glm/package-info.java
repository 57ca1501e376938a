/** Generalized linear models by maximum likelihood. */
package hermite.model.glm;
