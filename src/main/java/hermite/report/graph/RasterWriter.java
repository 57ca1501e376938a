package hermite.report.graph;

/** Turns a scene into an image of pixels. */
public interface RasterWriter {
    /**
     * The image as a PNG file.
     *
     * @param scale image pixels for each pixel of the scene
     * @throws RasterException when this machine cannot draw it, for example for want of fonts
     */
    byte[] png(Scene scene, double scale) throws RasterException;
}
