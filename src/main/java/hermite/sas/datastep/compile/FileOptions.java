package hermite.sas.datastep.compile;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.record.TextFileFormat;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.Expression;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What INFILE and FILE have in common: options of the file's format, and the note that describes the file. */
final class FileOptions {
    /** LRECL= of files whose program does not say. */
    static final int USUAL_LENGTH = 32_767;

    private static final List<String> ENCODINGS = List.of(
            "utf-8", "wlatin1", "wlatin2", "latin1", "latin2", "latin9", "wcyrillic", "wgreek", "utf-16", "us-ascii");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("ddMMMuuuu:HH:mm:ss", Locale.ENGLISH);

    private final StepParts parts;

    FileOptions(StepParts parts) {
        this.parts = parts;
    }

    /** ENCODING=, TERMSTR=, RECFM= with LRECL=. Fails when a value is unknown. */
    TextFileFormat format(Map<String, Expression> options, Place place) {
        Optional<Charset> charset = Optional.empty();
        if (options.containsKey("ENCODING")) {
            String name = word(options.get("ENCODING"));
            if (!name.equalsIgnoreCase("any") && !name.equalsIgnoreCase("asciiany")) {
                charset = Optional.of(TextFileFormat.charset(name)
                        .orElseThrow(() -> wrong(options, "ENCODING", name, ENCODINGS, place)));
            }
        }
        String terminator = "";
        if (options.containsKey("TERMSTR")) {
            String name = word(options.get("TERMSTR"));
            terminator = TextFileFormat.terminator(name)
                    .orElseThrow(() -> wrong(options, "TERMSTR", name, List.of("CR", "CRLF", "LF"), place));
        }
        int fixed = 0;
        if (options.containsKey("RECFM")) {
            String name = word(options.get("RECFM"));
            switch (name.toUpperCase(Locale.ROOT)) {
                case "V", "VB", "D" -> fixed = 0;
                case "F", "FB" -> fixed = lineLength(options, USUAL_LENGTH);
                default -> throw wrong(options, "RECFM", name, List.of("D", "F", "V"), place);
            }
        }
        return new TextFileFormat(charset, terminator, fixed);
    }

    private static StepFailure wrong(
            Map<String, Expression> options, String option, String written, List<String> right, Place place) {
        Place at = options.get(option).place();
        return new StepFailure(
                at.isKnown() ? at : place,
                DataStepMessage.FILE_OPTION_VALUE,
                option,
                written,
                String.join(", ", right),
                Suggestion.of(written, right));
    }

    /** The lesser of LRECL= and LINESIZE=, or what holds without them. */
    int lineLength(Map<String, Expression> options, int otherwise) {
        long length = otherwise;
        boolean given = false;
        for (String name : List.of("LRECL", "LS", "LINESIZE")) {
            Expression expression = options.get(name);
            if (expression != null && !(expression instanceof Expression.VariableReference)) {
                long value = (long) parts.expressions()
                        .number(expression)
                        .number(parts.pdv().newFrame());
                length = given ? Math.min(length, value) : value;
                given = true;
            }
        }
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, length));
    }

    /** A word or a text of an option. */
    String word(Expression expression) {
        if (expression instanceof Expression.VariableReference word) {
            return word.name();
        }
        ExpressionNode node = parts.expressions().compile(expression);
        return node instanceof TextNode text ? Blanks.trim(text.text(parts.pdv().newFrame())) : "";
    }

    /** The note that says which file is read or written. */
    void describe(DataStepMessage message, String name, Path path, Map<String, Expression> options) {
        String form = options.containsKey("RECFM") ? word(options.get("RECFM")).toUpperCase(Locale.ROOT) : "V";
        long length = options.containsKey("LRECL")
                ? lineLength(Map.of("LRECL", options.get("LRECL")), USUAL_LENGTH)
                : USUAL_LENGTH;
        parts.context().log().write(message, name);
        parts.context().log().line("      Filename=" + path + ",");
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            parts.context()
                    .log()
                    .line("      RECFM=" + form + ",LRECL=" + length + ",File Size (bytes)=" + file.size() + ",");
            parts.context().log().line("      Last Modified=" + time(file.lastModifiedTime()) + ",");
            parts.context().log().line("      Create Time=" + time(file.creationTime()));
        } catch (IOException notThere) {
            // a file to be written may not be there yet
            parts.context().log().line("      RECFM=" + form + ",LRECL=" + length + ",File Size (bytes)=0");
        }
    }

    private static String time(java.nio.file.attribute.FileTime time) {
        return TIME.format(time.toInstant().atZone(ZoneId.systemDefault()));
    }
}
