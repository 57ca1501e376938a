/** The functions of the language, each a descriptor in one registry, grouped by family. */
package hermite.sas.datastep.function;
