/** Reading and writing of files as R functions. */
package hermite.r.lib.files;
