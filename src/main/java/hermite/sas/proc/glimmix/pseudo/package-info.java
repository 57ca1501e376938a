/** METHOD=RSPL, MSPL, RMPL and MMPL of PROC GLIMMIX, and models without random effects. */
package hermite.sas.proc.glimmix.pseudo;
