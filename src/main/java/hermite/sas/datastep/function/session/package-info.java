/** Functions that ask the session and its data sets. */
package hermite.sas.datastep.function.session;
