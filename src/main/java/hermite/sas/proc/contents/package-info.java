/** PROC CONTENTS. */
package hermite.sas.proc.contents;
