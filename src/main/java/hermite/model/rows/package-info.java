/** Which rows of a table a model uses, and the groups they fall into. */
package hermite.model.rows;
