/** Values, columns, tables, formats, and the engines that read and write them. Knows no SAS statement and no model. */
package hermite.data;
