/** The syntax trees of SAS: immutable records under sealed interfaces. Names keep their spelling and compare without case. */
package hermite.sas.syntax.ast;
