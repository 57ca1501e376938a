/** A session: libraries, options, titles, output routing, the log, and the running of steps. */
package hermite.sas.session;
