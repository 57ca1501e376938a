package hermite.sas.proc;

import hermite.model.DesignColumn;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.estimability.UnforeseenAliases;
import hermite.sas.log.Log;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in the log which columns of a design the data leave without an estimate: empty cells and linear combinations. */
public final class DependentColumns {
    /** How many findings of a kind are listed. */
    private static final int MOST_LISTED = 8;

    private final ModelTerms terms;
    private final Log log;

    public DependentColumns(ModelTerms terms, Log log) {
        this.terms = terms;
        this.log = log;
    }

    /**
     * Columns that the data, not the coding, make dependent.
     *
     * @param crossProducts X'WX of all columns, row-major
     * @param aliased columns that the fit left out
     * @param singular the pivot tolerance of the fit
     */
    public void write(double[] crossProducts, boolean[] aliased, double singular) {
        List<UnforeseenAliases.Alias> found = UnforeseenAliases.of(terms, crossProducts, aliased, singular);
        Set<Integer> effectsWithEmptyCells = new HashSet<>();
        int listed = 0;
        int unlisted = 0;
        for (UnforeseenAliases.Alias alias : found) {
            int effect = terms.columns().get(alias.column()).effect();
            List<String> cells = emptyCells(effect, crossProducts);
            if (!cells.isEmpty() && !effectsWithEmptyCells.add(effect)) {
                continue;
            }
            if (listed++ >= MOST_LISTED) {
                unlisted++;
            } else if (!cells.isEmpty()) {
                long lost = found.stream()
                        .filter(a -> terms.columns().get(a.column()).effect() == effect)
                        .count();
                String shown = String.join("; ", cells.subList(0, Math.min(MOST_LISTED, cells.size())));
                log.write(
                        ProcMessage.EMPTY_CELL,
                        cells.size() > MOST_LISTED ? shown + "; and " + (cells.size() - MOST_LISTED) + " more" : shown,
                        terms.effects().get(effect).name(),
                        lost);
            } else if (!Double.isFinite(crossProducts[alias.column() * terms.columnCount() + alias.column()])) {
                log.write(ProcMessage.TOO_LARGE, name(alias.column()));
            } else if (alias.combination().isEmpty()) {
                log.write(ProcMessage.ALL_ZERO, name(alias.column()));
            } else if (isIntercept(alias.combination())) {
                log.write(ProcMessage.NEARLY_CONSTANT, name(alias.column()), sum(alias.combination()));
            } else {
                log.write(ProcMessage.ALIASED, name(alias.column()), sum(alias.combination()));
            }
        }
        if (unlisted > 0) {
            log.write(ProcMessage.MORE_ALIASES, unlisted);
        }
    }

    /** Combinations of levels of an effect that do not occur; none for an effect with a covariate or nesting. */
    private List<String> emptyCells(int effect, double[] crossProducts) {
        int p = terms.columnCount();
        List<String> cells = new ArrayList<>();
        Effect described = terms.effects().get(effect);
        if (!terms.isOfClasses(described) || !described.nestedWithin().isEmpty()) {
            return cells;
        }
        int first = terms.firstColumn(effect);
        for (int j = first; j < first + terms.columnCount(effect); j++) {
            if (crossProducts[j * p + j] == 0) {
                cells.add(levels(j));
            }
        }
        return cells;
    }

    private boolean isIntercept(Map<Integer, Double> combination) {
        return combination.keySet().stream()
                .allMatch(j ->
                        terms.effects().get(terms.columns().get(j).effect()).isIntercept());
    }

    private String name(int column) {
        DesignColumn described = terms.columns().get(column);
        String effect = terms.effects().get(described.effect()).name();
        return described.levels().isEmpty() ? effect : effect + " " + String.join(" ", described.levels());
    }

    private String levels(int column) {
        DesignColumn described = terms.columns().get(column);
        return IntStream.range(0, described.levels().size())
                .mapToObj(i -> described.classVariables().get(i) + "="
                        + described.levels().get(i))
                .collect(Collectors.joining(" and "));
    }

    private String sum(Map<Integer, Double> combination) {
        StringBuilder text = new StringBuilder();
        combination.forEach((column, coefficient) -> {
            String sign = coefficient < 0 ? (text.length() == 0 ? "-" : " - ") : text.length() == 0 ? "" : " + ";
            double size = Math.abs(coefficient);
            String factor = Math.abs(size - 1) < 1e-6
                    ? ""
                    : Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.6g", size))) + "*";
            text.append(sign).append(factor).append(name(column));
        });
        return text.toString().replace(".0*", "*");
    }
}
