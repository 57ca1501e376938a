/** What operators and indexing do to vectors: arithmetic, comparison, logic, combining, extracting, replacing. */
package hermite.r.vector;
