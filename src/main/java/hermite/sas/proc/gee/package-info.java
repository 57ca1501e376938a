/** PROC GEE: marginal models with their own defaults and tables, on the rooms of PROC GENMOD. */
package hermite.sas.proc.gee;
