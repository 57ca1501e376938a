/** PROC TRANSPOSE. */
package hermite.sas.proc.transpose;
