package hermite.r.syntax;

import hermite.r.value.RValue;
import hermite.r.value.language.SourceText;

/** One expression of a program with its text and place. */
public record TopLevelExpression(RValue value, SourceText source) {}
