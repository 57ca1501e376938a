package hermite.translate;

import hermite.sas.proc.ParenthesizedValues;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.List;

/**
 * LOGOR= as arguments of {@code geepack::ordgee}: its own structures, or the columns of a matrix Z with a row for each pair
 * of visits of each subject.
 *
 * @param preparation code that makes Z
 * @param waves the argument {@code waves}, after a comma, or empty
 * @param arguments after the link: {@code corstr}, {@code z}
 */
record Associations(String preparation, String waves, String arguments) {

    /**
     * @param id the cluster variable, {@code wave} that of the visits or empty; the data are sorted by both
     * @param formula of the marginal model, for its variables
     */
    static Associations of(ModelStep step, Options options, String id, String wave, String formula)
            throws Untranslatable {
        String kind = options.word("LOGOR").orElse("EXCH");
        if (kind.equals("EXCH")) {
            return new Associations("", "", ", corstr = \"exchangeable\"");
        }
        String waves = wave.isEmpty() ? "" : ", waves = as.integer(factor(data$" + wave + "))";
        if (kind.equals("FULLCLUST")) {
            return new Associations("", waves, ", corstr = \"unstructured\"");
        }
        String columns =
                switch (kind) {
                    case "LOGORVAR" -> byVariable(step, options);
                    case "NEST1" -> {
                        String sub = subcluster(step, options);
                        yield "Z <- with(list(same = data$" + sub + "[pairs[, 1]] == data$" + sub
                                + "[pairs[, 2]]), cbind(Alpha1 = same, Alpha2 = !same)) + 0\n";
                    }
                    case "NESTK" -> {
                        String sub = subcluster(step, options);
                        yield "first <- data$" + sub + "[pairs[, 1]]\nZ <- cbind(first != data$" + sub
                                + "[pairs[, 2]], outer(first, sort(unique(first)), \"==\") & first == data$" + sub
                                + "[pairs[, 2]]) + 0\n";
                    }
                    case "ZREP" -> replicated(options, id, wave);
                    default ->
                        throw new Untranslatable("LOGOR=" + kind
                                + "; nearest is geepack::ordgee with corstr = \"userdefined\" and the rows of ZDATA= in"
                                + " the order of the pairs as z");
                };
        String pairs = "data <- data[complete.cases(data[all.vars(" + formula + ")]), ]\n"
                + "pairs <- do.call(rbind, tapply(seq_len(nrow(data)), factor(data$" + id + ", unique(data$" + id
                + ")), function(rows) if (length(rows) > 1) t(combn(rows, 2))))\n";
        return new Associations(pairs + columns, "", ", corstr = \"userdefined\", z = Z");
    }

    private static String byVariable(ModelStep step, Options options) throws Untranslatable {
        String name = ParenthesizedValues.word(options.suboptions("LOGOR"))
                .orElseThrow(() -> new Untranslatable("LOGOR=LOGORVAR without its variable"));
        ClassFactor factor = step.factorOf(name);
        return "Z <- outer(as.character(data$" + RText.name(name) + "[pairs[, 1]]), "
                + RText.vector(factor.labels().stream().map(RText::quoted).toList()) + ", \"==\") + 0\n";
    }

    private static String subcluster(ModelStep step, Options options) throws Untranslatable {
        String name = options.variable("SUBCLUSTER")
                .orElseThrow(() -> new Untranslatable("LOGOR= of sub-clusters without SUBCLUSTER="));
        step.column(name);
        return RText.name(name);
    }

    /** Rows after their pairs, the same for all subjects. */
    private static String replicated(Options options, String id, String wave) throws Untranslatable {
        List<String> keys = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (BoundOption option : options.suboptions("LOGOR").all()) {
            if (!(option.value() instanceof OptionValue.Values values)) {
                continue;
            }
            for (OptionValue value : values.values()) {
                if (value instanceof OptionValue.Number number) {
                    numbers.add(RText.number(number.value()));
                } else if (value instanceof OptionValue.Word word && word.word().equals("(")) {
                    finish(numbers, rows);
                } else {
                    keys.add(RText.quoted(String.join(" ", numbers)));
                    numbers.clear();
                }
            }
            finish(numbers, rows);
        }
        if (rows.isEmpty() || rows.size() != keys.size()) {
            throw new Untranslatable("LOGOR=ZREP with ZDATA=; write its rows after their pairs: ZREP((1 2) 1 0, ...)");
        }
        String place = wave.isEmpty()
                ? "ave(seq_len(nrow(data)), data$" + id + ", FUN = seq_along)"
                : "as.integer(factor(data$" + wave + "))";
        return "visit <- " + place + "\nrows <- rbind(" + String.join(", ", rows)
                + ")\nZ <- rows[match(paste(visit[pairs[, 1]], visit[pairs[, 2]]), c(" + String.join(", ", keys)
                + ")), , drop = FALSE]\n";
    }

    private static void finish(List<String> numbers, List<String> rows) {
        if (!numbers.isEmpty()) {
            rows.add("c(" + String.join(", ", numbers) + ")");
            numbers.clear();
        }
    }
}
