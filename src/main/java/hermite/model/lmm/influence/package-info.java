/** What the estimates of a linear mixed model owe to single observations and to sets of them. */
package hermite.model.lmm.influence;
