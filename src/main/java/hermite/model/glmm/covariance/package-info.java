/** Structures of the covariance matrix of random effects, what they can be restricted to, and the orders they nest in. */
package hermite.model.glmm.covariance;
