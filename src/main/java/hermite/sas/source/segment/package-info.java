/** Program text divided without running it: for colours and for the question whether it is complete. */
package hermite.sas.source.segment;
