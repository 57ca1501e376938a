package hermite.r.lib.files;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.syntax.RParser;
import hermite.r.value.language.RCall;
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
        return bytes(a, name, FILE_CALL, "cannot open file '%s': %s");
    }

    /** Of R's own files, which are compressed. */
    static byte[] packedBytes(Arguments a, String name, RCall opening) {
        return bytes(a, name, opening, "cannot open compressed file '%s', probable reason '%s'");
    }

    private static byte[] bytes(Arguments a, String name, RCall opening, String warning) {
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
            a.interpreter().warning(String.format(warning, name, "No such file or directory"), opening);
            throw new RError("cannot open the connection", opening);
        } catch (IOException failure) {
            a.interpreter().warning(String.format(warning, name, failure.getMessage()), opening);
            throw new RError("cannot open the connection", opening);
        }
    }

    /** The call of R that a message names where a file cannot be opened. */
    static RCall opening(String call) {
        return (RCall) RParser.parseAll(call, "").get(0).value();
    }

    private static final RCall FILE_CALL = opening("file(file, \"rt\")");
    static final RCall WRITING = opening("file(file, ifelse(append, \"a\", \"w\"))");

    static String text(Arguments a, String name) {
        String text = new String(bytes(a, name), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** A stream into a file, at its end or in its place. */
    static OutputStream stream(Arguments a, String name, boolean append) {
        try {
            return new FileOutputStream(a.session().file(name).toFile(), append);
        } catch (IOException failure) {
            a.interpreter().warning("cannot open file '" + name + "': No such file or directory", WRITING);
            throw new RError("cannot open the connection", WRITING);
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
            a.interpreter().warning("cannot open file '" + name + "': No such file or directory", WRITING);
            throw new RError("cannot open the connection", WRITING);
        }
    }
}
