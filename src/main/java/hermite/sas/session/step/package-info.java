/** Running steps: inputs prepared, BY groups, what procedures and DATA steps are offered, timing, failures. */
package hermite.sas.session.step;
