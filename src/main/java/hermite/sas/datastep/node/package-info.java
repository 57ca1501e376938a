/** The nodes a DATA step is compiled to: expressions without boxing, statements with completion codes. */
package hermite.sas.datastep.node;
