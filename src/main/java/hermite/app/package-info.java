/** The command line and the terminal. */
package hermite.app;
