/** Where data live: paths as programs write them, librefs, filerefs, data sets by name, item stores. */
package hermite.sas.session.library;
