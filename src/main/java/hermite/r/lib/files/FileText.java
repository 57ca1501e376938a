package hermite.r.lib.files;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The bytes of files, unpacked when they are compressed by gzip, and R's errors when they cannot be read. */
final class FileText {
    private FileText() {}

    static byte[] bytes(Arguments a, String name) {
        Path path = a.session().file(name);
        try {
            byte[] bytes = name.equals("stdin") ? a.session().in().readAllBytes() : Files.readAllBytes(path);
            if (bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    return in.readAllBytes();
                }
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            a.interpreter().warning("cannot open file '" + name + "': No such file or directory", FILE_CALL);
            throw new RError("cannot open the connection", FILE_CALL);
        } catch (IOException failure) {
            a.interpreter().warning("cannot open file '" + name + "': " + failure.getMessage(), FILE_CALL);
            throw new RError("cannot open the connection", FILE_CALL);
        }
    }

    private static final hermite.r.value.language.RCall FILE_CALL = hermite.r.value.language.RCall.of(
            "file", hermite.r.value.language.RSymbol.of("file"), hermite.r.value.RCharacter.of("rt"));

    static String text(Arguments a, String name) {
        String text = new String(bytes(a, name), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** A stream into a file, at its end or in its place. */
    static OutputStream stream(Arguments a, String name, boolean append) {
        try {
            return new FileOutputStream(a.session().file(name).toFile(), append);
        } catch (IOException failure) {
            a.interpreter().warning("cannot open file '" + name + "': No such file or directory", FILE_CALL);
            throw new RError("cannot open the connection", FILE_CALL);
        }
    }

    static void write(Arguments a, String name, byte[] bytes, boolean append) {
        Path path = a.session().file(name);
        try {
            if (append) {
                Files.write(
                        path, bytes, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
            } else {
                Files.write(path, bytes);
            }
        } catch (IOException failure) {
            a.interpreter().warning("cannot open file '" + name + "': No such file or directory", FILE_CALL);
            throw new RError("cannot open the connection", FILE_CALL);
        }
    }
}
