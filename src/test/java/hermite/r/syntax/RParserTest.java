package hermite.r.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.r.print.Deparser;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Text to language and back, and what is said about text that is no R. */
class RParserTest {
    /** deparse.txt: text, tab, {@code deparse(parse(text = ))} of R 4.2.2, lines joined by "\n". */
    @TestFactory
    Stream<DynamicTest> readsAndWritesAsRDoes() throws IOException {
        return lines("deparse.txt")
                .map(line -> DynamicTest.dynamicTest(line[0], () -> {
                    RValue value = RParser.parseAll(line[0], "").get(0).value();
                    assertThat(String.join("\\n", Deparser.lines(value, 60))).isEqualTo(line[1]);
                }));
    }

    /** errors.txt: text, tab, the first line Rscript (R 4.2.2) writes for a file of that text. */
    @TestFactory
    Stream<DynamicTest> saysWhatRSaysOfWrongText() throws IOException {
        return lines("errors.txt")
                .map(line -> DynamicTest.dynamicTest(line[0], () -> {
                    SyntaxProblem problem = RParser.parse(line[0] + "\n", "").problem();
                    assertThat(problem).isNotNull();
                    assertThat(problem.text().lines().findFirst()).contains(line[1]);
                }));
    }

    @Test
    void showsThePlaceWithACaret() {
        SyntaxProblem problem =
                RParser.parse("a <- 1\nb <- (2 + ) * 3\n", "prog.R").problem();
        assertThat(problem.text())
                .isEqualTo("Error: unexpected ')' in \"b <- (2 + )\"\nprog.R:2:11\nb <- (2 + ) * 3\n          ^");
    }

    @Test
    void showsTheLineBeforeWithinOneExpression() {
        // Rscript, R 4.2.2: Error: unexpected symbol in:\n"f <- function(x) {\n  x y"
        SyntaxProblem problem =
                RParser.parse("f <- function(x) {\n  x y\n}\n", "").problem();
        assertThat(problem.text()).startsWith("Error: unexpected symbol in:\n\"f <- function(x) {\n  x y\"\n2:5\n");
    }

    @Test
    void keepsTheExpressionsBeforeTheError() {
        ParsedProgram program = RParser.parse("a <- 1\nb <- 2\nx y\n", "");
        assertThat(program.expressions()).hasSize(2);
        assertThat(program.problem().line()).isEqualTo(3);
    }

    @Test
    void newlinesEndCompleteExpressionsOnly() {
        assertThat(texts("a\n+ b")).containsExactly("a", "+b");
        assertThat(texts("a +\n  b")).containsExactly("a + b");
        assertThat(texts("(a\n+ b)")).containsExactly("(a + b)");
        assertThat(texts("f(a,\n\n  b\n)")).containsExactly("f(a, b)");
        assertThat(texts("if (a)\n  b")).containsExactly("if (a) b");
        assertThat(texts("function(x)\n  x")).containsExactly("function(x) x");
        assertThat(texts("{ if (a) b\n else c }")).hasSize(1);
        assertThat(texts("x[1,\n 2]\ny")).containsExactly("x[1, 2]", "y");
        assertThat(texts("a # comment\n\n\nb; c")).containsExactly("a", "b", "c");
        assertThat(RParser.parse("if (a) b\nelse c\n", "").problem().message()).isEqualTo("unexpected 'else'");
        assertThat(RParser.parse("a;; b\n", "").problem().message()).isEqualTo("unexpected ';'");
        assertThat(texts("{ a;; b }\nc;")).hasSize(2);
    }

    @Test
    void tellsWhetherMoreLinesAreNeeded() {
        assertThat(RParser.completeness("f(1,")).isEqualTo(Completeness.INCOMPLETE);
        assertThat(RParser.completeness("x <- function() {\n")).isEqualTo(Completeness.INCOMPLETE);
        assertThat(RParser.completeness("\"open")).isEqualTo(Completeness.INCOMPLETE);
        assertThat(RParser.completeness("x <-")).isEqualTo(Completeness.INCOMPLETE);
        assertThat(RParser.completeness("x <- 1")).isEqualTo(Completeness.COMPLETE);
        assertThat(RParser.completeness("x y")).isEqualTo(Completeness.WRONG);
    }

    @Test
    void remembersWhereAndAsWhatAFunctionWasWritten() {
        List<TopLevelExpression> all = RParser.parseAll("1\n\n  f <- function(x) x   +   1\n", "p.R");
        assertThat(all.get(1).source().line()).isEqualTo(3);
        assertThat(all.get(1).source().column()).isEqualTo(3);
        RCall assignment = (RCall) all.get(1).value();
        assertThat(((RCall) assignment.argument(1)).source().text()).isEqualTo("function(x) x   +   1");
    }

    private static List<String> texts(String program) {
        return RParser.parseAll(program, "").stream()
                .map(each -> Deparser.line(each.value()))
                .toList();
    }

    private static Stream<String[]> lines(String resource) throws IOException {
        try (InputStream in = RParserTest.class.getResourceAsStream("/hermite/r/syntax/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("\t"));
        }
    }
}
