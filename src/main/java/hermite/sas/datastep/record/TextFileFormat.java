package hermite.sas.datastep.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a text file is cut into records and what its bytes mean: ENCODING=, TERMSTR=, RECFM= and LRECL= of INFILE and
 * FILE.
 *
 * @param charset empty: UTF-8, or Windows-1252 where the bytes are not UTF-8
 * @param terminator ends a record: {@code \n}, {@code \r} or {@code \r\n}; empty: any of them when reading, the
 *     system's own when writing
 * @param fixedLength characters of each record when records have no terminator (RECFM=F); 0 otherwise
 */
public record TextFileFormat(Optional<Charset> charset, String terminator, int fixedLength) {
    public static final TextFileFormat USUAL = new TextFileFormat(Optional.empty(), "", 0);

    /** The character set of a SAS encoding name, {@code wlatin1}, or of an IANA name; empty when there is none. */
    public static Optional<Charset> charset(String encoding) {
        String name = encoding.strip().toLowerCase(Locale.ROOT);
        String iana =
                switch (name) {
                    case "wlatin1" -> "windows-1252";
                    case "wlatin2" -> "windows-1250";
                    case "wcyrillic" -> "windows-1251";
                    case "wgreek" -> "windows-1253";
                    case "latin1" -> "iso-8859-1";
                    case "latin2" -> "iso-8859-2";
                    case "latin9" -> "iso-8859-15";
                    case "utf8", "unicode" -> "utf-8";
                    case "utf16" -> "utf-16";
                    case "ascii", "us-ascii", "ansi" -> "us-ascii";
                    default -> name;
                };
        try {
            return Optional.of(Charset.forName(iana));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** The terminator of a TERMSTR= word; empty when there is no such word. */
    public static Optional<String> terminator(String word) {
        return switch (word.strip().toUpperCase(Locale.ROOT)) {
            case "CRLF" -> Optional.of("\r\n");
            case "LF", "NL" -> Optional.of("\n");
            case "CR" -> Optional.of("\r");
            default -> Optional.empty();
        };
    }

    List<String> records(Path path) throws IOException {
        String text = decode(Files.readAllBytes(path));
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (fixedLength > 0) {
            List<String> records = new ArrayList<>();
            for (int from = 0; from < text.length(); from += fixedLength) {
                records.add(text.substring(from, Math.min(text.length(), from + fixedLength)));
            }
            return records;
        }
        if (terminator.isEmpty()) {
            return text.lines().toList();
        }
        List<String> records = new ArrayList<>(Arrays.asList(text.split(terminator, -1)));
        if (records.get(records.size() - 1).isEmpty()) {
            records.remove(records.size() - 1);
        }
        return records;
    }

    private String decode(byte[] bytes) {
        if (charset.isPresent()) {
            return new String(bytes, charset.get());
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }
}
