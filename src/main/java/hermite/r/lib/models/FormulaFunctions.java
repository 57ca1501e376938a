package hermite.r.lib.models;

import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.Attributes;
import hermite.r.value.Elements;
import hermite.r.value.ListBuilder;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.List;

/** Terms, design matrices and least squares for the model functions, and the package stats as far as it is R code. */
public final class FormulaFunctions implements Library {
    private static final double UNUSED = Double.NaN;

    @Override
    public void declare(FunctionTable table) {
        table.in("stats")
                .function(".terms(formula, names, keep.order, specials)", FormulaFunctions::terms)
                .function(".design(terms, frame, contrasts, rows, names)", FormulaFunctions::design)
                .function(".least_squares(x, y, tol, whole = FALSE)", FormulaFunctions::leastSquares)
                .script("generics.R")
                .script("frames.R")
                .script("family.R")
                .script("lm.R")
                .script("glm.R");
        table.in("MASS").script("negbin.R").script("polr.R").script("diagnostics.R");
        table.in("ordinal").script("clm.R");
    }

    private static RValue terms(Arguments a) {
        if (!(a.value(0) instanceof RCall formula) || !formula.functionName().equals("~")) {
            throw new RError("argument is not a valid model");
        }
        String[] names = a.isNull(1) ? null : a.strings(1);
        TermsExpansion.Expanded expanded = TermsExpansion.of(formula, names, a.flag(2));
        int variables = expanded.variables().size();
        int count = expanded.terms().size();
        String[] labels = new String[count];
        int[] order = new int[count];
        int[] factors = new int[variables * count];
        for (int t = 0; t < count; t++) {
            labels[t] = expanded.label(t);
            order[t] = expanded.terms().get(t).cardinality();
            for (int v = 0; v < variables; v++) {
                factors[t * variables + v] = expanded.coding(v, t);
            }
        }
        RCall written = names == null ? formula : withDots(formula, labels, expanded);
        Attributes attributes = Attributes.NONE.with(
                "variables", RCall.of(RSymbol.of("list"), expanded.variables().toArray(RValue[]::new)));
        if (!expanded.offsets().isEmpty()) {
            attributes = attributes.with(
                    "offset",
                    RInteger.of(expanded.offsets().stream().mapToInt(i -> i).toArray()));
        }
        attributes = attributes
                .with("factors", count == 0 ? RInteger.of(new int[0]) : factorMatrix(factors, expanded, labels))
                .with("term.labels", RCharacter.of(labels))
                .with("order", RInteger.of(order))
                .with("intercept", RInteger.of(expanded.intercept() ? 1 : 0))
                .with("response", RInteger.of(expanded.response()));
        attributes = special(attributes, a.value(3), expanded);
        attributes = attributes.with("class", RCharacter.of("terms", "formula"));
        RValue environment = formula.attribute(".Environment");
        if (environment != RNull.NULL) {
            attributes = attributes.with(".Environment", environment);
        }
        return written.withAttributes(attributes);
    }

    private static RInteger factorMatrix(int[] factors, TermsExpansion.Expanded expanded, String[] labels) {
        Attributes matrix = Attributes.of(
                        "dim", RInteger.of(expanded.variables().size(), labels.length))
                .with(
                        "dimnames",
                        RList.of(
                                RCharacter.of(expanded.names().toArray(String[]::new)), RCharacter.of(labels.clone())));
        return RInteger.of(factors, matrix);
    }

    /** Places of the variables that are calls of the functions asked for, by function. */
    private static Attributes special(Attributes attributes, RValue specials, TermsExpansion.Expanded expanded) {
        if (!(specials instanceof RVector wanted)) {
            return attributes;
        }
        ListBuilder places = new ListBuilder();
        for (String name : Elements.strings(wanted)) {
            List<Integer> found = new ArrayList<>();
            for (int v = 0; v < expanded.variables().size(); v++) {
                if (expanded.variables().get(v) instanceof RCall call
                        && call.functionName().equals(name)) {
                    found.add(v + 1);
                }
            }
            places.add(
                    name,
                    found.isEmpty()
                            ? RNull.NULL
                            : RInteger.of(found.stream().mapToInt(i -> i).toArray()));
        }
        return attributes.with("specials", places.build());
    }

