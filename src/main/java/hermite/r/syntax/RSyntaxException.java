package hermite.r.syntax;

/** Text is not R. */
public final class RSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient SyntaxProblem problem;

    public RSyntaxException(SyntaxProblem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public SyntaxProblem problem() {
        return problem;
    }
}
