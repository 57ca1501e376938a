package hermite.sas.proc.sgplot;

import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import hermite.sas.vocabulary.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The statements and options of PROC SGPLOT; those that are not drawn yet are marked as known. */
final class SgplotVocabulary {
    private static final OptionSpec COLOR = OptionSpec.of("COLOR", ValueKind.TEXT_OR_WORD, "color name or CXrrggbb");

    private static final OptionSpec LINE_ATTRIBUTES = OptionSpec.of(
                    "LINEATTRS", ValueKind.SUBOPTIONS, "look of the line")
            .with(
                    COLOR,
                    OptionSpec.of("PATTERN", ValueKind.TEXT_OR_WORD, "name or number of a line pattern"),
                    OptionSpec.of("THICKNESS", ValueKind.TEXT_OR_WORD, "width in pixels, or with a unit"));
    private static final OptionSpec MARKER_ATTRIBUTES = OptionSpec.of(
                    "MARKERATTRS", ValueKind.SUBOPTIONS, "look of the markers")
            .with(
                    COLOR,
                    OptionSpec.of("SYMBOL", ValueKind.WORD, "name of a symbol"),
                    OptionSpec.of("SIZE", ValueKind.TEXT_OR_WORD, "size in pixels, or with a unit"));
    private static final OptionSpec FILL_ATTRIBUTES =
            OptionSpec.of("FILLATTRS", ValueKind.SUBOPTIONS, "look of areas").with(COLOR);
    private static final OptionSpec TRANSPARENCY = OptionSpec.of(
                    "TRANSPARENCY", ValueKind.NUMBER, "0 opaque to 1 invisible")
            .otherwise("0");
    private static final OptionSpec LEGEND_LABEL = OptionSpec.of("LEGENDLABEL", ValueKind.TEXT, "text in the legend");
    private static final OptionSpec NAME = OptionSpec.of("NAME", ValueKind.TEXT, "name for KEYLEGEND");
    private static final OptionSpec GROUP = OptionSpec.of("GROUP", ValueKind.VARIABLE, "one plot a value");
    private static final OptionSpec GROUP_ORDER = OptionSpec.of("GROUPORDER", ValueKind.WORD, "order of the groups")
            .oneOf("DATA", "REVERSEDATA", "ASCENDING", "DESCENDING")
            .otherwise("DATA");
    private static final OptionSpec INCLUDE_MISSING_GROUP =
            OptionSpec.flag("INCLUDEMISSINGGROUP", "keep rows without a group");
    private static final OptionSpec MARKERS = OptionSpec.flag("MARKERS", "mark the points");
    private static final OptionSpec BREAK = OptionSpec.flag("BREAK", "break the line at missing values");
    private static final OptionSpec X = OptionSpec.of("X", ValueKind.VARIABLE, "horizontal variable");
    private static final OptionSpec Y = OptionSpec.of("Y", ValueKind.VARIABLE, "vertical variable");
    private static final OptionSpec ALPHA = OptionSpec.of("ALPHA", ValueKind.NUMBER, "1 less the confidence level")
            .otherwise("0.05");
    private static final OptionSpec CATEGORY = OptionSpec.of("CATEGORY", ValueKind.VARIABLE, "one box a value");
    private static final OptionSpec GROUP_DISPLAY = OptionSpec.of(
                    "GROUPDISPLAY", ValueKind.WORD, "groups on one another or side by side")
            .oneOf("STACK", "CLUSTER", "OVERLAY");
    private static final OptionSpec BAR_WIDTH = OptionSpec.of(
                    "BARWIDTH", ValueKind.NUMBER, "part of the room a bar takes")
            .otherwise("0.8");

    private static final OptionSpec[] OF_GROUPS = {GROUP, GROUP_ORDER, INCLUDE_MISSING_GROUP};

