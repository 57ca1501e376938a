/** Marginal models of multinomial responses: independence, and global odds ratios of ordinal responses. */
package hermite.model.gee.multinomial;
