/** The ANTLR grammar's bindings: the tokens of one statement become a tree. */
package hermite.sas.syntax.tree;
