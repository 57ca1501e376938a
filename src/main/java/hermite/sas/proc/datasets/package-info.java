/** PROC DATASETS, APPEND, COPY and DELETE: procedures about whole data sets. */
package hermite.sas.proc.datasets;
