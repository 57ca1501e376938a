package hermite.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The translation of a program.
 *
 * @param steps code and comments of each step, by the labels of {@link ProgramInSas}
 * @param functions what fits each step that is translated
 * @param script R code that prints the fixed effects of each step after {@code @@}
 */
record ProgramInR(Map<String, String> steps, Map<String, String> functions, String script) {
    private static final Pattern HEADING =
            Pattern.compile("(?m)^# (Not translated: )?PROC (GENMOD|GEE|GLIMMIX|MIXED), line (\\d+).*$");

    /** R functions that the scripts call. */
    static final String FUNCTIONS = """
            hermite_figures <- function(program, step, b, V) {
              se <- sqrt(diag(as.matrix(V)))
              for (i in seq_along(b))
                cat("\\n@@", program, step, names(b)[i], format(b[[i]], digits = 12), format(se[[i]], digits = 12), "\\n", sep = "\\t")
            }
            hermite_program <- function(file) {
              for (each in parse(file)) try(eval(each, globalenv()), silent = TRUE)
            }
            """;

    static ProgramInR of(String program, ProgramTranslation.Result result) {
        Map<String, String> steps = new LinkedHashMap<>();
        Map<String, String> functions = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        StringBuilder script = new StringBuilder();
        Matcher heading = HEADING.matcher(result.text());
        List<int[]> places = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        while (heading.find()) {
            labels.add(ProgramInSas.label(seen, heading.group(2), Integer.parseInt(heading.group(3))));
            places.add(new int[] {heading.start(), heading.group(1) == null ? 1 : 0});
        }
        script.append(result.text(), 0, places.isEmpty() ? result.text().length() : places.get(0)[0]);
        int fit = 0;
        for (int i = 0; i < places.size(); i++) {
            int end =
                    i + 1 < places.size() ? places.get(i + 1)[0] : result.text().length();
            String code = result.text().substring(places.get(i)[0], end);
            steps.put(labels.get(i), code);
            script.append("fit <- NULL\n").append(code);
            if (places.get(i)[1] == 1) {
                ProgramTranslation.Fit found = result.fits().get(fit++);
                functions.put(labels.get(i), found.function());
                script.append("\nhermite_figures(\"" + program + "\", \"" + labels.get(i) + "\", "
                        + found.coefficients() + ", " + found.covariance() + ")\n");
            }
        }
        return new ProgramInR(steps, functions, script.toString());
    }

    /** Figures by program and step from what R printed. */
    static Map<String, Map<String, StepFigures>> read(List<String> printed) {
        Map<String, Map<String, List<StepFigures.Row>>> rows = new HashMap<>();
        for (String line : printed) {
            String[] cells = line.split("\t");
            if (cells.length >= 6 && cells[0].equals("@@")) {
                double error = number(cells[5]);
                if (error > 0) {
                    rows.computeIfAbsent(cells[1], p -> new HashMap<>())
                            .computeIfAbsent(cells[2], s -> new ArrayList<>())
                            .add(StepFigures.ofR(cells[3], number(cells[4]), error));
                }
            }
        }
        Map<String, Map<String, StepFigures>> figures = new HashMap<>();
        rows.forEach((program, steps) -> {
            Map<String, StepFigures> found = new HashMap<>();
            steps.forEach((step, list) -> found.put(step, new StepFigures(list)));
            figures.put(program, found);
        });
        return figures;
    }

    private static double number(String text) {
        return text.matches("[-+0-9.eE]+") ? Double.parseDouble(text) : Double.NaN;
    }
}
