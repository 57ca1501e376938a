/** Built-in functions: how a theme declares them, how packages hold them, what their bodies look like. */
package hermite.r.eval.function;
