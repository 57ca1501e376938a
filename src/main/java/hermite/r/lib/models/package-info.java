/**
 * What the model functions of R need from the engine: terms and designs from formulas, least squares, and the fits of
 * {@code hermite.model}. The functions a user calls ({@code lm}, {@code glmer}, …), their methods and their prints are R
 * code of our own under {@code hermite/r/PACKAGE}; they call what is declared here under names that begin with a dot.
 */
package hermite.r.lib.models;
