/** What the build runs to make the class-data archive. */
package hermite.app.archive;
