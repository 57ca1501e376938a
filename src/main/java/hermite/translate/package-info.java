/** SAS programs written anew as R: the data they read and the calls of their models, with what differs. */
package hermite.translate;
