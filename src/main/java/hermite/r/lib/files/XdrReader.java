package hermite.r.lib.files;

import hermite.r.eval.RError;
import hermite.r.eval.session.RSession;
import hermite.r.syntax.RParser;
import hermite.r.value.Attributes;
import hermite.r.value.Elements;
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
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads R's serialization of versions 2 and 3 in the XDR form: values, language, functions and environments
 * (layout: R Internals, section 1.8). What an external pointer pointed to is lost, as in R.
 */
final class XdrReader {
    private static final int HAS_ATTRIBUTES = 1 << 9;
    private static final int HAS_TAG = 1 << 10;

    private final ByteBuffer in;
    private final List<RValue> references = new ArrayList<>();
    private final RSession session;

    private XdrReader(byte[] bytes, int from, RSession session) {
        in = ByteBuffer.wrap(bytes);
        in.position(from);
        this.session = session;
    }

    /** @param from where the mark of the format ("X", line feed) stands */
    static RValue read(byte[] bytes, int from, RSession session) {
        if (bytes.length < from + 14 || bytes[from] != 'X' || bytes[from + 1] != '\n') {
            throw new RError("unknown input format");
        }
        XdrReader reader = new XdrReader(bytes, from + 2, session);
        try {
            int version = reader.in.getInt();
            reader.in.getInt();
            reader.in.getInt();
            if (version == 3) {
                reader.text(reader.in.getInt());
            } else if (version != 2) {
                throw new RError("cannot read workspace version " + version);
            }
            return reader.item();
        } catch (BufferUnderflowException cutOff) {
            throw new RError("ReadItem: the file is cut off");
        }
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int length() {
        int length = in.getInt();
        if (length < 0) {
            throw new RError("vectors of more than 2^31 elements are not supported");
        }
        return length;
    }

    private RValue item() {
        return item(in.getInt());
    }

    private RValue item(int flags) {
        int type = flags & 0xff;
        return switch (type) {
            case 251 -> RSymbol.MISSING;
            case 252, 254 -> RNull.NULL;
            case 253 -> session.globalEnvironment();
            case 241, 247 -> session.baseEnvironment();
            case 242 -> session.searchPath().empty();
            case 255 -> {
                int index = flags >> 8;
                yield references.get((index == 0 ? in.getInt() : index) - 1);
            }
            case 1 -> {
                String name = ((RCharacter) item()).get(0);
                RSymbol symbol = RSymbol.of(name == null ? "NA" : name);
                references.add(symbol);
                yield symbol;
            }
            case 249, 250 -> ofPackage();
            case 3 -> closure(flags);
            case 5 -> promise(flags);
            case 7, 8 -> builtin(text(in.getInt()));
            case 21 -> {
                RValue body = new XdrByteCode(in, this::item).expression();
                if ((flags & HAS_ATTRIBUTES) != 0) {
                    item();
                }
                yield body;
            }
            case 22 -> lost();
            case 4 -> environment();
            case 2, 239 -> pairs(flags);
            case 6, 240 -> call(flags);
            case 9 -> {
                int length = in.getInt();
                yield RCharacter.of(length < 0 ? null : text(length));
            }
            case 10 -> withAttributes(RLogical.of(integers()), flags);
            case 13 -> withAttributes(RInteger.of(integers()), flags);
            case 14 -> {
                double[] values = new double[length()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.getDouble();
                }
                yield withAttributes(RDouble.of(values), flags);
            }
            case 15 -> {
                double[] real = new double[length()];
                double[] imaginary = new double[real.length];
                for (int i = 0; i < real.length; i++) {
                    real[i] = in.getDouble();
                    imaginary[i] = in.getDouble();
                }
                yield withAttributes(RComplex.of(real, imaginary), flags);
            }
            case 16 -> {
                String[] values = new String[length()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = ((RCharacter) item()).get(0);
                }
                yield withAttributes(RCharacter.of(values), flags);
            }
            case 19, 20 -> {
                RValue[] values = new RValue[length()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = item();
                }
                yield withAttributes(type == 19 ? RList.of(values) : RList.expression(values), flags);
            }
            case 24 -> {
                byte[] bytes = new byte[length()];
                in.get(bytes);
                yield withAttributes(RRaw.of(bytes), flags);
            }
            case 25 -> {
                RList slots = (flags & HAS_ATTRIBUTES) != 0 ? (RList) item() : RList.of();
                yield new RSlotted(attributes(slots));
            }
            case 238 -> alternative();
            default -> throw new RError("ReadItem: unknown type " + type);
        };
    }

    private int[] integers() {
        int[] values = new int[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getInt();
        }
        return values;
    }

    private RValue withAttributes(RVector vector, int flags) {
        return (flags & HAS_ATTRIBUTES) == 0 ? vector : vector.withAttributes(attributes((RList) item()));
    }

    private static Attributes attributes(RList pairs) {
        Attributes attributes = Attributes.NONE;
        for (int i = 0; i < pairs.length(); i++) {
            attributes = attributes.with(pairs.name(i), pairs.get(i));
        }
        return attributes;
    }

    /** A function: attributes, environment, parameters, body. */
    private RValue closure(int flags) {
        Attributes own = (flags & HAS_ATTRIBUTES) != 0 ? attributes((RList) item()) : Attributes.NONE;
        RValue environment = (flags & HAS_TAG) != 0 ? item() : session.globalEnvironment();
        Formals formals = item() instanceof RList parameters ? RParser.formals(parameters) : Formals.NONE;
        RValue body = item();
        return new RClosure(formals, body, (REnvironment) environment, own, null);
    }

    /** An argument not asked for yet, or what it came to. */
    private RValue promise(int flags) {
        if ((flags & HAS_ATTRIBUTES) != 0) {
            item();
        }
        REnvironment environment = (flags & HAS_TAG) != 0 && item() instanceof REnvironment e ? e : null;
        RValue value = item();
        RValue expression = item();
        return environment == null
                ? new RPromise(expression, session.globalEnvironment(), value)
                : new RPromise(expression, environment);
    }

    private RValue builtin(String name) {
        RValue found = session.baseEnvironment().getLocal(name);
        if (found == null) {
            found = session.searchPath().inAnyPackage(name);
        }
        if (found == null) {
            throw session.missingFrom("base", name);
        }
        return found;
    }

    /** The environment of a package's functions, by the package's name. */
    private REnvironment ofPackage() {
        in.getInt();
        String[] names = new String[in.getInt()];
        for (int i = 0; i < names.length; i++) {
            names[i] = ((RCharacter) item()).get(0);
        }
        String name = names[0].replaceFirst("^package:", "");
        REnvironment found =
                session.functions().knows(name) ? session.searchPath().namespace(name) : session.baseEnvironment();
        references.add(found);
        return found;
    }

    private RValue lost() {
        RForeign pointer = new RForeign(null);
        references.add(pointer);
        item();
        item();
        return pointer;
    }

    private RValue environment() {
        in.getInt();
        REnvironment environment = new REnvironment(session.baseEnvironment());
        references.add(environment);
        RValue enclosing = item();
        if (enclosing instanceof REnvironment parent) {
            environment.setParent(parent);
        }
        put(environment, item());
        RValue table = item();
        if (table instanceof RList buckets) {
            for (RValue bucket : buckets.values()) {
                put(environment, bucket);
            }
        }
        return item() instanceof RList own ? environment.withAttributes(attributes(own)) : environment;
    }

    private static void put(REnvironment environment, RValue frame) {
        if (frame instanceof RList pairs && pairs.names() != null) {
            for (int i = 0; i < pairs.length(); i++) {
                environment.put(pairs.name(i), pairs.get(i));
            }
        }
    }

    /** A pairlist as a list; its tags are the names. */
    private RValue pairs(int firstFlags) {
        List<RValue> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean named = false;
        int flags = firstFlags;
        Attributes own = Attributes.NONE;
        while (true) {
            if ((flags & HAS_ATTRIBUTES) != 0) {
                own = attributes((RList) item());
            }
            String tag = (flags & HAS_TAG) != 0 ? ((RSymbol) item()).name() : "";
            named |= !tag.isEmpty();
            values.add(item());
            names.add(tag);
            int next = in.getInt();
            int type = next & 0xff;
            if (type == 254) {
                break;
            }
            if (type != 2 && type != 239) {
                // numbers kept as texts are stored as a pair whose second half is no list
                values.add(item(next));
                names.add("");
                break;
            }
            flags = next;
        }
        RList list = RList.of(values.toArray(RValue[]::new));
        return (named ? list.withNames(names.toArray(String[]::new)) : list)
                .withAttributes(named ? own.with("names", RCharacter.of(names.toArray(String[]::new))) : own);
    }

    private RValue call(int flags) {
        Attributes own = (flags & HAS_ATTRIBUTES) != 0 ? attributes((RList) item()) : Attributes.NONE;
        if ((flags & HAS_TAG) != 0) {
            item();
        }
        RValue function = item();
        RValue rest = item();
        RList arguments = rest instanceof RList list ? list : RList.of();
        String[] names = arguments.names() == null ? null : arguments.names().values();
        return new RCall(function, arguments.values(), RCall.labels(names), own, null);
    }

    /** Vectors stored by a rule instead of their elements. */
    private RValue alternative() {
        RList info = (RList) item();
        RValue state = item();
        RValue attributes = item();
        String rule = ((RSymbol) info.get(0)).name();
        RVector vector =
                switch (rule) {
                    case "compact_intseq" -> sequence(Elements.doubles((RVector) state), true);
                    case "compact_realseq" -> sequence(Elements.doubles((RVector) state), false);
                    case "deferred_string" -> RCharacter.of(Elements.strings((RVector) ((RList) state).get(0)));
                    case "wrap_real", "wrap_integer", "wrap_logical", "wrap_string", "wrap_list" ->
                        state instanceof RList list ? (RVector) list.get(0) : (RVector) state;
                    default -> throw new RError("cannot unserialize ALTREP object of class '" + rule + "'");
                };
        return attributes instanceof RList pairs && pairs.length() > 0
                ? vector.withAttributes(attributes(pairs))
                : vector;
    }

    private static RVector sequence(double[] state, boolean whole) {
        int n = (int) state[0];
        double[] values = new double[n];
        int[] integers = new int[whole ? n : 0];
        for (int i = 0; i < n; i++) {
            values[i] = state[1] + i * state[2];
            if (whole) {
                integers[i] = (int) values[i];
            }
        }
        return whole ? RInteger.of(integers) : RDouble.of(values);
    }
}
