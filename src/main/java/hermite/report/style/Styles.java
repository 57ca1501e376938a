package hermite.report.style;

import hermite.report.style.GraphStyle.AttributePriority;
import hermite.report.style.TableStyle.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The styles that come with the program. Colours of HTMLBlue and the sequences of patterns and symbols are those of
 * shared/spec/ods_and_graphics.md, section 2; the other styles follow its descriptions.
 */
public final class Styles {
    private static final String SANS = "Arial, 'Albany AMT', Helvetica, Helv, sans-serif";
    private static final String SERIF = "'Times New Roman', Times, serif";

    private static final List<String> CONTRAST = List.of(
            "#445694", "#A23A2E", "#01665E", "#543005", "#9D3CDB", "#7F8E1F", "#2597FA", "#B26084", "#D17800",
            "#47A82A", "#B38EF3", "#F9DA04");
    private static final List<String> FILL = List.of(
            "#6F7EB3", "#D05B5B", "#66A5A0", "#A9865B", "#B689CD", "#BABC5C", "#94BDE1", "#CD7BA1", "#CF974B",
            "#87C873", "#B7AEF1", "#DDD17E");
    private static final List<LinePattern> PATTERNS = List.of(
            LinePattern.SOLID,
            LinePattern.MEDIUM_DASH,
            LinePattern.MEDIUM_DASH_SHORT_DASH,
            LinePattern.LONG_DASH,
            LinePattern.DASH_DASH_DOT,
            LinePattern.LONG_DASH_SHORT_DASH,
            LinePattern.DASH_DOT_DOT,
            LinePattern.DASH,
            LinePattern.SHORT_DASH_DOT,
            LinePattern.MEDIUM_DASH_DOT_DOT,
            LinePattern.SHORT_DASH);
    private static final List<Symbol> SYMBOLS = List.of(
            Symbol.CIRCLE, Symbol.PLUS, Symbol.X, Symbol.TRIANGLE, Symbol.SQUARE, Symbol.ASTERISK, Symbol.DIAMOND);

    private static final GraphStyle BLUE_GRAPH = new GraphStyle(
            CONTRAST,
            FILL,
            PATTERNS,
            SYMBOLS,
            AttributePriority.COLOR,
            "#FFFFFF",
            "#FFFFFF",
            "#ECECEC",
            "#989EA1",
            "#C1C1C1",
            "#000000",
            "#989EA1",
            "#B9CFE7");
    private static final GraphStyle VARIED_GRAPH =
            BLUE_GRAPH.withFill(replaceFirst(FILL, "#7C95CA", "#DE7E6F")).withAttributePriority(AttributePriority.NONE);

    /** Greys dark enough for lines on white; patterns and symbols carry the difference. */
    private static final GraphStyle GREY_GRAPH = new GraphStyle(
            List.of("#000000", "#5A5A5A", "#8A8A8A", "#333333", "#707070", "#A0A0A0"),
            List.of("#D5D5D5", "#A5A5A5", "#757575", "#E8E8E8", "#BDBDBD", "#8D8D8D"),
            PATTERNS,
            SYMBOLS,
            AttributePriority.NONE,
            "#FFFFFF",
            "#FFFFFF",
            "#E3E3E3",
            "#000000",
            "#FFFFFF",
            "#000000",
            "#707070",
            "#DDDDDD");

    private static final TableStyle RULED = new TableStyle(
            SANS, "#FFFFFF", "#000000", "#000000", "#FFFFFF", "#FFFFFF", "#000000", "#FFFFFF", Rules.TOP_AND_BOTTOM);

    /** The style HTML opens with. */
    public static final Style HTML_BLUE = new Style(
            "HTMLBlue",
            new TableStyle(
                    SANS, "#FAFBFE", "#000000", "#112277", "#EDF2F9", "#FFFFFF", "#B0B7BB", "#C1C1C1", Rules.CELLS),
            BLUE_GRAPH);

    public static final Style JOURNAL = new Style("Journal", RULED, GREY_GRAPH);

    public static final Style JOURNAL2 = new Style(
            "Journal2", RULED, GREY_GRAPH.withContrast(List.of("#000000")).withFill(List.of("#FFFFFF")));

    public static final Style JOURNAL3 = new Style("Journal3", RULED, GREY_GRAPH);

