/** R code as text: names, numbers and vectors, rows of data, lines of a width that people read. */
package hermite.translate.code;
