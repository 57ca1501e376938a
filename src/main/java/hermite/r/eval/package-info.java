/**
 * Evaluation. {@link hermite.r.eval.session.RSession} owns a running program; its {@link hermite.r.eval.Interpreter} evaluates.
 *
 * <p>Functions are declared to the {@link hermite.r.eval.function.FunctionTable} by {@link hermite.r.eval.function.Library} classes:
 *
 * <pre>
 * public final class BaseText implements Library {
 *     public void declare(FunctionTable table) {
 *         table.in("base")
 *                 .function("nchar(x, type = \"chars\", allowNA = FALSE, keepNA = NA)", BaseText::nchar)
 *                 .generic("rev(x)", a -> reversed(a.vector(0)));
 *     }
 *
 *     private static RValue nchar(Arguments a) {
 *         String type = a.choice(1, "chars", "bytes", "width");
 *         ...
 *     }
 * }
 * </pre>
 *
 * A body reads arguments by place ({@code a.vector(0)}, {@code a.flag(1)}, {@code a.dots()}); defaults are evaluated as
 * R would; errors are {@code throw new RError("message")} (the call is added), warnings {@code a.warn("message")}.
 * Other functions are called by {@code a.apply(function, values...)} or {@code a.interpreter().invoke("print", x)}.
 * Output goes to {@code a.session().out()}; what a theme must remember in a session is kept by
 * {@code a.session().state(MyState.class, MyState::new)}. S3 methods are functions named {@code generic.class}. Functions
 * easier said in R are written in R: {@code table.in("stats").script("file.R")}, a resource under
 * {@code hermite/r/PACKAGE}, each definition read when first looked up; invisible results by
 * {@code a.interpreter().setVisible(false)} last thing in the body.
 */
package hermite.r.eval;
