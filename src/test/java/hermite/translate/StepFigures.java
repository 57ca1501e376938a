package hermite.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Fixed effects of one step: what SAS's step and R's call have found.
 *
 * @param rows in the order of their table
 */
record StepFigures(List<Row> rows) {
    /**
     * One parameter.
     *
     * @param parts words that name it: variables of its effect for SAS, variables with their levels for R
     * @param levels of its CLASS variables, in SAS
     */
    record Row(List<String> parts, List<String> levels, double estimate, double error) {}

    /**
     * How far R's figures are from SAS's.
     *
     * @param estimates largest difference in SAS's standard errors
     * @param errors largest difference of a standard error, as a share of SAS's
     */
    record Distance(double estimates, double errors) {
        Distance max(Distance other) {
            return new Distance(Math.max(estimates, other.estimates), Math.max(errors, other.errors));
        }
    }

    /** A row of SAS: {@code time*trt} with level 1 of trt. */
    static Row ofSas(String effect, List<String> levels, double estimate, double error) {
        List<String> parts = Arrays.stream(effect.toLowerCase(Locale.ROOT).split("[*()\\s]+"))
                .filter(p -> !p.isEmpty())
                .toList();
        return new Row(parts, levels, estimate, error);
    }

    /** A row of R: {@code time:trt1}, {@code I(time^2)}. */
    static Row ofR(String name, double estimate, double error) {
        List<String> parts = new ArrayList<>();
        for (String part : name.toLowerCase(Locale.ROOT).split(":")) {
            if (part.matches("i\\(\\w+\\^\\d\\)")) {
                String variable = part.replaceAll("i\\((\\w+)\\^\\d\\)", "$1");
                int power = Integer.parseInt(part.replaceAll(".*\\^(\\d)\\)", "$1"));
                for (int i = 0; i < power; i++) {
                    parts.add(variable);
                }
            } else {
                parts.add(part.equals("(intercept)") ? "intercept" : part);
            }
        }
        return new Row(parts, List.of(), estimate, error);
    }

    /** Empty when R has not as many parameters. */
    Optional<Distance> distance(StepFigures r) {
        if (r.rows().size() != rows.size() || rows.isEmpty()) {
            return Optional.empty();
        }
        List<Row> left = new ArrayList<>(r.rows());
        List<Row> unnamed = new ArrayList<>();
        Distance worst = new Distance(0, 0);
        for (Row row : rows) {
            Optional<Row> same = left.stream().filter(x -> isNamed(row, x)).findFirst();
            if (same.isEmpty()) {
                unnamed.add(row);
            } else {
                left.remove(same.get());
                worst = worst.max(between(row, same.get()));
            }
        }
        // cut points and categories have names of their own in R
        for (Row row : unnamed) {
            Row nearest = left.stream()
                    .min(Comparator.comparingDouble(x -> Math.abs(x.estimate() - row.estimate())))
                    .orElseThrow();
            left.remove(nearest);
            worst = worst.max(between(row, nearest));
        }
        return Optional.of(worst);
    }

    private static Distance between(Row sas, Row r) {
        return new Distance(
                Math.abs(r.estimate() - sas.estimate()) / sas.error(), Math.abs(r.error() / sas.error() - 1));
    }

    /** Whether the levels, put after some of the variables in their order, make the words of R. */
    private static boolean isNamed(Row sas, Row r) {
        if (sas.parts().size() != r.parts().size()) {
            return false;
        }
        List<String> wanted = r.parts().stream().sorted().toList();
        int variables = sas.parts().size();
        for (int chosen = 0; chosen < 1 << variables; chosen++) {
            if (Integer.bitCount(chosen) != sas.levels().size()) {
                continue;
            }
            List<String> words = new ArrayList<>();
            int level = 0;
            for (int i = 0; i < variables; i++) {
                boolean classed = (chosen >> i & 1) == 1;
                words.add(sas.parts().get(i)
                        + (classed ? sas.levels().get(level++).toLowerCase(Locale.ROOT) : ""));
            }
            if (words.stream().sorted().toList().equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
