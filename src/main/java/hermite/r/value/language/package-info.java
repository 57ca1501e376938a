/** Language and functions as values: calls, symbols, promises, closures, and the environments they look in. */
package hermite.r.value.language;
