package hermite.r.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The R in ../shared/spec is read: blocks fenced as r; in other blocks what stands after "Call:" and after the prompt; in
 * the pages on R also code spans that are one call.
 */
class SpecificationExamplesTest {
    private static final Path PAGES = Path.of("..", "shared", "spec");
    private static final Pattern FENCED = Pattern.compile("(?m)^```(\\w*)[^\\n]*\\n(.*?)^```", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("(?m)^Call:\\n(.+?)\\n[ \\t]*\\n", Pattern.DOTALL);
    private static final Pattern TYPED = Pattern.compile("(?m)^> (.+)$");
    private static final Pattern SPAN = Pattern.compile("`((?!function\\()[A-Za-z.][\\w.]*\\([^`…]*\\))`");
    private static final List<String> PAGES_ON_R = List.of("r_subset.md", "published_results.md");

    @Test
    void everyExampleIsRead() throws IOException {
        assumeTrue(Files.isDirectory(PAGES));
        Map<String, String> examples = examples();
        assertThat(examples.values())
                .anyMatch(text -> text.startsWith("geeglm(formula"))
                .anyMatch(text -> text.startsWith("anova("))
                .anyMatch(text -> text.startsWith("glmer("));
        String problems = examples.entrySet().stream()
                .filter(each -> RParser.parse(each.getValue(), each.getKey()).problem() != null)
                .map(each ->
                        RParser.parse(each.getValue(), each.getKey()).problem().text())
                .collect(Collectors.joining("\n"));
        assertThat(problems).isEmpty();
    }

    /** Text of each example by its page and number. */
    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : new TreeSet<>(
                    pages.filter(each -> each.toString().endsWith(".md")).toList())) {
                String name = page.getFileName().toString();
                List<String> found = examples(Files.readString(page), PAGES_ON_R.contains(name));
                for (String text : found) {
                    examples.put(name + " example " + (examples.size() + 1), text);
                }
            }
        }
        return examples;
    }

    private static List<String> examples(String page, boolean spans) {
        List<String> found = new ArrayList<>();
        Matcher fenced = FENCED.matcher(page);
        while (fenced.find()) {
            if (fenced.group(1).equalsIgnoreCase("r")) {
                found.add(fenced.group(2));
            } else {
                CALL.matcher(fenced.group(2)).results().forEach(each -> found.add(each.group(1)));
                TYPED.matcher(fenced.group(2)).results().forEach(each -> found.add(each.group(1)));
            }
        }
        if (spans) {
            SPAN.matcher(page)
                    .results()
                    .map(each -> each.group(1).replace("\\|", "|"))
                    .forEach(found::add);
        }
        return found;
    }
}
