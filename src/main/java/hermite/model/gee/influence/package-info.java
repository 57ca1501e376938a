/** What single clusters and observations do to a marginal model: deletion diagnostics, bias-corrected covariances. */
package hermite.model.gee.influence;
