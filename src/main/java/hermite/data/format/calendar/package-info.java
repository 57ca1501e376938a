/** Formats and informats of dates, times and datetimes: SAS counts days and seconds from 1 January 1960. */
package hermite.data.format.calendar;