    /** The formula with a dot on its right side written out. */
    private static RCall withDots(RCall formula, String[] labels, TermsExpansion.Expanded expanded) {
        RValue right = formula.argument(formula.size() - 1);
        if (!mentionsDot(right)) {
            return formula;
        }
        RValue sum = null;
        for (int t = 0; t < labels.length; t++) {
            RValue term = null;
            for (int v = expanded.terms().get(t).nextSetBit(0);
                    v >= 0;
                    v = expanded.terms().get(t).nextSetBit(v + 1)) {
                RValue variable = expanded.variables().get(v);
                term = term == null ? variable : RCall.of(":", term, variable);
            }
            sum = sum == null ? term : RCall.of("+", sum, term);
        }
        sum = sum == null ? RDouble.of(1) : sum;
        sum = expanded.intercept() ? sum : RCall.of("-", sum, RDouble.of(1));
        return formula.size() == 2 ? RCall.of("~", formula.argument(0), sum) : RCall.of("~", sum);
    }

    private static boolean mentionsDot(RValue e) {
        if (e instanceof RSymbol symbol) {
            return symbol.name().equals(".");
        }
        if (e instanceof RCall call) {
            for (int i = 0; i < call.size(); i++) {
                if (mentionsDot(call.argument(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static RValue design(Arguments a) {
        if (!(a.value(1) instanceof RList frame)) {
            throw new RError("argument is not a valid model");
        }
        RList contrasts = a.value(2) instanceof RList given ? given : RList.of();
        return DesignColumns.matrix(a.value(0), frame, contrasts, a.vector(3), a.value(4));
    }

    /**
     * list(coefficients, rank, pivot, unscaled, effects, rss): the inverse cross products with names, NaN for columns set
     * aside.
     */
    private static RValue leastSquares(Arguments a) {
        RVector x = a.numeric(0);
        int[] dim = x.dim();
        if (dim == null || dim.length != 2) {
            throw new RError("'x' must be a matrix");
        }
        double[] columns = a.doubles(0);
        double[] y = a.doubles(1);
        if (y.length != dim[0]) {
            throw new RError("incompatible dimensions");
        }
        for (double v : columns) {
            requireFinite(v, "x");
        }
        for (double v : y) {
            requireFinite(v, "y");
        }
        int p = dim[1];
        LeastSquares fit = new LeastSquares(columns, dim[0], p, y, a.number(2));
        int[] pivot = fit.pivot().clone();
        for (int k = 0; k < p; k++) {
            pivot[k]++;
        }
        RVector unscaled = RDouble.matrix(fit.inverseCrossProducts(UNUSED), p, p);
        if (x.attribute("dimnames") instanceof RList names && names.get(1) != RNull.NULL) {
            unscaled = unscaled.withAttribute("dimnames", RList.of(names.get(1), names.get(1)));
        }
        ListBuilder out = new ListBuilder();
        if (a.flag(3)) {
            RVector decomposition = RDouble.matrix(fit.decomposition(), dim[0], p);
            if (x.attribute("dimnames") instanceof RList names) {
                decomposition = decomposition.withAttribute("dimnames", names);
            }
            out.add("qr", decomposition).add("qraux", RDouble.of(fit.heads()));
        }
        return out.add("coefficients", RDouble.of(fit.coefficients()))
                .add("rank", fit.rank())
                .add("pivot", RInteger.of(pivot))
                .add("unscaled", unscaled)
                .add("effects", RDouble.of(fit.effects()))
                .add("rss", fit.residualSquares())
                .build();
    }

    private static void requireFinite(double v, String name) {
        if (Double.isNaN(v) || Double.isInfinite(v)) {
            throw new RError("NA/NaN/Inf in '" + name + "'");
        }
    }
}
