package hermite.r.lib.files;

import hermite.r.eval.RError;
import hermite.r.eval.session.RSession;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RForeign;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RRaw;
import hermite.r.value.RSlotted;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RBuiltin;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes R's serialization of version 3 in the XDR form: what {@link XdrReader} reads. */
final class XdrWriter {
    private static final int VERSION = 0x00040202;
    private static final int LEAST_VERSION = 0x00030500;
    private static final int IS_OBJECT = 1 << 8;
    private static final int HAS_ATTRIBUTES = 1 << 9;
    private static final int HAS_TAG = 1 << 10;
    private static final int UTF_8 = 1 << 15;
    private static final int ASCII = 1 << 18;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<Object, Integer> references = new HashMap<>();
    private final RSession session;

    private XdrWriter(RSession session) {
        this.session = session;
    }

    static byte[] write(RValue value, RSession session) {
        XdrWriter writer = new XdrWriter(session);
        try {
            writer.out.writeBytes("X\n");
            writer.out.writeInt(3);
            writer.out.writeInt(VERSION);
            writer.out.writeInt(LEAST_VERSION);
            writer.out.writeInt(5);
            writer.out.writeBytes("UTF-8");
            writer.item(value);
            writer.out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.bytes.toByteArray();
    }

    private void item(RValue value) throws IOException {
        if (value == RNull.NULL) {
            out.writeInt(254);
        } else if (value == RSymbol.MISSING) {
            out.writeInt(251);
        } else if (value instanceof RSymbol symbol) {
            symbol(symbol.name());
        } else if (value instanceof REnvironment environment) {
            environment(environment);
        } else if (value instanceof RClosure closure) {
            closure(closure);
        } else if (value instanceof RPromise promise) {
            promise(promise);
        } else if (value instanceof RBuiltin builtin) {
            out.writeInt(8);
            bytes(builtin.name());
        } else if (value instanceof RForeign) {
            pointer(value);
        } else if (value instanceof RCall call) {
            call(call);
        } else if (value instanceof RVector vector) {
            vector(vector);
        } else if (value instanceof RSlotted) {
            out.writeInt(25 | flags(value.attributes()));
            attributes(value.attributes());
        } else {
            throw new RError("values of type '" + value.typeName() + "' cannot be saved");
        }
    }

    private static int flags(Attributes attributes) {
        return (attributes.isEmpty() ? 0 : HAS_ATTRIBUTES) | (attributes.has("class") ? IS_OBJECT : 0);
    }

    private void symbol(String name) throws IOException {
        if (isNew(name)) {
            out.writeInt(1);
            text(name);
        }
    }

    /** Whether a symbol, environment or pointer is met for the first time; else its number is written. */
    private boolean isNew(Object what) throws IOException {
        Integer known = references.putIfAbsent(what, references.size() + 1);
        if (known != null) {
            out.writeInt(255 | known << 8);
        }
        return known == null;
    }

    /** Those of R and of packages by their names, others with all they hold. */
    private void environment(REnvironment environment) throws IOException {
        if (environment == session.globalEnvironment()) {
            out.writeInt(253);
        } else if (environment == session.baseEnvironment()
                || environment.name().endsWith(":base")) {
            out.writeInt(241);
        } else if (environment.parent() == null) {
            out.writeInt(242);
        } else if (isNew(environment)) {
            String name = environment.name();
            boolean attached = name.startsWith("package:");
            if (attached || name.startsWith("namespace:")) {
                out.writeInt(attached ? 250 : 249);
                out.writeInt(0);
                out.writeInt(1);
                text(attached ? name : name.substring("namespace:".length()));
                return;
            }
            out.writeInt(4);
            out.writeInt(0);
            item(environment.parent());
            for (String each : environment.names()) {
                out.writeInt(2 | HAS_TAG);
                symbol(each);
                item(environment.getLocal(each));
            }
            out.writeInt(254);
            out.writeInt(254);
            attributes(environment.attributes());
        }
    }

    private void closure(RClosure closure) throws IOException {
        out.writeInt(3 | HAS_TAG | flags(closure.attributes()));
        if (!closure.attributes().isEmpty()) {
            attributes(closure.attributes());
        }
        environment(closure.environment());
        Formals formals = closure.formals();
        for (int i = 0; i < formals.size(); i++) {
            out.writeInt(2 | HAS_TAG);
            symbol(formals.names()[i]);
            item(formals.defaults()[i]);
        }
        out.writeInt(254);
        item(closure.body());
    }

    private void promise(RPromise promise) throws IOException {
        if (promise.value() != null) {
            item(promise.value());
            return;
        }
        out.writeInt(5 | HAS_TAG);
        environment(promise.environment());
        out.writeInt(252);
        item(promise.expression());
    }

    private void pointer(RValue pointer) throws IOException {
        if (isNew(pointer)) {
            out.writeInt(22);
            out.writeInt(254);
            out.writeInt(254);
        }
    }

    private void text(String text) throws IOException {
        if (text == null) {
            out.writeInt(9);
            out.writeInt(-1);
            return;
        }
        boolean ascii = text.chars().allMatch(c -> c < 128);
        out.writeInt(9 | (ascii ? ASCII : UTF_8));
        bytes(text);
    }

    private void bytes(String text) throws IOException {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
    }

    private void call(RCall call) throws IOException {
        out.writeInt(6 | flags(call.attributes()));
        if (!call.attributes().isEmpty()) {
            attributes(call.attributes());
        }
        item(call.function());
        for (int i = 0; i < call.size(); i++) {
            String name = call.names() == null ? null : call.names()[i];
            out.writeInt(2 | (name == null || name.isEmpty() ? 0 : HAS_TAG));
            if (name != null && !name.isEmpty()) {
                symbol(name);
            }
            item(call.argument(i));
        }
        out.writeInt(254);
    }

    private void vector(RVector vector) throws IOException {
        int flags = flags(vector.attributes());
        int n = vector.length();
        if (vector instanceof RLogical || vector instanceof RInteger) {
            out.writeInt((vector instanceof RLogical ? 10 : 13) | flags);
            out.writeInt(n);
            for (int i = 0; i < n; i++) {
                out.writeInt(vector.integerAt(i));
            }
        } else if (vector instanceof RDouble numbers) {
            out.writeInt(14 | flags);
            out.writeInt(n);
            for (int i = 0; i < n; i++) {
                out.writeLong(Double.doubleToRawLongBits(numbers.get(i)));
            }
        } else if (vector instanceof RComplex numbers) {
            out.writeInt(15 | flags);
            out.writeInt(n);
            for (int i = 0; i < n; i++) {
                out.writeLong(Double.doubleToRawLongBits(numbers.real()[i]));
                out.writeLong(Double.doubleToRawLongBits(numbers.imaginary()[i]));
            }
        } else if (vector instanceof RRaw raw) {
            out.writeInt(24 | flags);
            out.writeInt(n);
            out.write(raw.values());
        } else if (vector instanceof RCharacter texts) {
            out.writeInt(16 | flags);
            out.writeInt(n);
            for (int i = 0; i < n; i++) {
                text(texts.get(i));
            }
        } else {
            RList list = (RList) vector;
            out.writeInt((list.isExpression() ? 20 : 19) | flags);
            out.writeInt(n);
            for (int i = 0; i < n; i++) {
                item(list.get(i));
            }
        }
        if (!vector.attributes().isEmpty()) {
            attributes(vector.attributes());
        }
    }

    private void attributes(Attributes attributes) throws IOException {
        for (int i = 0; i < attributes.size(); i++) {
            out.writeInt(2 | HAS_TAG);
            symbol(attributes.name(i));
            item(attributes.value(i));
        }
        out.writeInt(254);
    }

    /** A named list as the pairlist that {@code save} writes. */
    static byte[] workspace(String[] names, RValue[] values, RSession session) {
        XdrWriter writer = new XdrWriter(session);
        try {
            writer.out.writeBytes("RDX3\nX\n");
            writer.out.writeInt(3);
            writer.out.writeInt(VERSION);
            writer.out.writeInt(LEAST_VERSION);
            writer.out.writeInt(5);
            writer.out.writeBytes("UTF-8");
            for (int i = 0; i < names.length; i++) {
                writer.out.writeInt(2 | HAS_TAG);
                writer.symbol(names[i]);
                writer.item(values[i]);
            }
            writer.out.writeInt(254);
            writer.out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.bytes.toByteArray();
    }
}
