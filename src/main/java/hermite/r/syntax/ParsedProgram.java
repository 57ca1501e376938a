package hermite.r.syntax;

import java.util.List;

/**
 * What parsing gave.
 *
 * @param expressions before the first syntax error
 * @param problem the first syntax error; null when there is none
 */
public record ParsedProgram(List<TopLevelExpression> expressions, SyntaxProblem problem) {}
