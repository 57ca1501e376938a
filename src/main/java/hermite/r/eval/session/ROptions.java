package hermite.r.eval.session;

import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.Map;
import java.util.TreeMap;

/** The settings of {@code options()}, with R's defaults. */
public final class ROptions {
    private final Map<String, RValue> values = new TreeMap<>();

    ROptions() {
        values.put("digits", RInteger.of(7));
        values.put("scipen", RInteger.of(0));
        values.put("width", RInteger.of(80));
        values.put("warn", RInteger.of(0));
        values.put("warning.length", RInteger.of(1000));
        values.put("max.print", RInteger.of(99999));
        values.put("OutDec", RCharacter.of("."));
        values.put("prompt", RCharacter.of("> "));
        values.put("continue", RCharacter.of("+ "));
        values.put("stringsAsFactors", RLogical.FALSE);
        values.put("na.action", RCharacter.of("na.omit"));
        values.put("contrasts", RCharacter.of("contr.treatment", "contr.poly").withNames("unordered", "ordered"));
        values.put("ts.eps", RDouble.of(1e-5));
        values.put("expressions", RInteger.of(5000));
        values.put("show.signif.stars", RLogical.TRUE);
        values.put("encoding", RCharacter.of("native.enc"));
        values.put("keep.source", RLogical.FALSE);
        values.put("echo", RLogical.FALSE);
        values.put("verbose", RLogical.FALSE);
        values.put("browserNLdisabled", RLogical.FALSE);
        values.put("warnPartialMatchDollar", RLogical.FALSE);
    }

    /** The option, or NULL. */
    public RValue get(String name) {
        return values.getOrDefault(name, RNull.NULL);
    }

    /** Sets an option; NULL removes it. */
    public void set(String name, RValue value) {
        if (value == RNull.NULL) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    public Map<String, RValue> all() {
        return Map.copyOf(values);
    }

    public int integer(String name, int otherwise) {
        return get(name) instanceof RVector vector && vector.length() > 0 && !vector.isNA(0)
                ? vector.integerAt(0)
                : otherwise;
    }

    public boolean flag(String name) {
        return get(name) instanceof RVector vector && vector.length() > 0 && vector.logicalAt(0) == 1;
    }

    /** Significant digits of printed numbers. */
    public int digits() {
        return integer("digits", 7);
    }

    public int scipen() {
        return integer("scipen", 0);
    }

    /** Columns of the printed page. */
    public int width() {
        return integer("width", 80);
    }
}