    public static final Style STATISTICAL = new Style(
            "Statistical",
            new TableStyle(
                    SANS, "#FFFFFF", "#000000", "#3E4A6B", "#DCE3EE", "#FFFFFF", "#8C98B0", "#C5CCD9", Rules.CELLS),
            BLUE_GRAPH
                    .withContrast(replaceFirst(CONTRAST, "#2C4FA8", "#C0312B", "#1F7A3F"))
                    .withAttributePriority(AttributePriority.NONE));

    public static final Style DEFAULT = new Style(
            "Default",
            new TableStyle(
                    SANS, "#E0E0E0", "#002288", "#0033AA", "#B0B0B0", "#D3D3D3", "#FFFFFF", "#FFFFFF", Rules.CELLS),
            VARIED_GRAPH);

    /** The style of images beside a listing. */
    public static final Style LISTING = new Style(
            "Listing",
            new TableStyle(
                    SANS, "#FFFFFF", "#000000", "#000000", "#FFFFFF", "#FFFFFF", "#C1C1C1", "#C1C1C1", Rules.CELLS),
            VARIED_GRAPH);

    public static final Style MINIMAL = new Style(
            "Minimal",
            new TableStyle(
                    SERIF, "#FFFFFF", "#000000", "#000000", "#FFFFFF", "#FFFFFF", "#999999", "#CCCCCC", Rules.CELLS),
            GREY_GRAPH);

    public static final Style RTF = new Style(
            "RTF",
            new TableStyle(
                    SERIF, "#FFFFFF", "#000000", "#000000", "#BBBBBB", "#FFFFFF", "#000000", "#000000", Rules.CELLS),
            VARIED_GRAPH);

    private static final List<Style> OWN =
            List.of(HTML_BLUE, JOURNAL, JOURNAL2, JOURNAL3, STATISTICAL, DEFAULT, LISTING, MINIMAL, RTF);

    /** Styles of SAS whose names are accepted; their looks are HTMLBlue's. */
    private static final List<String> MAPPED = List.of(
            "ANALYSIS",
            "ASTRONOMY",
            "BANKER",
            "BARRETTSBLUE",
            "BLOCKPRINT",
            "DAISY",
            "DOVE",
            "DTREE",
            "EGDEFAULT",
            "FANCYPRINTER",
            "FESTIVAL",
            "FESTIVALPRINTER",
            "GANTT",
            "GEARS",
            "HARVEST",
            "HIGHCONTRAST",
            "HIGHCONTRASTLARGE",
            "HTMLENCORE",
            "IGNITE",
            "JOURNAL1A",
            "MAGNIFY",
            "MEADOW",
            "MEADOWPRINTER",
            "MONOCHROMEPRINTER",
            "MONOSPACE",
            "MOONFLOWER",
            "NETDRAW",
            "NOFONTDEFAULT",
            "NORMAL",
            "NORMALPRINTER",
            "OCEAN",
            "PEARL",
            "PEARLJ",
            "PLATEAU",
            "POWERPOINTDARK",
            "POWERPOINTLIGHT",
            "PRINTER",
            "RAVEN",
            "SAPPHIRE",
            "SASDOCPRINTER",
            "SASWEB",
            "SEASIDE",
            "SEASIDEPRINTER",
            "SNOW",
            "STATDOC",
            "TORN",
            "WATERCOLOR",
            "WORD");

    private Styles() {}

    /** What a style name stands for. */
    public record Choice(Style style, Match match) {
        /** How well the style answers the name. */
        public enum Match {
            EXACT,
            /** A known style whose colours are not kept here. */
            MAPPED,
            UNKNOWN
        }
    }

    /** The style of a name, in any case; HTMLBlue for names of other styles and for unknown ones. */
    public static Choice named(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT);
        String member = wanted.substring(wanted.lastIndexOf('.') + 1);
        for (Style style : OWN) {
            if (style.name().toUpperCase(Locale.ROOT).equals(member)) {
                return new Choice(style, Choice.Match.EXACT);
            }
        }
        return new Choice(HTML_BLUE, MAPPED.contains(member) ? Choice.Match.MAPPED : Choice.Match.UNKNOWN);
    }

    /** Names of the styles with a look of their own. */
    public static List<String> names() {
        return OWN.stream().map(Style::name).toList();
    }

    private static List<String> replaceFirst(List<String> colors, String... first) {
        List<String> changed = new ArrayList<>(colors);
        for (int i = 0; i < first.length; i++) {
            changed.set(i, first[i]);
        }
        return changed;
    }
}
