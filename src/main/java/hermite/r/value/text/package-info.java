/** Numbers as text and text as numbers, as conversions between types write and read them. */
package hermite.r.value.text;
