package hermite.r.lib.graphics;

import hermite.r.eval.Arguments;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.session.RSession;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.report.graph.Graph;
import hermite.report.graph.Graph.Bars;
import hermite.report.graph.Graph.Boxes;
import hermite.report.graph.Graph.Legend.Side;
import hermite.report.graph.Graph.Limits;
import hermite.report.graph.Graph.ReferenceLine;
import hermite.report.graph.Graph.Scatter;
import hermite.report.graph.Graph.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What R's plotting functions draw with, and the packages of graphics. */
public final class GraphicsLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("graphics")
                .function(".panel(xlim, ylim, xlab, ylab, main, sub, log, categories, below)", GraphicsLibrary::panel)
                .function(".marks(x, y, col, pch, cex, label)", GraphicsLibrary::marks)
                .function(".words(x, y, labels, col)", GraphicsLibrary::words)
                .function(".path(x, y, col, lty, lwd, label)", GraphicsLibrary::path)
                .function(".rule(value, horizontal, col, lty, lwd)", GraphicsLibrary::rule)
                .function(".slope(intercept, slope, col, lty, lwd)", GraphicsLibrary::slope)
                .function(".bars(at, base, value, width, horizontal, fill, border, label)", GraphicsLibrary::bars)
                .function(".box(at, width, five, outliers, horizontal, fill, label)", GraphicsLibrary::box)
                .function(".area(x, lower, upper, fill, opacity, label)", GraphicsLibrary::area)
                .function(".whiskers(at, lower, upper, horizontal, col)", GraphicsLibrary::whiskers)
                .function(".legend(title, side, inside)", GraphicsLibrary::legend)
                .function(".ranges()", GraphicsLibrary::ranges)
                .function(".caption(kind, lines)", GraphicsLibrary::caption)
                .function(".ticks(horizontal, at, labels)", a -> {
                    current(a).ticks(a.flag(0), a.doubles(1), a.strings(2));
                    return RNull.NULL;
                })
                .function(".color_code(names)", a -> {
                    String[] codes = a.strings(0).clone();
                    for (int i = 0; i < codes.length; i++) {
                        codes[i] = Looks.color(codes[i]).orElse("#000000");
                    }
                    return RCharacter.of(codes);
                })
                .function(".frame(part, shown)", GraphicsLibrary::frame)
                .function(".layout(rows, columns)", a -> {
                    DrawingBoard.of(a.session()).layOut(a.integer(0), a.integer(1));
                    return RNull.NULL;
                })
                .function(".device(file, width, height)", a -> {
                    DrawingBoard.of(a.session()).openDevice(a.session().file(a.string(0)), a.integer(1), a.integer(2));
                    return RNull.NULL;
                })
                .function(".device_off()", a -> {
                    DrawingBoard.of(a.session()).closeDevice();
                    return RNull.NULL;
                })
                .script("plot.R")
                .script("decoration.R");
        table.in("ggplot2").script("build.R").script("draw.R");
    }

    /** Tells of the pages that a session draws on no device of the script's own. */
    public static void listen(RSession session, PageListener listener) {
        DrawingBoard.of(session).listen(listener);
    }

    private static RValue panel(Arguments a) {
        List<String> titles = a.isNull(4) ? List.of() : Arrays.asList(a.strings(4));
        List<String> notes = a.isNull(5) ? List.of() : Arrays.asList(a.strings(5));
        DrawingBoard.of(a.session())
                .begin(new Panel(
                        a.isNull(0) ? new double[0] : a.doubles(0),
                        a.isNull(1) ? new double[0] : a.doubles(1),
                        a.string(2),
                        a.string(3),
                        titles,
                        notes,
                        a.string(6),
                        a.isNull(7) ? List.of() : Arrays.asList(a.strings(7)),
                        a.flag(8)));
        return RNull.NULL;
    }

    /** Ends of the x and the y range; NULL where an axis has places for categories. */
    private static RValue ranges(Arguments a) {
        double[] x = current(a).xRange();
        double[] y = current(a).yRange();
        return x.length < 2 || y.length < 2 ? RNull.NULL : RDouble.of(x[0], x[1], y[0], y[1]);
    }

    private static RValue caption(Arguments a) {
        for (String line : a.strings(1)) {
            switch (a.string(0)) {
                case "main" -> current(a).addTitle(line);
                case "sub" -> current(a).addNote(line);
                default -> current(a).label(a.string(0).equals("xlab"), line);
            }
        }
        return RNull.NULL;
    }

    /** Axes, grid lines and the border, drawn or left out. */
    private static RValue frame(Arguments a) {
        switch (a.string(0)) {
            case "border" -> current(a).drawBorder(a.flag(1));
            case "xgrid" -> current(a).drawGrid(true);
            case "ygrid" -> current(a).drawGrid(false);
            default -> current(a).hideAxis(a.string(0).equals("xaxis"));
        }
        return RNull.NULL;
    }

    private static Panel current(Arguments a) {
        return DrawingBoard.of(a.session()).current();
    }

    /** Points may differ in colour and symbol: those alike are one plot. */
    private static RValue marks(Arguments a) {
        double[] x = a.doubles(0);
        double[] y = a.doubles(1);
        String[] color = a.strings(2);
        String[] symbol = a.strings(3);
        double[] size = a.doubles(4);
        List<String> done = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            String key = key(color, symbol, size, i);
            if (done.contains(key)) {
                continue;
            }
            done.add(key);
            int[] same = new int[x.length];
            int count = 0;
            for (int k = i; k < x.length; k++) {
                if (key(color, symbol, size, k).equals(key)) {
                    same[count++] = k;
                }
            }
            double[] px = new double[count];
            double[] py = new double[count];
            for (int k = 0; k < count; k++) {
                px[k] = x[same[k]];
                py[k] = y[same[k]];
            }
            current(a)
                    .add(new Scatter(
                            px,
                            py,
                            List.of(),
                            Looks.mark(color[i % color.length], symbol[i % symbol.length], size[i % size.length]),
                            a.string(5)));
        }
        return RNull.NULL;
    }

    private static String key(String[] color, String[] symbol, double[] size, int i) {
        return color[i % color.length] + "\n" + symbol[i % symbol.length] + "\n" + size[i % size.length];
    }

    private static RValue words(Arguments a) {
        current(a)
                .add(new Scatter(
                        a.doubles(0),
                        a.doubles(1),
                        Arrays.asList(a.strings(2)),
                        Looks.mark(a.string(3), "1", 0.01),
                        ""));
        return RNull.NULL;
    }

    private static RValue path(Arguments a) {
        current(a)
                .add(new Series(
                        a.doubles(0),
                        a.doubles(1),
                        Looks.line(a.string(2), a.string(3), a.number(4)),
                        a.string(5),
                        false));
        return RNull.NULL;
    }

    private static RValue rule(Arguments a) {
        for (double value : a.doubles(0)) {
            current(a)
                    .add(new ReferenceLine(
                            value, a.flag(1), "", Looks.line(a.string(2), a.string(3), a.number(4)), ""));
        }
        return RNull.NULL;
    }

    /** A line across the panel, cut at its edges. */
    private static RValue slope(Arguments a) {
        Panel panel = current(a);
        double[] range = panel.xRange();
        double low = Math.min(range[0], range[1]);
        double high = Math.max(range[0], range[1]);
        int steps = 200;
        double bottom = Math.min(panel.yRange()[0], panel.yRange()[1]);
        double top = Math.max(panel.yRange()[0], panel.yRange()[1]);
        double[] x = new double[steps + 1];
        double[] y = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            x[i] = low + (high - low) * i / steps;
            y[i] = a.number(0) + a.number(1) * x[i];
            if (y[i] < bottom || y[i] > top) {
                x[i] = Double.NaN;
            }
        }
        panel.add(new Series(x, y, Looks.line(a.string(2), a.string(3), a.number(4)), "", false));
        return RNull.NULL;
    }

    private static RValue bars(Arguments a) {
        current(a)
                .add(new Bars(
                        a.doubles(0),
                        a.doubles(1),
                        a.doubles(2),
                        a.number(3),
                        a.flag(4),
                        Looks.area(a.string(5), a.string(6), 1),
                        a.string(7)));
        return RNull.NULL;
    }

    private static RValue box(Arguments a) {
        double[] five = a.doubles(2);
        current(a)
                .add(new Boxes(
                        a.number(0),
                        a.number(1),
                        five[0],
                        five[1],
                        five[2],
                        five[3],
                        five[4],
                        Double.NaN,
                        a.doubles(3),
                        a.flag(4),
                        Looks.area(a.string(5), "black", 1),
                        a.string(6)));
        return RNull.NULL;
    }

    private static RValue area(Arguments a) {
        current(a)
                .add(new Graph.Band(
                        a.doubles(0),
                        a.doubles(1),
                        a.doubles(2),
                        Looks.area(a.string(3), a.string(3), a.number(4)),
                        a.string(5)));
        return RNull.NULL;
    }

    private static RValue whiskers(Arguments a) {
        current(a)
                .add(new Limits(a.doubles(0), a.doubles(1), a.doubles(2), a.flag(3), Looks.line(a.string(4), "1", 1)));
        return RNull.NULL;
    }

    private static RValue legend(Arguments a) {
        Side side =
                switch (a.string(1)) {
                    case "topleft" -> Side.TOP_LEFT;
                    case "topright" -> Side.TOP_RIGHT;
                    case "bottomleft" -> Side.BOTTOM_LEFT;
                    case "bottomright" -> Side.BOTTOM_RIGHT;
                    case "top" -> Side.TOP;
                    case "left" -> Side.LEFT;
                    case "bottom" -> Side.BOTTOM;
                    default -> Side.RIGHT;
                };
        boolean inside = a.flag(2);
        current(a).explain(new Graph.Legend(a.string(0), side, inside, true, inside ? 1 : 0));
        return RNull.NULL;
    }
}
