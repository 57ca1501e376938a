package hermite.model;

/**
 * A fit in columns that were moved to zero: what is computed from it (variances of combinations, tests, leverages) keeps
 * the digits that the fit in the columns as given has lost.
 *
 * @param <F> kind of fit
 * @param columns how its columns were moved
 */
public record NearFit<F>(CentredColumns columns, F fit) {}
