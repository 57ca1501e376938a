/** Built-in formats and informats. */
package hermite.data.format;
