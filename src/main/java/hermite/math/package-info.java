/** Numerical ground floor: quadrature rules, row kernels, small dense algebra, compensated sums, optimisation. */
package hermite.math;
