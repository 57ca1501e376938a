/** What one running R program owns: options, the search path, packages, warnings kept back, names not available. */
package hermite.r.eval.session;
