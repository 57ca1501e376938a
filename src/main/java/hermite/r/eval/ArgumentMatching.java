package hermite.r.eval;

import hermite.r.value.RValue;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.List;

/** Arguments to parameters: exact names, then partial names (not after {@code ...}), then by position. */
public final class ArgumentMatching {
    private ArgumentMatching() {}

    /**
     * Fills {@code matched} (by parameter; null where nothing was supplied) and returns what {@code ...} receives; null
     * when the function has no {@code ...}.
     */
    static RDots match(Formals formals, RValue[] arguments, String[] names, RValue[] matched, Interpreter interpreter) {
        int dotsAt = formals.indexOf("...");
        if (names == null && dotsAt < 0) {
            if (arguments.length > matched.length) {
                throw unused(arguments, names, interpreter, matched.length);
            }
            for (int i = 0; i < arguments.length; i++) {
                matched[i] = present(arguments[i]);
            }
            return null;
        }
        boolean[] used = new boolean[arguments.length];
        boolean[] taken = new boolean[matched.length];
        if (names != null) {
            exact(formals, arguments, names, matched, used, taken);
            partial(formals, arguments, names, matched, used, taken, dotsAt);
        }
        return byPosition(arguments, names, matched, used, taken, dotsAt, interpreter);
    }

    private static RValue present(RValue argument) {
        return argument == RSymbol.MISSING ? null : argument;
    }

    private static void exact(
            Formals formals, RValue[] arguments, String[] names, RValue[] matched, boolean[] used, boolean[] taken) {
        for (int i = 0; i < arguments.length; i++) {
            if (names[i] == null) {
                continue;
            }
            int at = formals.indexOf(names[i]);
            if (at >= 0 && !"...".equals(names[i])) {
                if (taken[at]) {
                    throw new RError("formal argument \"" + names[i] + "\" matched by multiple actual arguments");
                }
                matched[at] = present(arguments[i]);
                taken[at] = true;
                used[i] = true;
            }
        }
    }

    private static void partial(
            Formals formals,
            RValue[] arguments,
            String[] names,
            RValue[] matched,
            boolean[] used,
            boolean[] taken,
            int dotsAt) {
        int last = dotsAt < 0 ? matched.length : dotsAt;
        for (int i = 0; i < arguments.length; i++) {
            if (used[i] || names[i] == null || names[i].isEmpty()) {
                continue;
            }
            int found = -1;
            for (int k = 0; k < last; k++) {
                if (!taken[k] && formals.names()[k].startsWith(names[i])) {
                    if (found >= 0) {
                        throw new RError("argument " + (i + 1) + " matches multiple formal arguments");
                    }
                    found = k;
                }
            }
            if (found >= 0) {
                matched[found] = present(arguments[i]);
                taken[found] = true;
                used[i] = true;
            }
        }
    }

    private static RDots byPosition(
            RValue[] arguments,
            String[] names,
            RValue[] matched,
            boolean[] used,
            boolean[] taken,
            int dotsAt,
            Interpreter interpreter) {
        int parameter = 0;
        int last = dotsAt < 0 ? matched.length : dotsAt;
        for (int i = 0; i < arguments.length; i++) {
            if (used[i] || (names != null && names[i] != null && !names[i].isEmpty())) {
                continue;
            }
            while (parameter < last && taken[parameter]) {
                parameter++;
            }
            if (parameter >= last) {
                break;
            }
            matched[parameter] = present(arguments[i]);
            taken[parameter] = true;
            used[i] = true;
        }
        int left = 0;
        for (boolean each : used) {
            left += each ? 0 : 1;
        }
        if (dotsAt < 0) {
            if (left > 0) {
                throw unused(unusedOnes(arguments, used), unusedNames(names, used), interpreter, 0);
            }
            return null;
        }
        return left == 0 ? RDots.EMPTY : new RDots(unusedOnes(arguments, used), unusedNames(names, used));
    }

    private static RValue[] unusedOnes(RValue[] arguments, boolean[] used) {
        List<RValue> left = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (!used[i]) {
                left.add(arguments[i]);
            }
        }
        return left.toArray(RValue[]::new);
    }

    private static String[] unusedNames(String[] names, boolean[] used) {
        if (names == null) {
            return null;
        }
        List<String> left = new ArrayList<>();
        boolean any = false;
        for (int i = 0; i < names.length; i++) {
            if (!used[i]) {
                left.add(names[i]);
                any |= names[i] != null;
            }
        }
        return any ? left.toArray(String[]::new) : null;
    }

    private static RError unused(RValue[] arguments, String[] names, Interpreter interpreter, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < arguments.length; i++) {
            text.append(i == from ? "" : ", ");
            if (names != null && names[i] != null) {
                text.append(names[i]).append(" = ");
            }
            text.append(interpreter.deparse(expression(arguments[i])));
        }
        return new RError("unused argument" + (arguments.length - from > 1 ? "s" : "") + " (" + text + ")");
    }

    private static RValue expression(RValue argument) {
        return argument instanceof RPromise promise ? promise.expression() : argument;
    }

    /** The call with full names; {@code ...} of the caller expanded. */
    public static RCall matchedCall(
            Formals formals, RCall call, REnvironment caller, Interpreter interpreter, boolean expandDots) {
        List<RValue> given = new ArrayList<>();
        List<String> givenNames = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            if (call.argument(i) == RSymbol.DOTS) {
                if (caller.get("...") instanceof RDots dots) {
                    for (int k = 0; k < dots.size(); k++) {
                        given.add(expression(dots.get(k)));
                        givenNames.add(dots.name(k));
                    }
                }
            } else {
                given.add(call.argument(i));
                givenNames.add(call.name(i));
            }
        }
        RValue[] matched = new RValue[formals.size()];
        RDots dots =
                match(formals, given.toArray(RValue[]::new), givenNames.toArray(String[]::new), matched, interpreter);
        List<RValue> out = new ArrayList<>();
        List<String> outNames = new ArrayList<>();
        for (int i = 0; i < matched.length; i++) {
            if (formals.names()[i].equals("...")) {
                addDots(dots, expandDots, out, outNames);
            } else if (matched[i] != null) {
                out.add(matched[i]);
                outNames.add(formals.names()[i]);
            }
        }
        return RCall.named(call.function(), out.toArray(RValue[]::new), outNames.toArray(String[]::new));
    }

    private static void addDots(RDots dots, boolean expandDots, List<RValue> out, List<String> outNames) {
        if (dots == null || dots.size() == 0) {
            return;
        }
        if (!expandDots) {
            RValue[] all = new RValue[dots.size()];
            for (int k = 0; k < all.length; k++) {
                all[k] = dots.get(k);
            }
            hermite.r.value.RList list = hermite.r.value.RList.of(all);
            if (dots.names() != null) {
                String[] filled = dots.names().clone();
                for (int k = 0; k < filled.length; k++) {
                    filled[k] = filled[k] == null ? "" : filled[k];
                }
                list = (hermite.r.value.RList) list.withNames(filled);
            }
            out.add(list);
            outNames.add("...");
            return;
        }
        for (int k = 0; k < dots.size(); k++) {
            out.add(dots.get(k));
            outNames.add(dots.name(k));
        }
    }
}
