package hermite.report.graph;

import hermite.report.graph.Scene.Circle;
import hermite.report.graph.Scene.Clip;
import hermite.report.graph.Scene.Line;
import hermite.report.graph.Scene.Shape;
import hermite.report.graph.Scene.Stroke;
import hermite.report.graph.Scene.Text;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws a scene by Java2D, without a display. Text is drawn in Arial or its like where the machine has it, and is
 * fitted to the width the layout reckoned with where it has not.
 */
public final class PngWriter implements RasterWriter {
    private static final String HEADLESS = "java.awt.headless";
    private static final List<String> FAMILIES = List.of("Arial", "Liberation Sans", "Helvetica", "SansSerif");

    @Override
    public byte[] png(Scene scene, double scale) throws RasterException {
        if (System.getProperty(HEADLESS) == null) {
            // An unreachable display must not stop a batch run; nothing of ours ever opens a window.
            System.setProperty(HEADLESS, "true");
        }
        try {
            return encode(draw(scene, scale));
        } catch (IOException e) {
            throw new RasterException("the image could not be encoded: " + e.getMessage(), e);
        } catch (LinkageError | InternalError e) {
            // What Java2D throws where fontconfig, FreeType or the fonts themselves are not installed.
            throw new RasterException("no fonts or no graphics library on this machine", e);
        }
    }

    private static BufferedImage draw(Scene scene, double scale) {
        BufferedImage image = new BufferedImage(
                (int) Math.round(scene.width() * scale),
                (int) Math.round(scene.height() * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
        draw(graphics, scene.shapes());
        graphics.dispose();
        return image;
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void draw(Graphics2D graphics, List<Shape> shapes) {
        for (Shape shape : shapes) {
            if (shape instanceof Line line) {
                paint(graphics, path(line), line.fill(), line.stroke(), line.opacity());
            } else if (shape instanceof Circle c) {
                Ellipse2D circle =
                        new Ellipse2D.Double(c.x() - c.radius(), c.y() - c.radius(), 2 * c.radius(), 2 * c.radius());
                paint(graphics, circle, c.fill(), c.stroke(), c.opacity());
            } else if (shape instanceof Text text) {
                draw(graphics, text);
            } else if (shape instanceof Clip clip) {
                java.awt.Shape before = graphics.getClip();
                graphics.clip(new Rectangle2D.Double(clip.left(), clip.top(), clip.width(), clip.height()));
                draw(graphics, clip.shapes());
                graphics.setClip(before);
            }
        }
    }

    private static Path2D path(Line line) {
        Path2D path = new Path2D.Double();
        boolean move = true;
        for (int i = 0; i < line.x().length; i++) {
            double x = line.x()[i];
            if (Double.isNaN(x)) {
                move = true;
            } else if (move) {
                path.moveTo(x, line.y()[i]);
                move = false;
            } else {
                path.lineTo(x, line.y()[i]);
            }
        }
        if (line.closed()) {
            path.closePath();
        }
        return path;
    }

    private static void paint(
            Graphics2D graphics, java.awt.Shape shape, Optional<String> fill, Optional<Stroke> stroke, double opacity) {
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
        if (fill.isPresent()) {
            graphics.setColor(Color.decode(fill.get()));
            graphics.fill(shape);
        }
        if (stroke.isPresent()) {
            graphics.setColor(Color.decode(stroke.get().color()));
            graphics.setStroke(stroke(stroke.get()));
            graphics.draw(shape);
        }
        graphics.setComposite(AlphaComposite.SrcOver);
    }

    private static BasicStroke stroke(Stroke stroke) {
        float width = (float) stroke.width();
        if (stroke.dashes().length == 0) {
            return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        }
        float[] dashes = new float[stroke.dashes().length];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = (float) stroke.dashes()[i];
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }

    private static void draw(Graphics2D graphics, Text text) {
        Font font = font(text);
        double reckoned = TextMetrics.width(text.text(), text.size(), text.bold());
        double actual = font.getStringBounds(text.text(), graphics.getFontRenderContext())
                .getWidth();
        double squeeze = actual > reckoned && actual > 0 ? reckoned / actual : 1;
        double drawn = actual * squeeze;
        double start =
                switch (text.anchor()) {
                    case START -> 0;
                    case MIDDLE -> -drawn / 2;
                    case END -> -drawn;
                };
        AffineTransform before = graphics.getTransform();
        graphics.translate(text.x(), text.y());
        graphics.rotate(Math.toRadians(text.angle()));
        graphics.translate(start, 0);
        graphics.scale(squeeze, 1);
        graphics.setFont(font);
        graphics.setColor(Color.decode(text.color()));
        graphics.drawString(text.text(), 0f, 0f);
        graphics.setTransform(before);
    }

    /** The first family this machine has: Java answers a name it does not know with its dialogue font. */
    private static Font font(Text text) {
        int face = text.bold() ? Font.BOLD : Font.PLAIN;
        for (String family : FAMILIES) {
            Font font = new Font(family, face, 1);
            if (font.getFamily().equals(family)) {
                return font.deriveFont((float) text.size());
            }
        }
        return new Font(Font.SANS_SERIF, face, 1).deriveFont((float) text.size());
    }
}