    private static final OptionSpec[] OF_EVERY_PLOT = {
        NAME,
        LEGEND_LABEL,
        TRANSPARENCY,
        OptionSpec.known("ATTRID", ValueKind.TEXT_OR_WORD),
        OptionSpec.known("CLUSTERWIDTH", ValueKind.NUMBER),
        OptionSpec.known("DATALABELATTRS", ValueKind.SUBOPTIONS),
        OptionSpec.known("DATALABELPOS", ValueKind.WORD),
        OptionSpec.known("DISCRETEOFFSET", ValueKind.NUMBER),
        OptionSpec.known("NOMISSINGGROUP", ValueKind.FLAG),
        OptionSpec.known("RATTRID", ValueKind.TEXT_OR_WORD),
        OptionSpec.known("TIP", ValueKind.VALUES),
        OptionSpec.known("URL", ValueKind.VARIABLE),
        OptionSpec.known("X2AXIS", ValueKind.FLAG),
        OptionSpec.known("Y2AXIS", ValueKind.FLAG)
    };

    static final ProcedureSpec SPEC = new ProcedureSpec(
            "SGPLOT",
            "",
            List.of(
                    OptionSpec.of("DATA", ValueKind.DATA_SET, "data set to plot")
                            .otherwise("the last one created"),
                    OptionSpec.flag("NOAUTOLEGEND", "no legend by itself"),
                    OptionSpec.known("DESCRIPTION", ValueKind.TEXT).alias("DES"),
                    OptionSpec.flag("NOSUBPIXEL", "a matter of older renderers").withStatus(Status.NO_EFFECT),
                    OptionSpec.flag("SUBPIXEL", "a matter of older renderers").withStatus(Status.NO_EFFECT),
                    OptionSpec.flag("CYCLEATTRS", "every plot takes the next colors"),
                    OptionSpec.flag("NOCYCLEATTRS", "plots share the first colors"),
                    OptionSpec.flag("NOBORDER", "no line around the graph"),
                    OptionSpec.known("ASPECT", ValueKind.NUMBER),
                    OptionSpec.known("DATTRMAP", ValueKind.DATA_SET),
                    OptionSpec.known("NOWALL", ValueKind.FLAG),
                    OptionSpec.known("NOOPAQUE", ValueKind.FLAG),
                    OptionSpec.known("OPAQUE", ValueKind.FLAG),
                    OptionSpec.known("PAD", ValueKind.SUBOPTIONS),
                    OptionSpec.known("RATTRMAP", ValueKind.DATA_SET),
                    OptionSpec.known("SGANNO", ValueKind.DATA_SET),
                    OptionSpec.known("TMPLOUT", ValueKind.TEXT),
                    OptionSpec.known("UNIFORM", ValueKind.WORD)),
            statements(),
            false,
            "plots data over one pair of axes");

    private SgplotVocabulary() {}

