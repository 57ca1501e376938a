/** Tests and estimates of linear combinations of parameters. */
package hermite.model.inference;
