package hermite.r.lib.language;

import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RDouble;
import hermite.r.value.RList;
import hermite.r.value.RSlotted;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import java.util.Objects;

/** Whether two values are the same in type, elements and attributes. */
public final class Identity {
    private Identity() {}

    public static boolean same(RValue x, RValue y) {
        if (x == y) {
            return true;
        }
        if (x instanceof RVector first && y instanceof RVector second) {
            return first.type() == second.type()
                    && first.length() == second.length()
                    && elements(first, second)
                    && attributes(first.attributes(), second.attributes());
        }
        if (x instanceof RCall first && y instanceof RCall second) {
            return calls(first, second);
        }
        if (x instanceof RClosure first && y instanceof RClosure second) {
            return first.environment() == second.environment()
                    && same(first.body(), second.body())
                    && formals(first.formals(), second.formals());
        }
        if (x instanceof RSlotted && y instanceof RSlotted) {
            return attributes(x.attributes(), y.attributes());
        }
        return x.equals(y);
    }

    private static boolean formals(Formals x, Formals y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!x.names()[i].equals(y.names()[i]) || !same(x.defaults()[i], y.defaults()[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean calls(RCall x, RCall y) {
        if (x.size() != y.size() || !same(x.function(), y.function())) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!Objects.equals(x.name(i), y.name(i)) || !same(x.argument(i), y.argument(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean elements(RVector x, RVector y) {
        for (int i = 0; i < x.length(); i++) {
            boolean equal;
            if (x instanceof RDouble first) {
                equal = same(first.get(i), ((RDouble) y).get(i));
            } else if (x instanceof RComplex first) {
                equal = same(first.real()[i], ((RComplex) y).real()[i])
                        && same(first.imaginary()[i], ((RComplex) y).imaginary()[i]);
            } else if (x instanceof RCharacter first) {
                equal = Objects.equals(first.get(i), ((RCharacter) y).get(i));
            } else if (x instanceof RList first) {
                equal = same(first.get(i), ((RList) y).get(i));
            } else {
                equal = x.integerAt(i) == y.integerAt(i);
            }
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(double a, double b) {
        return a == b || a != a && b != b && RDouble.isNa(a) == RDouble.isNa(b);
    }

    private static boolean attributes(Attributes x, Attributes y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!y.has(x.name(i)) || !same(x.value(i), y.get(x.name(i)))) {
                return false;
            }
        }
        return true;
    }
}
