/** Families, links, class coding and the design matrix: what every fitter shares. Knows no language and no output. */
package hermite.model;
