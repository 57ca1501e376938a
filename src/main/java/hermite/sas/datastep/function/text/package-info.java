/** Functions of texts. */
package hermite.sas.datastep.function.text;
