package hermite.translate;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.sas.proc.ClassLevels;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.translate.code.DataText;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A CLASS variable as an R factor: SAS's levels in SAS's order.
 *
 * @param name as R spells it
 * @param values R code of each level's value
 * @param labels printed form of each level
 * @param reference the level without a parameter, from 0
 * @param coding GLM, REFERENCE or EFFECT
 */
record ClassFactor(String name, List<String> values, List<String> labels, int reference, String coding) {

    static ClassFactor of(Table table, String variable, Formats formats, Options own, Options global, String stepOrder)
            throws Untranslatable {
        String order = own.word("ORDER").or(() -> global.word("ORDER")).orElse(stepOrder);
        ClassLevels levels = ClassLevels.of(
                table,
                variable,
                formats,
                ClassLevels.Order.valueOf(order),
                own.has("DESCENDING") || global.has("DESCENDING"),
                false);
        int column = table.indexOf(variable);
        List<String> values = new ArrayList<>();
        for (int row : levels.rows()) {
            values.add(DataText.value(table, column, row));
        }
        Set<String> distinct = new HashSet<>();
        for (int row = 0; row < table.rowCount(); row++) {
            distinct.add(DataText.value(table, column, row));
        }
        distinct.remove("NA");
        if (distinct.size() > values.size()) {
            throw new Untranslatable("a format that joins values of " + variable + " to one level");
        }
        String coding = own.word("PARAM").or(() -> global.word("PARAM")).orElse("GLM");
        if (!List.of("GLM", "REFERENCE", "EFFECT").contains(coding)) {
            throw new Untranslatable("PARAM=" + coding + " of " + variable);
        }
        if (own.has("MISSING") || global.has("MISSING")) {
            throw new Untranslatable("missing values as a level of " + variable + " (MISSING)");
        }
        return new ClassFactor(
                RText.name(variable), values, levels.texts(), reference(own.has("REF") ? own : global, levels), coding);
    }

    private static int reference(Options options, ClassLevels levels) {
        int last = levels.count() - 1;
        if (!options.has("REF")) {
            return last;
        }
        OptionValue value = options.find("REF").orElseThrow().value();
        String text = options.word("REF").orElse("LAST");
        if (value instanceof OptionValue.Word && text.equalsIgnoreCase("FIRST")) {
            return 0;
        }
        int found = levels.texts().indexOf(text.strip());
        return found < 0 ? last : found;
    }

    /** Whether user formats join values to levels, or name them otherwise than R would. */
    private boolean hasLabels() {
        for (int i = 0; i < values.size(); i++) {
            String plain = values.get(i).startsWith("\"")
                    ? values.get(i).substring(1, values.get(i).length() - 1)
                    : values.get(i);
            if (!plain.equals(labels.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Names of the columns of its coding: R's names of the parameters. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (i != reference) {
                columns.add(RText.exactName(name.replace("`", "") + labels.get(i)));
            }
        }
        return columns;
    }

    /** Code that puts the columns of its coding into {@code frame}. */
    String indicators(String frame) {
        return frame + "["
                + RText.vector(columns().stream()
                        .map(c -> RText.quoted(c.replace("`", "")))
                        .toList())
                + "] <- contrasts(" + frame + "$" + name + ")[" + frame + "$" + name + ", ]\n";
    }

    /** Code that makes it a factor of {@code frame}. */
    String code(String frame) {
        String target = frame + "$" + name;
        StringBuilder out =
                new StringBuilder(target + " <- factor(" + target + ", levels = c(" + String.join(", ", values) + ")");
        if (hasLabels()) {
            out.append(", labels = c(")
                    .append(String.join(", ", labels.stream().map(RText::quoted).toList()))
                    .append(")");
        }
        out.append(")\n");
        int count = values.size();
        if (coding.equals("EFFECT")) {
            out.append(effectCoding(target));
        } else if (reference != count - 1 && count > 1) {
            out.append("contrasts(" + target + ") <- contr.treatment(levels(" + target + "), base = " + (reference + 1)
                    + ")\n");
        }
        return out.toString();
    }

    /** Deviations from the mean: -1 in every column of the reference level, columns named by their levels. */
    private String effectCoding(String target) {
        return "contrasts(" + target + ") <- contr.treatment(levels(" + target + "), base = " + (reference + 1)
                + ") - outer(seq_len(" + values.size() + ") == " + (reference + 1) + ", rep(1, " + (values.size() - 1)
                + "))\n";
    }
}
