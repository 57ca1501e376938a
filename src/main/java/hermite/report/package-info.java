/** What a procedure puts out, before any destination: tables, sentences and graphs, each named as in ODS. Knows no model. */
package hermite.report;
