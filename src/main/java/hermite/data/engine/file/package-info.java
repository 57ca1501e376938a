/** What every engine needs of files: whole or no writing, failures in words, text of unknown encoding. */
package hermite.data.engine.file;
