package hermite.sas.proc.store;

import hermite.model.construct.CollectionEffect;
import hermite.model.construct.ConstructedEffect;
import hermite.model.construct.PolynomialEffect;
import hermite.model.construct.SplineBasis;
import hermite.model.construct.SplineEffect;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Constructed effects in an item store: a word for the kind, then the fields of the record. */
final class ConstructedEffectFormat {
    private ConstructedEffectFormat() {}

    static void write(DataOutputStream out, ConstructedEffect effect) throws IOException {
        StoreFormat.text(out, kind(effect));
        StoreFormat.text(out, effect.name());
        StoreFormat.texts(out, effect.variables());
        if (effect instanceof PolynomialEffect polynomial) {
            out.writeInt(polynomial.terms().size());
            for (List<Integer> powers : polynomial.terms()) {
                for (int power : powers) {
                    out.writeInt(power);
                }
            }
            numbers(out, polynomial.centers());
            numbers(out, polynomial.scales());
            StoreFormat.texts(out, polynomial.shown());
            out.writeBoolean(polynomial.separate());
        }
        if (effect instanceof SplineEffect spline) {
            for (SplineBasis basis : spline.bases()) {
                write(out, basis);
            }
        }
    }

    private static String kind(ConstructedEffect effect) {
        return effect instanceof PolynomialEffect
                ? "POLYNOMIAL"
                : effect instanceof SplineEffect ? "SPLINE" : "COLLECTION";
    }

    static ConstructedEffect read(DataInputStream in) throws IOException {
        String kind = StoreFormat.text(in);
        String name = StoreFormat.text(in);
        List<String> variables = StoreFormat.texts(in);
        switch (kind) {
            case "POLYNOMIAL" -> {
                List<List<Integer>> terms = new ArrayList<>();
                int count = StoreFormat.length(in);
                for (int t = 0; t < count; t++) {
                    List<Integer> powers = new ArrayList<>();
                    for (int v = 0; v < variables.size(); v++) {
                        powers.add(in.readInt());
                    }
                    terms.add(powers);
                }
                return new PolynomialEffect(
                        name, variables, terms, numbers(in), numbers(in), StoreFormat.texts(in), in.readBoolean());
            }
            case "SPLINE" -> {
                List<SplineBasis> bases = new ArrayList<>();
                for (int v = 0; v < variables.size(); v++) {
                    bases.add(readBasis(in));
                }
                return new SplineEffect(name, variables, bases);
            }
            case "COLLECTION" -> {
                return new CollectionEffect(name, variables);
            }
            default -> throw new IOException("a constructed effect of an unknown kind");
        }
    }

    private static void write(DataOutputStream out, SplineBasis basis) throws IOException {
        if (basis instanceof SplineBasis.BSpline spline) {
            StoreFormat.text(out, "BSPLINE");
            out.writeInt(spline.degree());
            numbers(out, spline.knots());
        } else if (basis instanceof SplineBasis.TruncatedPowers powers) {
            StoreFormat.text(out, "TPF");
            out.writeInt(powers.degree());
            numbers(out, powers.internalKnots());
            out.writeBoolean(powers.intercept());
            out.writeBoolean(powers.powers());
        } else {
            SplineBasis.NaturalCubic natural = (SplineBasis.NaturalCubic) basis;
            StoreFormat.text(out, "NATURAL");
            numbers(out, natural.internalKnots());
            out.writeBoolean(natural.intercept());
        }
    }

    private static SplineBasis readBasis(DataInputStream in) throws IOException {
        String kind = StoreFormat.text(in);
        return switch (kind) {
            case "BSPLINE" -> new SplineBasis.BSpline(in.readInt(), numbers(in));
            case "TPF" ->
                new SplineBasis.TruncatedPowers(in.readInt(), numbers(in), in.readBoolean(), in.readBoolean());
            case "NATURAL" -> new SplineBasis.NaturalCubic(numbers(in), in.readBoolean());
            default -> throw new IOException("a spline of an unknown basis");
        };
    }

    private static void numbers(DataOutputStream out, List<Double> values) throws IOException {
        StoreFormat.doubles(
                out, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<Double> numbers(DataInputStream in) throws IOException {
        return Arrays.stream(StoreFormat.doubles(in)).boxed().toList();
    }
}
