package hermite.report.destination.pdf;

import hermite.report.graph.Scene;
import hermite.report.graph.Scene.Circle;
import hermite.report.graph.Scene.Clip;
import hermite.report.graph.Scene.Line;
import hermite.report.graph.Scene.Shape;
import hermite.report.graph.Scene.Stroke;
import hermite.report.graph.Scene.Text;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** Draws a scene with the operators of PDF. */
final class PdfGraph {
    /** Distance of the control points of a quarter circle from its ends, in radii: 4/3 (√2 - 1). */
    private static final double QUARTER = 0.5522847498;

    private static final double POINTS_PER_PIXEL = 0.75;

    private final PDPageContentStream content;
    private final PdfFont font;
    private final double height;

    private PdfGraph(PDPageContentStream content, PdfFont font, Scene scene) {
        this.content = content;
        this.font = font;
        this.height = scene.height();
    }

    /** Draws the scene, centred, at 96 pixels an inch or smaller where the sheet is too small. */
    static void draw(Scene scene, PdfSheets sheets, PdfFont font) throws IOException {
        double scale = Math.min(
                POINTS_PER_PIXEL, Math.min(sheets.width() / scene.width(), sheets.wholeRoom() / scene.height()));
        sheets.need(scene.height() * scale);
        double x = sheets.left() + (sheets.width() - scene.width() * scale) / 2;
        PDPageContentStream content = sheets.content();
        content.saveGraphicsState();
        content.transform(new Matrix((float) scale, 0, 0, (float) scale, (float) x, (float)
                sheets.up(sheets.top() + scene.height() * scale)));
        new PdfGraph(content, font, scene).draw(scene.shapes());
        content.restoreGraphicsState();
        sheets.skip(scene.height() * scale + 6);
    }

    /** Draws the scene on a page of its size. */
    static void draw(Scene scene, PDPageContentStream content, PdfFont font) throws IOException {
        new PdfGraph(content, font, scene).draw(scene.shapes());
    }

    private void draw(List<Shape> shapes) throws IOException {
        for (Shape shape : shapes) {
            if (shape instanceof Line line) {
                if (line.x().length > 0) {
                    opacity(line.opacity());
                    path(line);
                    paint(line.fill(), line.stroke());
                }
            } else if (shape instanceof Circle circle) {
                opacity(circle.opacity());
                path(circle);
                paint(circle.fill(), circle.stroke());
            } else if (shape instanceof Text text) {
                opacity(1);
                draw(text);
            } else if (shape instanceof Clip clip) {
                content.saveGraphicsState();
                content.addRect((float) clip.left(), up(clip.top() + clip.height()), (float) clip.width(), (float)
                        clip.height());
                content.clip();
                draw(clip.shapes());
                content.restoreGraphicsState();
            }
        }
    }

    private float up(double y) {
        return (float) (height - y);
    }

    private void opacity(double opacity) throws IOException {
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant((float) opacity);
        state.setStrokingAlphaConstant((float) opacity);
        content.setGraphicsStateParameters(state);
    }

    private void path(Line line) throws IOException {
        boolean move = true;
        for (int i = 0; i < line.x().length; i++) {
            double x = line.x()[i];
            if (Double.isNaN(x)) {
                move = true;
            } else if (move) {
                content.moveTo((float) x, up(line.y()[i]));
                move = false;
            } else {
                content.lineTo((float) x, up(line.y()[i]));
            }
        }
        if (line.closed()) {
            content.closePath();
        }
    }

    private void path(Circle c) throws IOException {
        double r = c.radius();
        double k = r * QUARTER;
        content.moveTo((float) (c.x() + r), up(c.y()));
        curve(c.x() + r, c.y() - k, c.x() + k, c.y() - r, c.x(), c.y() - r);
        curve(c.x() - k, c.y() - r, c.x() - r, c.y() - k, c.x() - r, c.y());
        curve(c.x() - r, c.y() + k, c.x() - k, c.y() + r, c.x(), c.y() + r);
        curve(c.x() + k, c.y() + r, c.x() + r, c.y() + k, c.x() + r, c.y());
        content.closePath();
    }

    private void curve(double x1, double y1, double x2, double y2, double x, double y) throws IOException {
        content.curveTo((float) x1, up(y1), (float) x2, up(y2), (float) x, up(y));
    }

    private void paint(Optional<String> fill, Optional<Stroke> stroke) throws IOException {
        if (fill.isPresent()) {
            PdfColor.fill(content, fill.get());
        }
        if (stroke.isPresent()) {
            PdfColor.stroke(content, stroke.get().color());
            content.setLineWidth((float) stroke.get().width());
            double[] dashes = stroke.get().dashes();
            float[] pattern = new float[dashes.length];
            for (int i = 0; i < dashes.length; i++) {
                pattern[i] = (float) dashes[i];
            }
            content.setLineDashPattern(pattern, 0);
        }
        if (fill.isPresent() && stroke.isPresent()) {
            content.fillAndStroke();
        } else if (fill.isPresent()) {
            content.fill();
        } else if (stroke.isPresent()) {
            content.stroke();
        } else {
            content.endMarkedContent();
        }
    }

    private void draw(Text text) throws IOException {
        String safe = font.printable(text.text());
        double width = font.width(safe, text.size(), text.bold());
        double start =
                switch (text.anchor()) {
                    case START -> 0;
                    case MIDDLE -> -width / 2;
                    case END -> -width;
                };
        content.beginText();
        PdfColor.fill(content, text.color());
        if (text.bold()) {
            PdfColor.stroke(content, text.color());
            content.setLineWidth((float) (PdfFont.BOLD_STROKE * text.size()));
            content.setLineDashPattern(new float[0], 0);
        }
        content.setRenderingMode(text.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        content.setCharacterSpacing((float) PdfFont.spacing(text.size(), text.bold()));
        content.setFont(font.font(), (float) text.size());
        Matrix place = Matrix.getTranslateInstance((float) text.x(), up(text.y()));
        place.rotate(-Math.toRadians(text.angle()));
        place.translate((float) start, 0);
        content.setTextMatrix(place);
        content.showText(safe);
        content.endText();
    }
}
