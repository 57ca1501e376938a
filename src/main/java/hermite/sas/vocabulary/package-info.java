/**
 * What a procedure understands: its statements and options as tables. From these come the parsing of options, the
 * "expecting one of" lists, suggestions, completion, help and the page of what is supported.
 */
package hermite.sas.vocabulary;
