package hermite.report.graph;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Size and files of graphs, as ODS GRAPHICS sets them.
 *
 * @param width pixels, of 1/96 inch
 * @param height pixels
 * @param imageName stem of image files; empty for the graph's own name
 * @param formats files written beside a listing
 * @param border whether a line surrounds the whole graph
 * @param numbering changes when numbers of image files shall start anew (RESET=INDEX)
 */
public record GraphSettings(
        int width, int height, Optional<String> imageName, Set<ImageFormat> formats, boolean border, int numbering) {

    /** Kinds of image files. */
    public enum ImageFormat {
        PNG,
        SVG
    }

    private static final int SMALLEST = 60;
    private static final int LARGEST = 10_000;

    /** 640 × 480 pixels, both kinds of file, a border. */
    public static final GraphSettings USUAL =
            new GraphSettings(640, 480, Optional.empty(), EnumSet.allOf(ImageFormat.class), true, 0);

    public GraphSettings {
        if (width < SMALLEST || width > LARGEST || height < SMALLEST || height > LARGEST) {
            throw new IllegalArgumentException("a graph of " + width + " by " + height + " pixels");
        }
        formats = Set.copyOf(formats);
    }

    /** Whether a width or height of so many pixels can be drawn. */
    public static boolean isSize(double pixels) {
        return pixels >= SMALLEST && pixels <= LARGEST;
    }

    /** Another width; the height keeps its proportion, as where only WIDTH= is given. */
    public GraphSettings withWidth(int pixels) {
        int proportional = Math.max(SMALLEST, Math.min(LARGEST, pixels * height / width));
        return new GraphSettings(pixels, proportional, imageName, formats, border, numbering);
    }

    public GraphSettings withHeight(int pixels) {
        return new GraphSettings(width, pixels, imageName, formats, border, numbering);
    }

    public GraphSettings withImageName(String name) {
        return new GraphSettings(width, height, Optional.of(name), formats, border, numbering);
    }

    public GraphSettings withFormats(Set<ImageFormat> newFormats) {
        return new GraphSettings(width, height, imageName, newFormats, border, numbering);
    }

    public GraphSettings withBorder(boolean shown) {
        return new GraphSettings(width, height, imageName, formats, shown, numbering);
    }

    /** Numbers of image files start anew. */
    public GraphSettings withNewNumbers() {
        return new GraphSettings(width, height, imageName, formats, border, numbering + 1);
    }

    /** The usual settings, numbers starting anew. */
    public GraphSettings reset() {
        return new GraphSettings(
                USUAL.width, USUAL.height, USUAL.imageName, USUAL.formats, USUAL.border, numbering + 1);
    }

    /** Files named after the graphs themselves. */
    public GraphSettings withoutImageName() {
        return new GraphSettings(width, height, Optional.empty(), formats, border, numbering);
    }
}
