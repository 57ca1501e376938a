/** Readers and writers of data set files, and the libraries that hold data sets. Failures of files are IOExceptions that name file and cause. */
package hermite.data.engine;
