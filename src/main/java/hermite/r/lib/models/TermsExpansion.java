package hermite.r.lib.models;

import hermite.r.eval.RError;
import hermite.r.print.Deparser;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The terms of a model formula: the algebra of {@code + - : * / %in% ^} and dots over sets of variables (Wilkinson and
 * Rogers 1973, Applied Statistics 22, 392-399, in the form that Chambers and Hastie 1992 gave it).
 */
final class TermsExpansion {
    private static final BitSet NOTHING = new BitSet();

    private final Map<String, RValue> variables = new LinkedHashMap<>();
    private final Set<Integer> offsets = new LinkedHashSet<>();
    private final String[] dataNames;
    private boolean intercept = true;
    private String responseText = "";

    private TermsExpansion(String[] dataNames) {
        this.dataNames = dataNames;
    }

    /**
     * What a formula means.
     *
     * @param variables expressions, the response first when there is one
     * @param names their texts
     * @param response 1 when the first variable is the response, otherwise 0
     * @param offsets places of offsets among the variables, from 1
     * @param terms each the set of its variables' places from 0, in the model's order
     */
    record Expanded(
            List<RValue> variables,
            List<String> names,
            int response,
            boolean intercept,
            List<Integer> offsets,
            List<BitSet> terms) {

        String label(int term) {
            StringBuilder label = new StringBuilder();
            BitSet of = terms.get(term);
            for (int v = of.nextSetBit(0); v >= 0; v = of.nextSetBit(v + 1)) {
                label.append(label.isEmpty() ? "" : ":").append(names.get(v));
            }
            return label.toString();
        }

        /**
         * How a variable is coded in a term: 1 by contrasts, 2 by an indicator of each level, 0 when it is not there. It
         * takes contrasts when the term without it is contained in an earlier term or is the intercept.
         */
        int coding(int variable, int term) {
            BitSet own = terms.get(term);
            if (!own.get(variable)) {
                return 0;
            }
            BitSet rest = (BitSet) own.clone();
            rest.clear(variable);
            if (rest.isEmpty()) {
                return intercept ? 1 : earlierContains(rest, term) ? 1 : 2;
            }
            return earlierContains(rest, term) ? 1 : 2;
        }

        private boolean earlierContains(BitSet rest, int term) {
            for (int t = 0; t < term; t++) {
                BitSet missing = (BitSet) rest.clone();
                missing.andNot(terms.get(t));
                if (missing.isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @param dataNames what a dot stands for, the response taken out; null when there are no data */
    static Expanded of(RCall formula, String[] dataNames, boolean keepOrder) {
        TermsExpansion expansion = new TermsExpansion(dataNames);
        int response = 0;
        if (formula.size() == 2) {
            expansion.variable(formula.argument(0));
            expansion.responseText = Deparser.line(formula.argument(0));
            response = 1;
        }
        List<BitSet> terms = new ArrayList<>(expansion.encode(formula.argument(formula.size() - 1)));
        terms.removeIf(BitSet::isEmpty);
        if (!keepOrder) {
            terms.sort(Comparator.comparingInt(BitSet::cardinality));
        }
        return new Expanded(
                List.copyOf(expansion.variables.values()),
                List.copyOf(expansion.variables.keySet()),
                response,
                expansion.intercept,
                List.copyOf(expansion.offsets),
                terms);
    }

    private Set<BitSet> encode(RValue e) {
        if (e instanceof RCall call) {
            return encodeCall(call);
        }
        if (e instanceof RVector number && number.length() == 1 && !number.isNA(0)) {
            if (number.doubleAt(0) == 0) {
                intercept = false;
                return new LinkedHashSet<>();
            }
            if (number.doubleAt(0) == 1) {
                return single(NOTHING);
            }
            throw new RError("invalid model formula");
        }
        if (e instanceof RSymbol symbol && symbol.name().equals(".")) {
            return dot();
        }
        return single(variable(e));
    }

    private Set<BitSet> encodeCall(RCall call) {
        String operator = call.functionName();
        if (call.size() == 1) {
            RValue only = call.argument(0);
            switch (operator) {
                case "(", "+":
                    return encode(only);
                case "-":
                    return without(new LinkedHashSet<>(), only);
                case "offset":
                    variable(call);
                    offsets.add(new ArrayList<>(variables.keySet()).indexOf(Deparser.line(call)) + 1);
                    return new LinkedHashSet<>();
                default:
                    return single(variable(call));
            }
        }
        if (call.size() != 2) {
            return single(variable(call));
        }
        RValue left = call.argument(0);
        RValue right = call.argument(1);
        switch (operator) {
            case "+": {
                Set<BitSet> sum = encode(left);
                sum.addAll(encode(right));
                return sum;
            }
            case "-":
                return without(encode(left), right);
            case ":":
                return products(encode(left), encode(right));
            case "*": {
                Set<BitSet> a = encode(left);
                Set<BitSet> b = encode(right);
                Set<BitSet> all = new LinkedHashSet<>(a);
                all.addAll(b);
                all.addAll(products(a, b));
                return all;
            }
            case "/": {
                Set<BitSet> a = encode(left);
                Set<BitSet> all = new LinkedHashSet<>(a);
                all.addAll(products(single(union(a)), encode(right)));
                return all;
            }
            case "%in%":
                return products(encode(left), single(union(encode(right))));
            case "^":
                return power(encode(left), right);
            default:
                return single(variable(call));
        }
    }

    private Set<BitSet> power(Set<BitSet> base, RValue exponent) {
        if (!(exponent instanceof RVector number) || number.length() != 1 || number.integerAt(0) < 1) {
            throw new RError("invalid power in formula");
        }
        Set<BitSet> all = new LinkedHashSet<>(base);
        Set<BitSet> last = base;
        for (int k = 1; k < number.integerAt(0); k++) {
            last = products(last, base);
            all.addAll(last);
        }
        return all;
    }

    private Set<BitSet> without(Set<BitSet> terms, RValue taken) {
        if (taken instanceof RVector number && number.length() == 1) {
            intercept = number.doubleAt(0) == 0;
            return terms;
        }
        boolean kept = intercept;
        Set<BitSet> gone = encode(taken);
        intercept = kept && !gone.contains(NOTHING);
        terms.removeAll(gone);
        return terms;
    }

    private Set<BitSet> dot() {
        if (dataNames == null) {
            throw new RError("'.' in formula and no 'data' argument");
        }
        Set<BitSet> all = new LinkedHashSet<>();
        for (String name : dataNames) {
            if (!name.equals(responseText)) {
                all.add(variable(RSymbol.of(name)));
            }
        }
        return all;
    }

    private BitSet variable(RValue e) {
        String text = Deparser.line(e);
        variables.putIfAbsent(text, e);
        int place = 0;
        for (String known : variables.keySet()) {
            if (known.equals(text)) {
                break;
            }
            place++;
        }
        BitSet term = new BitSet();
        term.set(place);
        return term;
    }

    private static Set<BitSet> single(BitSet term) {
        Set<BitSet> terms = new LinkedHashSet<>();
        terms.add(term);
        return terms;
    }

    private static BitSet union(Set<BitSet> terms) {
        BitSet all = new BitSet();
        terms.forEach(all::or);
        return all;
    }

    private static Set<BitSet> products(Set<BitSet> a, Set<BitSet> b) {
        Set<BitSet> all = new LinkedHashSet<>();
        for (BitSet left : a) {
            for (BitSet right : b) {
                BitSet both = (BitSet) left.clone();
                both.or(right);
                all.add(both);
            }
        }
        return all;
    }
}
