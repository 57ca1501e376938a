package hermite.r.lib.files;

import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A function's body as R's compiler left it. Its instructions are passed over; the expression it was made from, which
 * stands first among its constants, is what counts. Cells of pairs that occur again are referred to by number.
 */
final class XdrByteCode {
    private static final int LIST = 2;
    private static final int LANGUAGE = 6;
    private static final int BYTE_CODE = 21;
    private static final int LIST_WITH_ATTRIBUTES = 239;
    private static final int LANGUAGE_WITH_ATTRIBUTES = 240;
    private static final int REFERENCE = 243;
    private static final int DEFINITION = 244;

    /** A pair: of a call or of a list. */
    private static final class Cell {
        boolean language;
        RValue tag;
        Object head;
        Object rest;
    }

    private final ByteBuffer in;
    private final Supplier<RValue> item;
    private final Cell[] cells;

    /** @param item reads a value that is stored as everywhere else */
    XdrByteCode(ByteBuffer in, Supplier<RValue> item) {
        this.in = in;
        this.item = item;
        cells = new Cell[in.getInt()];
    }

    RValue expression() {
        return value(code());
    }

    private Object code() {
        item.get();
        Object first = RNull.NULL;
        int constants = in.getInt();
        for (int i = 0; i < constants; i++) {
            Object constant = constant(in.getInt());
            first = i == 0 ? constant : first;
        }
        return first;
    }

    private Object constant(int type) {
        return type == BYTE_CODE ? code() : language(type);
    }

    private Object language(int stored) {
        if (stored == REFERENCE) {
            return cells[in.getInt()];
        }
        Cell cell = new Cell();
        int type = stored;
        if (stored == DEFINITION) {
            cells[in.getInt()] = cell;
            type = in.getInt();
        }
        boolean attributes = type == LIST_WITH_ATTRIBUTES || type == LANGUAGE_WITH_ATTRIBUTES;
        if (!attributes && type != LIST && type != LANGUAGE) {
            return item.get();
        }
        if (attributes) {
            item.get();
        }
        cell.language = type == LANGUAGE || type == LANGUAGE_WITH_ATTRIBUTES;
        cell.tag = item.get();
        cell.head = language(in.getInt());
        cell.rest = language(in.getInt());
        return cell;
    }

    private static RValue value(Object at) {
        if (!(at instanceof Cell cell)) {
            return (RValue) at;
        }
        List<RValue> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean named = false;
        for (Object rest = cell.language ? cell.rest : cell; rest instanceof Cell next; rest = next.rest) {
            values.add(value(next.head));
            String name = next.tag instanceof RSymbol tag ? tag.name() : "";
            names.add(name);
            named |= !name.isEmpty();
        }
        RValue[] all = values.toArray(RValue[]::new);
        String[] labels = named ? names.toArray(String[]::new) : null;
        if (cell.language) {
            return new RCall(value(cell.head), all, RCall.labels(labels), Attributes.NONE, null);
        }
        RList list = RList.of(all);
        return named ? list.withAttributes(Attributes.of("names", RCharacter.of(labels))) : list;
    }
}
