/** Tables that MIXED and GLIMMIX share: how the search ended, effects, covariance matrices, information criteria. */
package hermite.sas.proc.covariance.report;