    private static List<StatementSpec> statements() {
        List<StatementSpec> all = new ArrayList<>();
        all.addAll(pointStatements());
        all.addAll(distributionStatements());
        all.addAll(categoryStatements());
        all.add(StatementSpec.of("REFLINE", StatementForm.VALUES, "lines across the graph")
                .slash(plus(
                        OptionSpec.of("AXIS", ValueKind.WORD, "axis of the values")
                                .oneOf("X", "Y")
                                .otherwise("Y"),
                        OptionSpec.of("LABEL", ValueKind.VALUES, "texts at the lines"),
                        LINE_ATTRIBUTES,
                        OptionSpec.known("CLIP", ValueKind.FLAG),
                        OptionSpec.known("LABELATTRS", ValueKind.SUBOPTIONS),
                        OptionSpec.known("LABELLOC", ValueKind.WORD),
                        OptionSpec.known("LABELPOS", ValueKind.WORD),
                        OptionSpec.known("NOCLIP", ValueKind.FLAG))));
        all.add(axis("XAXIS"));
        all.add(axis("YAXIS"));
        all.add(StatementSpec.of("KEYLEGEND", StatementForm.VALUES, "the legend")
                .slash(
                        OptionSpec.of("TITLE", ValueKind.TEXT, "heading").otherwise("the group variable's label"),
                        OptionSpec.of("POSITION", ValueKind.WORD, "side")
                                .oneOf(
                                        "BOTTOM",
                                        "TOP",
                                        "LEFT",
                                        "RIGHT",
                                        "TOPLEFT",
                                        "TOPRIGHT",
                                        "BOTTOMLEFT",
                                        "BOTTOMRIGHT")
                                .otherwise("BOTTOM"),
                        OptionSpec.of("LOCATION", ValueKind.WORD, "within the axes or not")
                                .oneOf("INSIDE", "OUTSIDE")
                                .otherwise("OUTSIDE"),
                        OptionSpec.of("ACROSS", ValueKind.INTEGER, "entries in a row"),
                        OptionSpec.flag("NOBORDER", "no line around it"),
                        OptionSpec.flag("BORDER", "a line around it, as usual"),
                        OptionSpec.known("DOWN", ValueKind.INTEGER),
                        OptionSpec.known("EXCLUDE", ValueKind.VALUES),
                        OptionSpec.known("SORTORDER", ValueKind.WORD),
                        OptionSpec.known("TITLEATTRS", ValueKind.SUBOPTIONS),
                        OptionSpec.known("VALUEATTRS", ValueKind.SUBOPTIONS)));
        all.add(StatementSpec.of("STYLEATTRS", StatementForm.OPTIONS, "colors, symbols and patterns of groups")
                .options(
                        OptionSpec.of("DATACOLORS", ValueKind.VALUES, "colors of areas"),
                        OptionSpec.of("DATACONTRASTCOLORS", ValueKind.VALUES, "colors of lines and markers"),
                        OptionSpec.of("DATALINEPATTERNS", ValueKind.VALUES, "line patterns"),
                        OptionSpec.of("DATASYMBOLS", ValueKind.VALUES, "symbols"),
                        OptionSpec.known("AXISBREAK", ValueKind.WORD),
                        OptionSpec.known("AXISEXTENT", ValueKind.WORD),
                        OptionSpec.known("BACKCOLOR", ValueKind.WORD),
                        OptionSpec.known("WALLCOLOR", ValueKind.WORD)));
        Stream.of(
                        "BLOCK",
                        "BUBBLE",
                        "COLORBAR",
                        "DOT",
                        "DROPLINE",
                        "ELLIPSE",
                        "ELLIPSEPARM",
                        "FRINGE",
                        "GRADLEGEND",
                        "HBARBASIC",
                        "HBARPARM",
                        "HEATMAP",
                        "HEATMAPPARM",
                        "HIGHLOW",
                        "INSET",
                        "LEGENDITEM",
                        "LINEPARM",
                        "LOESS",
                        "PBSPLINE",
                        "POLYGON",
                        "SPLINE",
                        "SYMBOLCHAR",
                        "SYMBOLIMAGE",
                        "TEXT",
                        "VBARBASIC",
                        "VBARPARM",
                        "VECTOR",
                        "WATERFALL",
                        "X2AXIS",
                        "XAXISTABLE",
                        "Y2AXIS",
                        "YAXISTABLE")
                .map(StatementSpec::known)
                .forEach(all::add);
        return all;
    }

    private static OptionSpec[] grouped(OptionSpec... own) {
        return plus(Stream.concat(Arrays.stream(OF_GROUPS), Arrays.stream(own)).toArray(OptionSpec[]::new));
    }

    private static OptionSpec[] plus(OptionSpec... own) {
        return Stream.concat(Arrays.stream(own), Arrays.stream(OF_EVERY_PLOT)).toArray(OptionSpec[]::new);
    }

    private static StatementSpec plot(String name, String help) {
        return StatementSpec.of(name, StatementForm.OPTIONS, help).options(X, Y);
    }

