package hermite.sas.session.library;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A path prefix of another machine and the directory that stands for it here, as {@code -map 'Z:\=DIR'} gives it.
 *
 * @param prefix as programs write it; compared without regard to case and to the kind of slash
 */
public record PathMapping(String prefix, Path directory) {

    /** Reads {@code PREFIX=DIR}; empty when there is no equals sign or a side is missing. */
    public static Optional<PathMapping> parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(new PathMapping(text.substring(0, equals), Path.of(text.substring(equals + 1))));
    }

    /** The path here, when the written one lies under the prefix. */
    Optional<Path> apply(String written) {
        String path = plain(written);
        String start = plain(prefix);
        if (!path.regionMatches(true, 0, start, 0, start.length())) {
            return Optional.empty();
        }
        String rest = path.substring(start.length());
        if (!rest.isEmpty() && !rest.startsWith("/")) {
            return Optional.empty();
        }
        String below = rest.replaceFirst("^/+", "");
        return Optional.of(below.isEmpty() ? directory : directory.resolve(below));
    }

    int length() {
        return plain(prefix).length();
    }

    private static String plain(String path) {
        return path.replace('\\', '/').replaceFirst("/+$", "");
    }
}
