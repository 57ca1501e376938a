package hermite.r.lib.language;

import hermite.r.eval.RError;
import hermite.r.value.Elements;
import hermite.r.value.Factors;
import hermite.r.value.RCharacter;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.List;

/** {@code levels(x) <- value}: new labels, merged where they coincide. */
final class FactorLevels {
    private FactorLevels() {}

    static RValue set(RValue x, RValue value) {
        if (!Factors.isFactor(x)) {
            return x.withAttribute("levels", value);
        }
        RInteger factor = (RInteger) x;
        String[] before = Factors.levels(factor);
        if (value == RNull.NULL) {
            return factor.withAttribute("levels", RNull.NULL);
        }
        return value instanceof RList groups
                ? merged(factor, before, groups)
                : renamed(factor, before, (RVector) value);
    }

    private static RValue renamed(RInteger factor, String[] before, RVector value) {
        if (value.length() < before.length) {
            RCall call =
                    RCall.named(RSymbol.of("levels<-.factor"), new RValue[] {RSymbol.of("*tmp*"), value}, new String[] {
                        null, "value"
                    });
            throw new RError("number of levels differs", call);
        }
        String[] given = Elements.strings(value);
        List<String> levels = new ArrayList<>();
        int[] map = new int[given.length];
        for (int i = 0; i < given.length; i++) {
            if (given[i] == null) {
                map[i] = RInteger.NA;
                continue;
            }
            if (!levels.contains(given[i])) {
                levels.add(given[i]);
            }
            map[i] = levels.indexOf(given[i]) + 1;
        }
        return recoded(factor, map, levels);
    }

    private static RValue merged(RInteger factor, String[] before, RList groups) {
        List<String> levels = new ArrayList<>();
        int[] map = new int[before.length];
        for (int i = 0; i < groups.length(); i++) {
            if (!levels.contains(groups.name(i))) {
                levels.add(groups.name(i));
            }
        }
        for (int i = 0; i < before.length; i++) {
            map[i] = RInteger.NA;
            for (int k = 0; k < groups.length(); k++) {
                RVector members = (RVector) groups.get(k);
                for (int m = 0; m < members.length(); m++) {
                    if (before[i].equals(members.stringAt(m))) {
                        map[i] = levels.indexOf(groups.name(k)) + 1;
                    }
                }
            }
        }
        return recoded(factor, map, levels);
    }

    private static RValue recoded(RInteger factor, int[] map, List<String> levels) {
        int[] codes = new int[factor.length()];
        for (int i = 0; i < codes.length; i++) {
            int code = factor.get(i);
            codes[i] = code == RInteger.NA ? code : map[code - 1];
        }
        return RInteger.of(codes, factor.attributes().with("levels", RCharacter.of(levels.toArray(String[]::new))));
    }
}