    private static List<StatementSpec> pointStatements() {
        return List.of(
                plot("SERIES", "a line through points in the order of the data")
                        .slash(grouped(
                                MARKERS,
                                BREAK,
                                LINE_ATTRIBUTES,
                                MARKER_ATTRIBUTES,
                                OptionSpec.known("ARROWHEADPOS", ValueKind.WORD),
                                OptionSpec.known("COLORRESPONSE", ValueKind.VARIABLE),
                                OptionSpec.known("CURVELABEL", ValueKind.OPTIONAL_WORD),
                                OptionSpec.known("CURVELABELLOC", ValueKind.WORD),
                                OptionSpec.known("CURVELABELPOS", ValueKind.WORD),
                                OptionSpec.known("DATALABEL", ValueKind.OPTIONAL_VARIABLES),
                                OptionSpec.known("FILLEDOUTLINEDMARKERS", ValueKind.FLAG),
                                OptionSpec.known("SMOOTHCONNECT", ValueKind.FLAG),
                                OptionSpec.known("THICKRESP", ValueKind.VARIABLE))),
                plot("SCATTER", "marks at points")
                        .slash(grouped(
                                MARKER_ATTRIBUTES,
                                OptionSpec.of("DATALABEL", ValueKind.OPTIONAL_VARIABLES, "text beside the points"),
                                OptionSpec.known("COLORMODEL", ValueKind.VALUES),
                                OptionSpec.known("COLORRESPONSE", ValueKind.VARIABLE),
                                OptionSpec.known("ERRORBARATTRS", ValueKind.SUBOPTIONS),
                                OptionSpec.known("FILLEDOUTLINEDMARKERS", ValueKind.FLAG),
                                OptionSpec.known("FREQ", ValueKind.VARIABLE),
                                OptionSpec.known("JITTER", ValueKind.FLAG),
                                OptionSpec.known("MARKERCHAR", ValueKind.VARIABLE),
                                OptionSpec.of("XERRORLOWER", ValueKind.VARIABLE, "left ends of error bars"),
                                OptionSpec.of("XERRORUPPER", ValueKind.VARIABLE, "right ends of error bars"),
                                OptionSpec.of("YERRORLOWER", ValueKind.VARIABLE, "lower ends of error bars"),
                                OptionSpec.of("YERRORUPPER", ValueKind.VARIABLE, "upper ends of error bars"))),
                plot("STEP", "a line of steps")
                        .slash(grouped(
                                MARKERS,
                                BREAK,
                                LINE_ATTRIBUTES,
                                MARKER_ATTRIBUTES,
                                OptionSpec.known("JUSTIFY", ValueKind.WORD),
                                OptionSpec.known("CURVELABEL", ValueKind.OPTIONAL_WORD))),
                plot("NEEDLE", "lines from a base to points")
                        .slash(grouped(
                                MARKERS,
                                LINE_ATTRIBUTES,
                                MARKER_ATTRIBUTES,
                                OptionSpec.of("BASELINE", ValueKind.NUMBER, "where needles start")
                                        .otherwise("0"))),
                StatementSpec.of("BAND", StatementForm.OPTIONS, "the area between two lines")
                        .options(
                                X,
                                OptionSpec.known("Y", ValueKind.VARIABLE),
                                OptionSpec.of("LOWER", ValueKind.NUMBER_OR_WORD, "lower line"),
                                OptionSpec.of("UPPER", ValueKind.NUMBER_OR_WORD, "upper line"))
                        .slash(grouped(
                                FILL_ATTRIBUTES,
                                OptionSpec.known("FILL", ValueKind.FLAG),
                                OptionSpec.known("LINEATTRS", ValueKind.SUBOPTIONS),
                                OptionSpec.known("MODELNAME", ValueKind.TEXT),
                                OptionSpec.known("NOFILL", ValueKind.FLAG),
                                OptionSpec.known("OUTLINE", ValueKind.FLAG),
                                OptionSpec.known("TYPE", ValueKind.WORD))),
                plot("REG", "a regression line with its points")
                        .slash(grouped(
                                LINE_ATTRIBUTES,
                                MARKER_ATTRIBUTES,
                                ALPHA,
                                OptionSpec.of("DEGREE", ValueKind.INTEGER, "degree of the polynomial")
                                        .otherwise("1"),
                                OptionSpec.of("CLM", ValueKind.OPTIONAL_WORD, "confidence limits of the mean"),
                                OptionSpec.of("CLI", ValueKind.OPTIONAL_WORD, "prediction limits"),
                                OptionSpec.flag("NOMARKERS", "no points"),
                                OptionSpec.known("CLMATTRS", ValueKind.SUBOPTIONS),
                                OptionSpec.known("CLIATTRS", ValueKind.SUBOPTIONS),
                                OptionSpec.known("CURVELABEL", ValueKind.OPTIONAL_WORD),
                                OptionSpec.known("DATALABEL", ValueKind.OPTIONAL_VARIABLES),
                                OptionSpec.known("FREQ", ValueKind.VARIABLE),
                                OptionSpec.known("MAXPOINTS", ValueKind.INTEGER),
                                OptionSpec.known("NOLEGCLI", ValueKind.FLAG),
                                OptionSpec.known("NOLEGCLM", ValueKind.FLAG),
                                OptionSpec.known("NOLEGFIT", ValueKind.FLAG),
                                OptionSpec.known("WEIGHT", ValueKind.VARIABLE))));
    }

