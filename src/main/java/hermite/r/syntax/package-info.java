/** R text to language: {@link hermite.r.syntax.RParser} is the one way in. */
package hermite.r.syntax;
