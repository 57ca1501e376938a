package hermite.data.engine.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text in files that do not say their encoding: UTF-8 where the bytes allow it, else Windows-1252. */
public final class StoredText {
    /** What bytes that are no UTF-8 are taken for. */
    public static final Charset FALLBACK = Charset.forName("windows-1252");

    private StoredText() {}

    /** The text without trailing blanks and zero bytes. */
    public static String decode(byte[] bytes, int from, int length) {
        int end = from + length;
        while (end > from && (bytes[end - 1] == ' ' || bytes[end - 1] == 0)) {
            end--;
        }
        for (int i = from; i < end; i++) {
            if (bytes[i] < 0) {
                return decodeBeyondAscii(bytes, from, end);
            }
        }
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static String decodeBeyondAscii(byte[] bytes, int from, int end) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, end - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, end - from, FALLBACK);
        }
    }
}
