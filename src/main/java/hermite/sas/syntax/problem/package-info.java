/** What can be wrong with a statement, and how it reaches the log. */
package hermite.sas.syntax.problem;
