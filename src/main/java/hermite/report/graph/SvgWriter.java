package hermite.report.graph;

import hermite.report.graph.Scene.Circle;
import hermite.report.graph.Scene.Clip;
import hermite.report.graph.Scene.Line;
import hermite.report.graph.Scene.Shape;
import hermite.report.graph.Scene.Stroke;
import hermite.report.graph.Scene.Text;
import java.util.List;
import java.util.Optional;

/** Writes a scene as SVG 1.1, without any graphics library or font. Coordinates have two decimals. */
public final class SvgWriter {
    private static final String FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif";

    private final StringBuilder out = new StringBuilder();
    private final String prefix;
    private int clips;

    private SvgWriter(String prefix) {
        this.prefix = prefix;
    }

    /** A file of its own, with an XML declaration. */
    public static String document(Scene scene) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(scene, "graph");
    }

    /**
     * An {@code svg} element for a page of HTML.
     *
     * @param prefix begins the ids of the element, unique on the page
     */
    public static String element(Scene scene, String prefix) {
        SvgWriter writer = new SvgWriter(prefix);
        writer.write(scene);
        return writer.out.toString();
    }

    private void write(Scene scene) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(scene.width())
                .append("\" height=\"")
                .append(scene.height())
                .append("\" viewBox=\"0 0 ")
                .append(scene.width())
                .append(' ')
                .append(scene.height())
                .append("\" role=\"img\" font-family=\"")
                .append(FONTS)
                .append("\">\n<title>")
                .append(escape(scene.description()))
                .append("</title>\n");
        write(scene.shapes());
        out.append("</svg>\n");
    }

    private void write(List<Shape> shapes) {
        for (Shape shape : shapes) {
            if (shape instanceof Line line) {
                write(line);
            } else if (shape instanceof Circle circle) {
                write(circle);
            } else if (shape instanceof Text text) {
                write(text);
            } else if (shape instanceof Clip clip) {
                write(clip);
            }
        }
    }

    private void write(Line line) {
        StringBuilder path = new StringBuilder();
        boolean move = true;
        for (int i = 0; i < line.x().length; i++) {
            if (Double.isNaN(line.x()[i])) {
                move = true;
                continue;
            }
            path.append(move ? "M" : "L")
                    .append(number(line.x()[i]))
                    .append(' ')
                    .append(number(line.y()[i]));
            move = false;
        }
        if (line.closed()) {
            path.append('Z');
        }
        out.append("<path d=\"").append(path).append('"');
        paint(line.fill(), line.stroke(), line.opacity());
        out.append("/>\n");
    }

    private void write(Circle circle) {
        out.append("<circle cx=\"")
                .append(number(circle.x()))
                .append("\" cy=\"")
                .append(number(circle.y()))
                .append("\" r=\"")
                .append(number(circle.radius()))
                .append('"');
        paint(circle.fill(), circle.stroke(), circle.opacity());
        out.append("/>\n");
    }

    private void paint(Optional<String> fill, Optional<Stroke> stroke, double opacity) {
        out.append(" fill=\"").append(fill.orElse("none")).append('"');
        if (stroke.isPresent()) {
            Stroke line = stroke.get();
            out.append(" stroke=\"").append(line.color()).append('"');
            if (line.width() != 1) {
                out.append(" stroke-width=\"").append(number(line.width())).append('"');
            }
            if (line.dashes().length > 0) {
                out.append(" stroke-dasharray=\"");
                for (int i = 0; i < line.dashes().length; i++) {
                    out.append(i == 0 ? "" : " ").append(number(line.dashes()[i]));
                }
                out.append('"');
            }
            out.append(" stroke-linejoin=\"round\"");
        }
        if (opacity < 1) {
            out.append(" opacity=\"").append(number(opacity)).append('"');
        }
    }

    private void write(Text text) {
        out.append("<text x=\"")
                .append(number(text.x()))
                .append("\" y=\"")
                .append(number(text.y()))
                .append("\" font-size=\"")
                .append(number(text.size()))
                .append('"');
        if (text.bold()) {
            out.append(" font-weight=\"bold\"");
        }
        out.append(" fill=\"").append(text.color()).append('"');
        switch (text.anchor()) {
            case MIDDLE -> out.append(" text-anchor=\"middle\"");
            case END -> out.append(" text-anchor=\"end\"");
            case START -> {}
        }
        if (text.angle() != 0) {
            out.append(" transform=\"rotate(")
                    .append(number(text.angle()))
                    .append(' ')
                    .append(number(text.x()))
                    .append(' ')
                    .append(number(text.y()))
                    .append(")\"");
        }
        out.append('>').append(escape(text.text())).append("</text>\n");
    }

    private void write(Clip clip) {
        String id = prefix + "-clip" + clips++;
        out.append("<clipPath id=\"")
                .append(id)
                .append("\"><rect x=\"")
                .append(number(clip.left()))
                .append("\" y=\"")
                .append(number(clip.top()))
                .append("\" width=\"")
                .append(number(clip.width()))
                .append("\" height=\"")
                .append(number(clip.height()))
                .append("\"/></clipPath>\n<g clip-path=\"url(#")
                .append(id)
                .append(")\">\n");
        write(clip.shapes());
        out.append("</g>\n");
    }

    private static String number(double value) {
        long hundredths = Math.round(value * 100);
        long whole = hundredths / 100;
        long rest = Math.abs(hundredths % 100);
        String sign = hundredths < 0 && whole == 0 ? "-" : "";
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + (rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest);
    }

    private static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> {
                    if (c >= ' ' || c == '\t') {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }
}
