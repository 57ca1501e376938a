/** From characters to resolved tokens: input frames, the statement segmenter, the macro processor. */
package hermite.sas.source;
