/** The item store: a fitted model kept by STORE, read by PROC PLM. Shared by the procedures that fit models. */
package hermite.sas.proc.store;
