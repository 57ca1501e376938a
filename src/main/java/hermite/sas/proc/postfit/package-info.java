/**
 * CONTRAST, ESTIMATE, LSMEANS, LSMESTIMATE, SLICE and PLM's TEST for every procedure that fits a linear predictor: their tables of
 * options, what they ask of {@link hermite.model.inference}, and their output.
 *
 * <p>A procedure lists the statements and hands over its fit:
 *
 * <pre>{@code
 * List<StatementSpec> statements = new ArrayList<>(own());
 * statements.addAll(PostFitStatements.all(Dialect.MIXED));          // in its ProcedureSpec
 *
 * FittedCoefficients fit = new FittedCoefficients(                  // once a BY group, after the fit
 *         terms, estimates, covariance, crossProducts,
 *         DegreesOfFreedom.smallestOfEffects(terms, dfOfEffect));   // or DegreesOfFreedom.INFINITE
 * PostFitModel model = PostFitModel.of(fit, link, alpha, Dialect.MIXED)
 *         .withData(
 *                 () -> CovariateMeans.of(terms, table, rows, counts),
 *                 () -> ObservedMargins.of(terms, table, rows, counts, context.formats()));
 * new PostFit(model, context).run(step.statements());               // puts the tables
 * }</pre>
 *
 * <p>GENMOD adds {@code withContrastTest} (likelihood ratio or generalized score in place of Wald) and {@code
 * withScaleDf}; PLM, which has no data, {@code withMeans} where the item store keeps them.
 */
package hermite.sas.proc.postfit;
