/** Weighted estimating equations for subjects who drop out, when the drop-out depends on what was seen before it. */
package hermite.model.gee.dropout;
