/**
 * The functions scripts call, one package a theme, listed in {@link hermite.r.lib.Libraries}. A theme declares functions
 * in Java, and in R where they are easier said so (resources under {@code hermite/r/PACKAGE}): see
 * {@link hermite.r.eval}.
 */
package hermite.r.lib;
