/** Analysis of variance of variance component models: mean squares, their expectations and estimates by moments. */
package hermite.model.lmm.anova;
