package hermite.translate.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Long lines of R, broken as people break them. */
class RLayoutTest {
    @Test
    void leavesWhatFits() {
        String program = "# Note: x\nfit <- glm(y ~ a, data = data)\nf <- function(x) {\n  x + 1\n}\n";
        assertThat(RLayout.of(program)).isEqualTo(program);
    }

    @Test
    void putsArgumentsUnderTheBracketThatOpensThem() {
        assertThat(RLayout.of("fit <- nlme::gls(distance ~ age + male + age:male, data = data, correlation ="
                        + " nlme::corAR1(form = ~ visit | child), method = \"REML\", na.action = na.omit)"))
                .isEqualTo("""
                        fit <- nlme::gls(distance ~ age + male + age:male, data = data,
                                         correlation = nlme::corAR1(form = ~ visit | child), method = "REML",
                                         na.action = na.omit)""");
    }

    @Test
    void breaksLongFormulasAfterAPlusSign() {
        assertThat(RLayout.of("fit <- glm(response ~ treatment + treatment:visit + baseline + treatment:baseline + age"
                        + " + sex + (1 | center), data = data)"))
                .isEqualTo("""
                        fit <- glm(response ~ treatment + treatment:visit + baseline + treatment:baseline + age + sex +
                                   (1 | center), data = data)""");
    }

    @Test
    void breaksNeitherTextsNorNamesInBackticks() {
        String text = "\"" + "word, ".repeat(20) + "\"";
        assertThat(RLayout.of("cat(" + text + ", `a, ( b`)")).isEqualTo("cat(" + text + ",\n    `a, ( b`)");
    }

    @Test
    void wrapsCommentsAtWords() {
        assertThat(RLayout.of("  # Note: " + "word ".repeat(20).strip()))
                .isEqualTo("  # Note: " + "word ".repeat(18).strip() + "\n  #   word word");
    }

    @Test
    void indentsWhatStandsTooFarToTheRight() {
        assertThat(RLayout.of("name_of_the_result$column <- name_of_a_package::name_of_a_function("
                        + "first_argument = 1, second_argument = 2, third_argument = 3)"))
                .isEqualTo("""
                        name_of_the_result$column <- name_of_a_package::name_of_a_function(
                            first_argument = 1, second_argument = 2, third_argument = 3)""");
    }
}
