/**
 * What R scripts hold. All values are {@link hermite.r.value.RValue}s.
 *
 * <ul>
 *   <li>Vectors ({@link hermite.r.value.RVector}): {@code RLogical}, {@code RInteger}, {@code RDouble},
 *       {@code RCharacter}, {@code RList}. Make them with {@code RDouble.of(...)}, which takes the array over. Read any
 *       vector as another type with {@code doubleAt(i)}, {@code stringAt(i)} or {@link hermite.r.value.Elements}.
 *   <li>NA: {@code RInteger.NA}, {@code RLogical.NA}, {@code RDouble.NA} (a NaN told apart by {@code RDouble.isNa}),
 *       null in {@code RCharacter}.
 *   <li>Attributes never change: {@code x.withAttribute("dim", ...)} is a new value over the same elements.
 *   <li>Data frames are {@code RList}s ({@link hermite.r.value.DataFrames}), factors {@code RInteger}s
 *       ({@link hermite.r.value.Factors}), formulas {@code RCall}s to {@code ~} with class and {@code .Environment},
 *       fits lists made by {@link hermite.r.value.ListBuilder}, S4-like objects {@link hermite.r.value.RSlotted}, Java
 *       records in R's hands {@link hermite.r.value.RForeign}.
 *   <li>Nobody but the evaluator's replacement code writes into a value's array.
 * </ul>
 */
package hermite.r.value;
