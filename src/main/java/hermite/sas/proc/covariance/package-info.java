/** RANDOM and REPEATED statements as terms of a linear mixed model, shared by MIXED and GLIMMIX. */
package hermite.sas.proc.covariance;
