package hermite.sas.datastep.function.text;

import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionSpec.ResultLength;
import hermite.sas.datastep.function.FunctionTable;
import hermite.sas.datastep.node.Blanks;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Texts in other notations: HTML, URL, digests, name literals. */
public final class EncodingFunctions {
    private EncodingFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.text("HTMLENCODE", "c?c", ResultLength.DEFAULT, a -> htmlEncode(a.text(0)), "with HTML entities");
        table.text("HTMLDECODE", "c", ResultLength.DEFAULT, a -> htmlDecode(a.text(0)), "HTML entities resolved");
        table.text(
                "URLENCODE",
                "c",
                ResultLength.DEFAULT,
                a -> URLEncoder.encode(Blanks.trim(a.text(0)), StandardCharsets.UTF_8)
                        .replace("+", "%20"),
                "percent-encoded");
        table.text("URLDECODE", "c", ResultLength.DEFAULT, EncodingFunctions::urlDecode, "percent-decoded");
        table.text(
                "SHA256HEX", "c", ResultLength.fixed(64), a -> digest("SHA-256", a.text(0)), "SHA-256 in hexadecimal");
        table.text(
                "NLITERAL",
                "c",
                ResultLength.DEFAULT,
                EncodingFunctions::nameLiteral,
                "a name, as a literal if need be");
    }

    private static String htmlEncode(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String htmlDecode(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    private static String urlDecode(Arguments a) {
        try {
            return URLDecoder.decode(a.text(0).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            a.invalid();
            return a.text(0);
        }
    }

    private static String digest(String algorithm, String text) {
        try {
            byte[] bytes = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(bytes);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(algorithm + " is part of every Java platform", absent);
        }
    }

    private static String nameLiteral(Arguments a) {
        String name = a.trimmed(0);
        if (name.matches("[A-Za-z_][A-Za-z0-9_]{0,31}")) {
            return name;
        }
        return name.contains("\"") ? "'" + name.replace("'", "''") + "'N" : "\"" + name + "\"N";
    }
}
