package hermite.r.lib.files;

import hermite.data.engine.Sas7bdatReader;
import hermite.data.engine.xport.XportMember;
import hermite.data.engine.xport.XportReader;
import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.Elements;
import hermite.r.value.ListBuilder;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RForeign;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RRaw;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Kernels of reading and writing: text, tables, R's own files, SAS data sets; and questions about files. */
public final class FileLibrary implements Library {
    private static final RCall READ_RDS = FileText.opening("gzfile(file, \"rb\")");
    private static final RCall LOAD = FileText.opening("readChar(con, 5L, useBytes = TRUE)");

    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.function(".file_text(name)", a -> RCharacter.of(FileText.text(a, a.string(0))));
        base.function(".write_text(name, text, append)", a -> {
            FileText.write(a, a.string(0), a.string(1).getBytes(StandardCharsets.UTF_8), a.flag(2));
            return RNull.NULL;
        });
        base.function(".divert(name, append)", a -> {
            a.session().divertTo(FileText.stream(a, a.string(0), a.flag(1)));
            return RNull.NULL;
        });
        base.function(".undivert()", a -> RLogical.of(a.session().releaseFile()));
        base.function(".lines_of(text)", a -> RCharacter.of(lines(a.string(0))));
        base.function(".fields(text, sep, quote, comment, strip, skip.blank, nrows)", FileLibrary::fields);
        base.function("file.exists(...)", FileLibrary::exists);
        base.function("dir.exists(paths)", a -> tested(a, Files::isDirectory));
        base.function("unlink(x, recursive = FALSE, force = FALSE)", FileLibrary::delete);
        base.function("file.remove(...)", FileLibrary::remove);
        base.function("dir.create(path, showWarnings = TRUE, recursive = FALSE, mode = \"0777\")", a -> {
            Path path = a.session().file(a.string(0));
            boolean made = path.toFile().exists()
                    ? false
                    : a.flag(2) ? path.toFile().mkdirs() : path.toFile().mkdir();
            a.interpreter().setVisible(false);
            return RLogical.of(made);
        });
        base.function(
                "list.files(path = \".\", pattern = NULL, all.files = FALSE, full.names = FALSE)", FileLibrary::list);
        base.function(".file_size(x)", a -> {
            Path path = a.session().file(a.string(0));
            return RDouble.of(Files.exists(path) ? path.toFile().length() : RDouble.NA);
        });
        base.function(
                "normalizePath(path, winslash = \"\\\\\", mustWork = NA)",
                a -> RCharacter.of(a.session().file(a.string(0)).normalize().toString()));
        base.function(".unused_name()", a -> RCharacter.of(TemporaryFolder.unusedName()));
        base.function("tempdir(check = FALSE)", a -> RCharacter.of(TemporaryFolder.path()));
        base.function("readRDS(file, refhook = NULL)", a -> {
            byte[] bytes = FileText.packedBytes(a, a.string(0), READ_RDS);
            return XdrReader.read(bytes, 0, a.session());
        });
        base.function(
                "saveRDS(object, file = \"\", ascii = FALSE, version = NULL, compress = TRUE, refhook = NULL)", a -> {
                    if (a.flag(2)) {
                        throw new RError("saveRDS(ascii = TRUE) is not supported");
                    }
                    byte[] bytes = XdrWriter.write(a.value(0), a.session());
                    FileText.write(a, a.string(1), packed(a, 4, bytes), false);
                    a.interpreter().setVisible(false);
                    return RNull.NULL;
                });
        base.function("serialize(object, connection, ascii = FALSE, xdr = TRUE, version = NULL, refhook = NULL)", a -> {
            if (!a.isNull(1) || a.flag(2) || !a.flag(3)) {
                throw new RError("serialize() is supported to a raw vector (connection = NULL) in XDR form only");
            }
            return RRaw.of(XdrWriter.write(a.value(0), a.session()));
        });
        base.function("unserialize(connection, refhook = NULL)", a -> {
            if (!(a.value(0) instanceof RRaw raw)) {
                throw new RError("character vectors are no longer accepted by unserialize()");
            }
            return XdrReader.read(raw.values(), 0, a.session());
        });
        base.function(".load(file)", FileLibrary::load);
        base.function(".is_lost(pointer)", a -> RLogical.of(a.value(0) instanceof RForeign f && f.object() == null));
        base.function(".save(names, values, file, compress)", a -> {
            RList values = (RList) a.value(1);
            byte[] bytes = XdrWriter.workspace(a.strings(0), values.values(), a.session());
            FileText.write(a, a.string(2), packed(a, 3, bytes), false);
            return RNull.NULL;
        });
        base.script("files.R");
        table.in("utils")
                .function("type.convert(x, na.strings = \"NA\", as.is, dec = \".\", ...)", FileLibrary::convert);
        table.in("utils")
                .script("reading.R")
                .script("writing.R")
                .script("frames.R")
                .script("session.R")
                .script("differences.R");
        table.in("base").function(".sas7bdat(file, labelled)", a -> foreign(a, path -> Sas7bdatReader.read(path)));
        table.in("base").function(".xport(file, labelled)", FileLibrary::xport);
        table.in("haven").script("reading.R");
        table.in("foreign").script("reading.R");
        table.in("readr").script("reading.R");
    }

    private static byte[] packed(Arguments a, int compress, byte[] bytes) {
        RVector how = a.vector(compress);
        if (how instanceof RLogical && how.logicalAt(0) == 0) {
            return bytes;
        }
        if (how instanceof RCharacter && !"gzip".equals(how.stringAt(0))) {
            throw new RError("compression by " + how.stringAt(0) + " is not supported, only by gzip");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
            zipped.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static RValue load(Arguments a) {
        byte[] bytes = FileText.packedBytes(a, a.string(0), LOAD);
        String mark = new String(bytes, 0, Math.min(5, bytes.length), StandardCharsets.US_ASCII);
        if (!mark.equals("RDX2\n") && !mark.equals("RDX3\n")) {
            if (mark.startsWith("BZh") || bytes.length > 0 && (bytes[0] & 0xff) == 0xfd) {
                throw new RError("files compressed by bzip2 or xz are not supported; save with compress = \"gzip\"");
            }
            throw new RError("bad restore file magic number (file may be corrupted) -- no data loaded");
        }
        RValue value = XdrReader.read(bytes, 5, a.session());
        return value == RNull.NULL ? RList.of() : value;
    }

    static String[] lines(String text) {
        if (text.isEmpty()) {
            return new String[0];
        }
        String[] lines = text.split("\r\n|\n|\r", -1);
        return lines[lines.length - 1].isEmpty() ? java.util.Arrays.copyOf(lines, lines.length - 1) : lines;
    }

    private static RValue fields(Arguments a) {
        DelimitedText.Rules rules =
                new DelimitedText.Rules(a.string(1), a.string(2), a.string(3), a.flag(4), a.flag(5));
        DelimitedText reading = new DelimitedText(a.string(0), rules);
        reading.read(a.integer(6));
        int n = reading.fields.size();
        int[] quoted = new int[n];
        for (int i = 0; i < n; i++) {
            quoted[i] = reading.quoted.get(i) ? 1 : 0;
        }
        return new ListBuilder()
                .add("fields", RCharacter.of(reading.fields.toArray(String[]::new)))
                .add("quoted", RLogical.of(quoted))
                .add(
                        "counts",
                        RInteger.of(reading.counts.stream()
                                .mapToInt(Integer::intValue)
                                .toArray()))
                .build();
    }

    private static RValue convert(Arguments a) {
        RValue x = a.value(0);
        Set<String> missing = Set.of(a.strings(1));
        boolean asIs = !a.isMissing(2) && a.flag(2);
        char decimal = a.string(3).charAt(0);
        if (x instanceof RList list) {
            RValue[] columns = new RValue[list.length()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = list.get(i) instanceof RCharacter texts
                        ? TypeConversion.of(texts.values(), missing, asIs, decimal)
                        : list.get(i);
            }
            return RList.of(columns, list.attributes());
        }
        RVector vector = (RVector) x;
        String[] texts = hermite.r.value.Factors.isFactor(vector)
                ? hermite.r.value.Factors.labels((RInteger) vector)
                : Elements.strings(vector);
        RVector made = TypeConversion.of(texts, missing, asIs, decimal);
        return vector.names() == null ? made : made.withAttribute("names", vector.names());
    }

    private interface Test {
        boolean holds(Path path);
    }

    private static RValue tested(Arguments a, Test test) {
        String[] names = a.strings(0);
        int[] out = new int[names.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = names[i] != null && test.holds(a.session().file(names[i])) ? 1 : 0;
        }
        return RLogical.of(out);
    }

    private static List<String> names(Arguments a) {
        List<String> names = new java.util.ArrayList<>();
        for (int i = 0; i < a.dots().size(); i++) {
            if (a.interpreter().force(a.dots().get(i)) instanceof RVector vector) {
                names.addAll(List.of(Elements.strings(vector)));
            }
        }
        return names;
    }

    private static RValue exists(Arguments a) {
        return RLogical.of(names(a).stream()
                .mapToInt(name -> Files.exists(a.session().file(name)) ? 1 : 0)
                .toArray());
    }

    private static RValue remove(Arguments a) {
        return RLogical.of(
                names(a).stream().mapToInt(name -> removed(name, a) ? 1 : 0).toArray());
    }

    private static boolean removed(String name, Arguments a) {
        if (a.session().file(name).toFile().delete()) {
            return true;
        }
        String reason = Files.exists(a.session().file(name)) ? "Directory not empty" : "No such file or directory";
        a.interpreter().warning("cannot remove file '" + name + "', reason '" + reason + "'", a.call());
        return false;
    }

    private static RValue delete(Arguments a) {
        for (String name : a.strings(0)) {
            Path path = a.session().file(name);
            if (!Files.isDirectory(path)) {
                path.toFile().delete();
            } else if (a.flag(1)) {
                try (Stream<Path> all = Files.walk(path)) {
                    all.sorted(java.util.Comparator.reverseOrder())
                            .forEach(each -> each.toFile().delete());
                } catch (IOException e) {
                    throw new RError("cannot delete '" + name + "': " + e.getMessage());
                }
            }
        }
        a.interpreter().setVisible(false);
        return RInteger.of(0);
    }

    private static RValue list(Arguments a) {
        String folder = a.string(0);
        Path path = a.session().file(folder);
        java.util.regex.Pattern pattern = a.isNull(1) ? null : java.util.regex.Pattern.compile(a.string(1));
        boolean hidden = a.flag(2);
        boolean full = a.flag(3);
        if (!Files.isDirectory(path)) {
            return RCharacter.of(new String[0]);
        }
        try (Stream<Path> all = Files.list(path)) {
            return RCharacter.of(all.map(each -> each.getFileName().toString())
                    .filter(name -> hidden || !name.startsWith("."))
                    .filter(name -> pattern == null || pattern.matcher(name).find())
                    .sorted(hermite.r.vector.Collation::compare)
                    .map(name -> full ? folder + "/" + name : name)
                    .toArray(String[]::new));
        } catch (IOException e) {
            throw new RError("cannot list '" + folder + "': " + e.getMessage());
        }
    }

    private interface TableSource {
        hermite.data.Table read(Path path) throws IOException;
    }

    private static RValue foreign(Arguments a, TableSource source) {
        try {
            return ForeignTables.frame(source.read(a.session().file(a.string(0))), a.flag(1));
        } catch (IOException e) {
            throw new RError(e.getMessage());
        }
    }

    /** All members of a transport file, by name. */
    private static RValue xport(Arguments a) {
        try {
            List<XportMember> members = XportReader.read(a.session().file(a.string(0)));
            ListBuilder all = new ListBuilder();
            for (XportMember member : members) {
                all.add(member.name(), ForeignTables.frame(member.table(), a.flag(1)));
            }
            return all.build();
        } catch (IOException e) {
            throw new RError(e.getMessage());
        }
    }
}