    private static List<StatementSpec> distributionStatements() {
        return List.of(
                StatementSpec.of("HISTOGRAM", StatementForm.VARIABLES, "bars of frequencies of a number")
                        .slash(grouped(
                                FILL_ATTRIBUTES,
                                OptionSpec.of("SCALE", ValueKind.WORD, "what the height is")
                                        .oneOf("PERCENT", "COUNT", "PROPORTION")
                                        .otherwise("PERCENT"),
                                OptionSpec.of("BINWIDTH", ValueKind.NUMBER, "width of the bars"),
                                OptionSpec.of("BINSTART", ValueKind.NUMBER, "middle of the first bar"),
                                OptionSpec.of("NBINS", ValueKind.INTEGER, "number of bars"),
                                OptionSpec.known("BOUNDARY", ValueKind.WORD),
                                OptionSpec.known("DATALABEL", ValueKind.OPTIONAL_WORD),
                                OptionSpec.known("FILL", ValueKind.FLAG),
                                OptionSpec.known("FREQ", ValueKind.VARIABLE),
                                OptionSpec.known("NOFILL", ValueKind.FLAG),
                                OptionSpec.known("NOOUTLINE", ValueKind.FLAG),
                                OptionSpec.known("OUTLINE", ValueKind.FLAG),
                                OptionSpec.known("SHOWBINS", ValueKind.FLAG),
                                OptionSpec.known("WEIGHT", ValueKind.VARIABLE))),
                StatementSpec.of("DENSITY", StatementForm.VARIABLES, "a density curve of a number")
                        .slash(grouped(
                                LINE_ATTRIBUTES,
                                OptionSpec.of("TYPE", ValueKind.WORD, "kind of density")
                                        .oneOf("NORMAL", "KERNEL")
                                        .otherwise("NORMAL"),
                                OptionSpec.of("SCALE", ValueKind.WORD, "what the height is")
                                        .oneOf("DENSITY", "PERCENT", "COUNT", "PROPORTION"),
                                OptionSpec.known("FREQ", ValueKind.VARIABLE),
                                OptionSpec.known("WEIGHT", ValueKind.VARIABLE))),
                box("VBOX", "vertical boxes"),
                box("HBOX", "horizontal boxes"));
    }

