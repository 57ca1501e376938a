/** PROC MEANS and PROC SUMMARY. */
package hermite.sas.proc.means;
