package hermite.r.lib.graphics;

import hermite.r.eval.Arguments;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.session.RSession;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.report.graph.Canvas;
import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Graph.Region;
import hermite.report.graph.Graph.Scatter;
import hermite.report.graph.Graph.Series;
import hermite.report.graph.Graph.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What R's plotting functions draw with, and the packages of graphics. */
public final class GraphicsLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("graphics")
                .function(".page(background = \"white\")", a -> {
                    DrawingBoard.of(a.session())
                            .beginPage(Looks.color(a.string(0)).orElse("#ffffff"));
                    return RNull.NULL;
                })
                .function(
                        ".has_page()",
                        a -> RLogical.of(DrawingBoard.of(a.session()).hasPage()))
                .function(".page_size()", a -> {
                    DrawingBoard board = DrawingBoard.of(a.session());
                    return RDouble.of(board.width(), board.height());
                })
                .function(".view(box, edges, logx = FALSE, logy = FALSE, clip = TRUE)", GraphicsLibrary::view)
                .function(".describe(text)", a -> {
                    for (String text : a.strings(0)) {
                        page(a).describe(text);
                    }
                    return RNull.NULL;
                })
                .function(".marks(x, y, col, pch, size, bg)", GraphicsLibrary::marks)
                .function(".path(x, y, col, lty, lwd)", GraphicsLibrary::path)
                .function(".region(x, y, fill, border, lty, lwd)", GraphicsLibrary::region)
                .function(".words(x, y, labels, size, col, bold, across, up, angle)", GraphicsLibrary::words)
                .function(
                        ".text_width(labels, size, bold = FALSE)",
                        a -> RDouble.of(Arrays.stream(a.strings(0))
                                .mapToDouble(t -> t == null ? 0 : Canvas.textWidth(t, a.number(1), a.flag(2)))
                                .toArray()))
                .function(".color_code(names)", GraphicsLibrary::colorCode)
                .function(".color_names()", a -> RCharacter.of(Looks.names().toArray(new String[0])))
                .function(".device(file, width, height, scale)", a -> {
                    Optional<Path> file = a.isNull(0)
                            ? Optional.empty()
                            : Optional.of(a.session().file(a.string(0)));
                    DrawingBoard.of(a.session()).openDevice(file, a.number(1), a.number(2), a.number(3));
                    return RNull.NULL;
                })
                .function(".device_off()", a -> {
                    DrawingBoard.of(a.session()).closeDevice();
                    return RNull.NULL;
                })
                .function(
                        ".has_device()",
                        a -> RLogical.of(DrawingBoard.of(a.session()).hasDevice()))
                .script("device.R")
                .script("axes.R")
                .script("adding.R")
                .script("plot.R")
                .script("charts.R")
                .script("matrices.R")
                .script("models.R")
                .script("colors.R");
        table.in("ggplot2")
                .script("plot.R")
                .script("layers.R")
                .script("maps.R")
                .script("scales.R")
                .script("stats.R")
                .script("positions.R")
                .script("columns.R")
                .script("facets.R")
                .script("themes.R")
                .script("build.R")
                .script("geoms.R")
                .script("planes.R")
                .script("polar.R")
                .script("guides.R")
                .script("page.R");
        table.in("scales").script("labels.R");
        table.in("gridExtra").script("arrange.R");
        table.in("cowplot").script("arrange.R");
        table.in("ggpubr").script("arrange.R");
        table.in("lattice").script("trellis.R").script("panels.R").script("print.R");
    }

    /** Tells of the pages that a session draws on no device of the script's own. */
    public static void listen(RSession session, PageListener listener) {
        DrawingBoard.of(session).listen(listener);
    }

    private static Canvas page(Arguments a) {
        return DrawingBoard.of(a.session()).page();
    }

    /** Left, top, right and bottom in points, and the values at the left, right, bottom and top edge. */
    private static RValue view(Arguments a) {
        double[] box = a.doubles(0);
        double[] edges = a.doubles(1);
        page(a).look(new Canvas.View(
                box[0], box[1], box[2], box[3], edges[0], edges[1], edges[2], edges[3], a.flag(2), a.flag(3),
                a.flag(4)));
        return RNull.NULL;
    }

    /** Points may differ in how they look: those alike are one plot. */
    private static RValue marks(Arguments a) {
        double[] x = a.doubles(0);
        double[] y = a.doubles(1);
        String[] color = a.strings(2);
        String[] symbol = a.strings(3);
        double[] size = a.doubles(4);
        String[] inside = a.strings(5);
        Map<List<Object>, List<Integer>> alike = new LinkedHashMap<>();
        for (int i = 0; i < x.length; i++) {
            List<Object> key = Stream.of(
                            String.valueOf(color[i % color.length]),
                            String.valueOf(symbol[i % symbol.length]),
                            size[i % size.length],
                            String.valueOf(inside[i % inside.length]))
                    .map(Object.class::cast)
                    .toList();
            alike.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        for (List<Integer> same : alike.values()) {
            int i = same.get(0);
            double[] px = same.stream().mapToDouble(k -> x[k]).toArray();
            double[] py = same.stream().mapToDouble(k -> y[k]).toArray();
            String looked = color[i % color.length];
            if (Looks.color(looked).isEmpty()) {
                continue;
            }
            for (Appearance mark :
                    Looks.marks(looked, symbol[i % symbol.length], size[i % size.length], inside[i % inside.length])) {
                draw(a, new Scatter(px, py, List.of(), mark, ""));
            }
        }
        return RNull.NULL;
    }

    private static void draw(Arguments a, Plot plot) {
        page(a).draw(plot);
    }

    private static RValue words(Arguments a) {
        String color = a.string(4);
        if (Looks.color(color).isPresent()) {
            List<String> texts = new ArrayList<>();
            for (String text : a.strings(2)) {
                texts.add(text == null ? "NA" : text);
            }
            draw(
                    a,
                    new Words(
                            a.doubles(0),
                            a.doubles(1),
                            texts,
                            a.number(3),
                            a.flag(5),
                            a.number(6),
                            a.number(7),
                            a.number(8),
                            Looks.line(color, "1", 1)));
        }
        return RNull.NULL;
    }

    private static RValue path(Arguments a) {
        String color = a.string(2);
        if (Looks.color(color).isPresent() && !Looks.isBlank(a.string(3))) {
            draw(a, new Series(a.doubles(0), a.doubles(1), Looks.line(color, a.string(3), a.number(4)), "", false));
        }
        return RNull.NULL;
    }

    private static RValue region(Arguments a) {
        String fill = a.string(2);
        String border = a.string(3);
        boolean filled = Looks.color(fill).isPresent();
        boolean lined = Looks.color(border).isPresent() && !Looks.isBlank(a.string(4));
        if (filled && lined && Looks.opacity(fill) < 1) {
            draw(a, new Region(a.doubles(0), a.doubles(1), true, false, Looks.area(fill, fill, "1", 1), ""));
            filled = false;
        }
        if (filled || lined) {
            Appearance look = Looks.area(fill, border, a.string(4), a.number(5));
            draw(a, new Region(a.doubles(0), a.doubles(1), filled, lined, look, ""));
        }
        return RNull.NULL;
    }

    /** #rrggbb of colours, with two digits more where they shine through; NA for none. */
    private static RValue colorCode(Arguments a) {
        String[] codes = a.strings(0);
        for (int i = 0; i < codes.length; i++) {
            String written = codes[i];
            codes[i] = Looks.color(written)
                    .map(c -> Looks.opacity(written) < 1 ? c + written.substring(7, 9) : c)
                    .orElse(null);
        }
        return RCharacter.of(codes);
    }
}
