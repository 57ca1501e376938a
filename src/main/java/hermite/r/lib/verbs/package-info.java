/** Verbs on data frames and the pipe: dplyr, tidyr, magrittr and the packages that bring them, as R code of our own. */
package hermite.r.lib.verbs;
