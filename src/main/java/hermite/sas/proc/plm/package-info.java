/** PROC PLM: scores and shows what an item store holds. */
package hermite.sas.proc.plm;