    private static StatementSpec box(String name, String help) {
        return StatementSpec.of(name, StatementForm.VARIABLES, help)
                .slash(plus(
                        CATEGORY,
                        GROUP,
                        GROUP_ORDER,
                        INCLUDE_MISSING_GROUP,
                        FILL_ATTRIBUTES,
                        OptionSpec.of("BOXWIDTH", ValueKind.NUMBER, "part of the room a box takes")
                                .otherwise("0.4"),
                        OptionSpec.flag("NOOUTLIERS", "no points beyond the whiskers"),
                        OptionSpec.known("CAPSHAPE", ValueKind.WORD),
                        OptionSpec.known("CONNECT", ValueKind.WORD),
                        OptionSpec.known("DATALABEL", ValueKind.OPTIONAL_VARIABLES),
                        OptionSpec.known("EXTREME", ValueKind.FLAG),
                        OptionSpec.known("FREQ", ValueKind.VARIABLE),
                        OptionSpec.known("GROUPDISPLAY", ValueKind.WORD),
                        OptionSpec.known("LINEATTRS", ValueKind.SUBOPTIONS),
                        OptionSpec.known("MEANATTRS", ValueKind.SUBOPTIONS),
                        OptionSpec.known("MEDIANATTRS", ValueKind.SUBOPTIONS),
                        OptionSpec.known("MISSING", ValueKind.FLAG),
                        OptionSpec.known("NOFILL", ValueKind.FLAG),
                        OptionSpec.known("NOMEAN", ValueKind.FLAG),
                        OptionSpec.known("NOMEDIAN", ValueKind.FLAG),
                        OptionSpec.known("NOTCHES", ValueKind.FLAG),
                        OptionSpec.known("OUTLIERATTRS", ValueKind.SUBOPTIONS),
                        OptionSpec.known("PERCENTILE", ValueKind.INTEGER),
                        OptionSpec.known("SPREAD", ValueKind.FLAG),
                        OptionSpec.known("WEIGHT", ValueKind.VARIABLE),
                        OptionSpec.known("WHISKERATTRS", ValueKind.SUBOPTIONS)));
    }

    private static List<StatementSpec> categoryStatements() {
        return List.of(
                bar("VBAR", "vertical bars of categories"),
                bar("HBAR", "horizontal bars of categories"),
                categoryLine("VLINE", "a line over categories"),
                categoryLine("HLINE", "a line over categories from top to bottom"));
    }

    private static StatementSpec categoryLine(String name, String help) {
        return StatementSpec.of(name, StatementForm.VARIABLES, help)
                .slash(plus(summary(MARKERS, LINE_ATTRIBUTES, MARKER_ATTRIBUTES)));
    }

    private static StatementSpec bar(String name, String help) {
        return StatementSpec.of(name, StatementForm.VARIABLES, help)
                .slash(plus(summary(GROUP_DISPLAY, BAR_WIDTH, FILL_ATTRIBUTES)));
    }

    private static OptionSpec[] summary(OptionSpec... own) {
        OptionSpec[] shared = {
            GROUP,
            GROUP_ORDER,
            INCLUDE_MISSING_GROUP,
            OptionSpec.of("RESPONSE", ValueKind.VARIABLE, "number to summarise"),
            OptionSpec.of("STAT", ValueKind.WORD, "statistic")
                    .oneOf("FREQ", "PERCENT~PCT", "SUM", "MEAN", "MEDIAN")
                    .otherwise("FREQ, or SUM with RESPONSE="),
            ALPHA,
            OptionSpec.of("LIMITSTAT", ValueKind.WORD, "what error bars of means show")
                    .oneOf("CLM", "STDDEV~STD", "STDERR")
                    .otherwise("CLM"),
            OptionSpec.of("LIMITS", ValueKind.WORD, "which ends of error bars are drawn")
                    .oneOf("BOTH", "LOWER", "UPPER")
                    .otherwise("BOTH"),
            OptionSpec.of("NUMSTD", ValueKind.NUMBER, "standard deviations or errors from the mean")
                    .otherwise("1"),
            OptionSpec.known("BASELINE", ValueKind.NUMBER),
            OptionSpec.known("CATEGORYORDER", ValueKind.WORD),
            OptionSpec.known("COLORRESPONSE", ValueKind.VARIABLE),
            OptionSpec.known("DATALABEL", ValueKind.OPTIONAL_VARIABLES),
            OptionSpec.known("DATASKIN", ValueKind.WORD),
            OptionSpec.known("FREQ", ValueKind.VARIABLE),
            OptionSpec.known("LIMITATTRS", ValueKind.SUBOPTIONS),
            OptionSpec.known("MISSING", ValueKind.FLAG),
            OptionSpec.known("NOFILL", ValueKind.FLAG),
            OptionSpec.known("NOOUTLINE", ValueKind.FLAG),
            OptionSpec.known("NOSTATLABEL", ValueKind.FLAG),
            OptionSpec.known("OUTLINE", ValueKind.FLAG),
            OptionSpec.known("SEGLABEL", ValueKind.FLAG),
            OptionSpec.known("WEIGHT", ValueKind.VARIABLE)
        };
        return Stream.concat(Arrays.stream(own), Arrays.stream(shared)).toArray(OptionSpec[]::new);
    }

