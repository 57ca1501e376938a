package hermite.report.destination.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonospaceTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "one two three; 9; one two|three",
                "one two three; 7; one two|three",
                "one two three; 6; one|two|three",
                "abcdefgh; 3; abc|def|gh",
                "ab abcdefgh; 4; ab|abcd|efgh",
                "one   two; 5; one|two",
                "'one two   '; 7; one two",
                "short; 20; short"
            })
    void breaksAtBlanksAndInsideWordsThatAreTooWide(String text, int width, String lines) {
        assertThat(MonospaceText.wrap(text, width)).containsExactly(lines.split("\\|"));
    }

    @Test
    void listsThatAreCutEndWithPoints() {
        assertThat(MonospaceText.wrap("1 2 3 4 5 6 7 8 9", 7, 2)).containsExactly("1 2 3 4", "5 6 ...");
        assertThat(MonospaceText.wrap("1 2 3 4 5 6 7", 7, 2)).containsExactly("1 2 3 4", "5 6 7");
        assertThat(MonospaceText.wrap("1 2 3 4 5 6 7", 7, 0)).containsExactly("1 2 3 4", "5 6 7");
    }

    @Test
    void aListOfAMillionValuesIsCutAtOnce() {
        String values =
                IntStream.range(0, 1_000_000).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        List<String> lines = MonospaceText.wrap(values, 60, 2);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22");
        assertThat(lines.get(1)).endsWith(" ...");
    }
}
