/** Linear functions of the coefficients that a design lets one estimate, and the columns it does not. */
package hermite.model.estimability;
