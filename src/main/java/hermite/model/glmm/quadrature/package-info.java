/** Adaptive Gauss–Hermite quadrature over one level of random effects, subjects side by side in blocks of lanes. */
package hermite.model.glmm.quadrature;
