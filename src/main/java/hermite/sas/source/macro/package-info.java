/** The macro processor: symbol tables, definitions, the functions and statements that begin with a percent sign. */
package hermite.sas.source.macro;
