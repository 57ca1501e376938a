/** The language's own forms as functions: blocks, loops, assignment, conditions, and what looks at calls under way. */
package hermite.r.eval.forms;
