/** Tables of fixed effects, random effects and covariance matrices, for MIXED and GLIMMIX alike. */
package hermite.sas.proc.covariance.report;
