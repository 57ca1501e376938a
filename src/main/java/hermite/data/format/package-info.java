/** The built-in formats and informats, one class a family, found by name through {@link hermite.data.format.FormatCatalogue}. */
package hermite.data.format;
