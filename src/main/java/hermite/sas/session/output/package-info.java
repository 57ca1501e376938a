/** Where output goes: open destinations, ODS SELECT, EXCLUDE, OUTPUT and TRACE. */
package hermite.sas.session.output;
