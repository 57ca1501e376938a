package hermite.report.style;

import java.util.List;

/**
 * How graphs look. Colours are {@code #rrggbb}; groups take colours, line patterns and symbols in turn.
 *
 * @param contrast colours of lines and markers, by group
 * @param fill colours of areas, by group
 * @param patterns line patterns, by group
 * @param symbols markers, by group
 * @param attributePriority whether groups differ by colour alone or by pattern and symbol as well
 * @param background behind the whole graph
 * @param wall behind the plot area
 * @param grid grid lines
 * @param axis axis lines and ticks
 * @param border line around the graph
 * @param text colour of text
 * @param reference colour of reference lines
 * @param band fill of confidence bands
 */
public record GraphStyle(
        List<String> contrast,
        List<String> fill,
        List<LinePattern> patterns,
        List<Symbol> symbols,
        AttributePriority attributePriority,
        String background,
        String wall,
        String grid,
        String axis,
        String border,
        String text,
        String reference,
        String band) {

    /** What tells groups apart (ODS GRAPHICS ATTRPRIORITY=). */
    public enum AttributePriority {
        /** Colour first: patterns and symbols stay the first ones until the colours are used up. */
        COLOR,
        /** Colour, pattern and symbol change together. */
        NONE
    }

    public GraphStyle {
        contrast = List.copyOf(contrast);
        fill = List.copyOf(fill);
        patterns = List.copyOf(patterns);
        symbols = List.copyOf(symbols);
        if (contrast.isEmpty() || fill.isEmpty() || patterns.isEmpty() || symbols.isEmpty()) {
            throw new IllegalArgumentException("a graph style needs a colour, a pattern and a symbol");
        }
    }

    public String contrast(int group) {
        return contrast.get(group % contrast.size());
    }

    public String fill(int group) {
        return fill.get(group % fill.size());
    }

    public LinePattern pattern(int group) {
        return patterns.get(place(group) % patterns.size());
    }

    public Symbol symbol(int group) {
        return symbols.get(place(group) % symbols.size());
    }

    private int place(int group) {
        return attributePriority == AttributePriority.COLOR ? group / contrast.size() : group;
    }

    public GraphStyle withContrast(List<String> colors) {
        return with(colors, fill, patterns, symbols, attributePriority);
    }

    public GraphStyle withFill(List<String> colors) {
        return with(contrast, colors, patterns, symbols, attributePriority);
    }

    public GraphStyle withPatterns(List<LinePattern> list) {
        return with(contrast, fill, list, symbols, attributePriority);
    }

    public GraphStyle withSymbols(List<Symbol> list) {
        return with(contrast, fill, patterns, list, attributePriority);
    }

    public GraphStyle withAttributePriority(AttributePriority priority) {
        return with(contrast, fill, patterns, symbols, priority);
    }

    /** The same look with groups told apart otherwise. */
    private GraphStyle with(
            List<String> newContrast,
            List<String> newFill,
            List<LinePattern> newPatterns,
            List<Symbol> newSymbols,
            AttributePriority newPriority) {
        return new GraphStyle(
                newContrast,
                newFill,
                newPatterns,
                newSymbols,
                newPriority,
                background,
                wall,
                grid,
                axis,
                border,
                text,
                reference,
                band);
    }
}
