package hermite.r.lib.text;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RRaw;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.nio.charset.StandardCharsets;

/** Bytes: from and to text, from and to bits. */
public final class RawLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions base = table.in("base");
        base.function("raw(length = 0L)", a -> RRaw.of(new byte[a.integer(0)]));
        base.function("charToRaw(x)", RawLibrary::bytes);
        base.function("rawToChar(x, multiple = FALSE)", RawLibrary::text);
        base.function("rawShift(x, n)", RawLibrary::shifted);
        base.function("rawToBits(x)", RawLibrary::bits);
        base.function("intToBits(x)", RawLibrary::integerBits);
        base.function("packBits(x, type = \"raw\")", RawLibrary::packed);
    }

    private static RRaw raw(Arguments a) {
        if (a.value(0) instanceof RRaw raw) {
            return raw;
        }
        throw new RError("argument 'x' must be raw");
    }

    private static RValue bytes(Arguments a) {
        if (!(a.value(0) instanceof RCharacter texts) || texts.length() == 0) {
            throw new RError("argument must be a character vector of length 1");
        }
        if (texts.length() > 1) {
            a.warn("argument should be a character vector of length 1\nall but the first element will be ignored");
        }
        String text = texts.get(0) == null ? "NA" : texts.get(0);
        return RRaw.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RValue text(Arguments a) {
        byte[] bytes = raw(a).values();
        if (!a.flag(1)) {
            int length = bytes.length;
            while (length > 0 && bytes[length - 1] == 0) {
                length--;
            }
            for (int i = 0; i < length; i++) {
                if (bytes[i] == 0) {
                    throw new RError("embedded nul in string: '"
                            + new String(bytes, 0, length, StandardCharsets.UTF_8).replace("\0", "\\0") + "'");
                }
            }
            return RCharacter.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
        String[] out = new String[bytes.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = bytes[i] == 0 ? "" : String.valueOf((char) (bytes[i] & 0xff));
        }
        return RCharacter.of(out);
    }

    private static RValue shifted(Arguments a) {
        byte[] bytes = raw(a).values().clone();
        int places = a.integer(1);
        if (places < -8 || places > 8) {
            throw new RError("argument 'n' must be a small integer");
        }
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] & 0xff;
            bytes[i] = (byte) (places < 0 ? value >> -places : value << places);
        }
        return RRaw.of(bytes);
    }

    private static RValue bits(Arguments a) {
        byte[] bytes = raw(a).values();
        byte[] out = new byte[8 * bytes.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (bytes[i / 8] >> i % 8 & 1);
        }
        return RRaw.of(out);
    }

    private static RValue integerBits(Arguments a) {
        RVector x = a.vector(0);
        byte[] out = new byte[32 * x.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (x.integerAt(i / 32) >> i % 32 & 1);
        }
        return RRaw.of(out);
    }

    private static RValue packed(Arguments a) {
        RVector x = a.vector(0);
        String type = a.string(1);
        int size = type.equals("integer") ? 32 : 8;
        if (x.length() % size != 0) {
            throw new RError("argument 'x' must be a multiple of " + size + " long");
        }
        int[] values = new int[x.length() / size];
        for (int i = 0; i < x.length(); i++) {
            values[i / size] |= (x.integerAt(i) & 1) << i % size;
        }
        if (size == 32) {
            return RInteger.of(values);
        }
        byte[] out = new byte[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) values[i];
        }
        return RRaw.of(out);
    }
}
