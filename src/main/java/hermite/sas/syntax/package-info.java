/** From resolved tokens to syntax trees: the ANTLR grammars' bindings, one step at a time. */
package hermite.sas.syntax;