    private static StatementSpec axis(String name) {
        return StatementSpec.of(name, StatementForm.OPTIONS, "the " + name.charAt(0) + " axis")
                .options(
                        OptionSpec.of("LABEL", ValueKind.TEXT, "text beside the axis")
                                .otherwise("the variable's label"),
                        OptionSpec.of("MIN", ValueKind.NUMBER, "lowest value"),
                        OptionSpec.of("MAX", ValueKind.NUMBER, "highest value"),
                        OptionSpec.of("VALUES", ValueKind.VALUES, "ticks: (0 to 10 by 2), or categories in quotes"),
                        OptionSpec.of("TYPE", ValueKind.WORD, "how values are placed")
                                .oneOf("LINEAR", "DISCRETE", "LOG", "TIME", "AUTO"),
                        OptionSpec.of("DISPLAY", ValueKind.VALUES, "parts to leave out: (nolabel noticks), or NONE"),
                        OptionSpec.of("TICKVALUEFORMAT", ValueKind.FORMAT, "format of tick values"),
                        OptionSpec.flag("GRID", "lines across the graph at ticks"),
                        OptionSpec.flag("REVERSE", "falling values"),
                        OptionSpec.known("COLORBANDS", ValueKind.WORD),
                        OptionSpec.known("DISCRETEORDER", ValueKind.WORD),
                        OptionSpec.known("FITPOLICY", ValueKind.WORD),
                        OptionSpec.known("GRIDATTRS", ValueKind.SUBOPTIONS),
                        OptionSpec.known("INTEGER", ValueKind.FLAG),
                        OptionSpec.known("INTERVAL", ValueKind.WORD),
                        OptionSpec.known("LABELATTRS", ValueKind.SUBOPTIONS),
                        OptionSpec.known("LABELPOS", ValueKind.WORD),
                        OptionSpec.known("LOGBASE", ValueKind.NUMBER_OR_WORD),
                        OptionSpec.known("LOGSTYLE", ValueKind.WORD),
                        OptionSpec.known("MINOR", ValueKind.FLAG),
                        OptionSpec.known("MINORGRID", ValueKind.FLAG),
                        OptionSpec.known("OFFSETMAX", ValueKind.NUMBER),
                        OptionSpec.known("OFFSETMIN", ValueKind.NUMBER),
                        OptionSpec.known("RANGES", ValueKind.VALUES),
                        OptionSpec.known("REFTICKS", ValueKind.FLAG),
                        OptionSpec.known("THRESHOLDMAX", ValueKind.NUMBER),
                        OptionSpec.known("THRESHOLDMIN", ValueKind.NUMBER),
                        OptionSpec.known("VALUEATTRS", ValueKind.SUBOPTIONS),
                        OptionSpec.known("VALUESDISPLAY", ValueKind.VALUES),
                        OptionSpec.known("VALUESHINT", ValueKind.FLAG),
                        OptionSpec.known("VALUESROTATE", ValueKind.WORD));
    }
}
