/** Functions of numbers and dates, statistics, probability, random numbers. */
package hermite.sas.datastep.function.numeric;
