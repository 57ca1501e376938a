/** Values as R prints them, and language as source text. */
package hermite.r.print;
