/**
 * Generalized linear mixed models by adaptive Gauss–Hermite quadrature: specification, starting values, likelihood of
 * blocks of subjects with its exact gradient, maximisation, standard errors. Usable without any front end:
 * {@link hermite.model.glmm.GlmmFitter#fit} takes a {@link hermite.model.glmm.GlmmSpec} and returns a
 * {@link hermite.model.glmm.GlmmFit}.
 */
package hermite.model.glmm;
