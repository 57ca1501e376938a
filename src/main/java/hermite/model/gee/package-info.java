/** Marginal models for clustered responses: generalized estimating equations and alternating logistic regressions. */
package hermite.model.gee;
