package hermite.sas.proc.construct;

import hermite.model.construct.CollectionEffect;
import hermite.model.construct.ConstructedEffect;
import hermite.model.construct.EffectDefinition;
import hermite.model.construct.PolynomialEffect;
import hermite.model.construct.SplineBasis;
import hermite.model.construct.SplineEffect;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;

/** The tables that option DETAILS of EFFECT prints. */
public final class DetailTables {
    private DetailTables() {}

    /** @param made the effects that the model uses */
    public static List<OutputTable> of(ConstructedEffects statements, List<ConstructedEffect> made) {
        List<OutputTable> tables = new ArrayList<>();
        for (EffectDefinition definition : statements.definitions()) {
            if (!statements.detailed().contains(definition.name())) {
                continue;
            }
            List<ConstructedEffect> own = made.stream()
                    .filter(m -> definition.parts().contains(m.name()))
                    .toList();
            for (ConstructedEffect effect : own) {
                if (effect instanceof SplineEffect spline) {
                    tables.addAll(knots(spline));
                } else if (effect instanceof CollectionEffect collection) {
                    tables.add(members(collection));
                }
            }
            if (!own.isEmpty() && definition instanceof EffectDefinition.Polynomial polynomial) {
                tables.add(terms(polynomial));
                if (!polynomial.standardization().isNone()) {
                    tables.add(scaling(definition.name(), (PolynomialEffect) own.get(0)));
                }
            }
        }
        return tables;
    }

    private static List<OutputTable> knots(SplineEffect effect) {
        List<OutputTable> tables = new ArrayList<>();
        for (int v = 0; v < effect.variables().size(); v++) {
            SplineBasis basis = effect.bases().get(v);
            List<Double> all = basis instanceof SplineBasis.BSpline b ? b.knots() : basis.internalKnots();
            int before = basis instanceof SplineBasis.BSpline b ? b.degree() : 0;
            int last = before + basis.internalKnots().size();
            List<List<Cell>> rows = new ArrayList<>();
            for (int k = 0; k < all.size(); k++) {
                boolean boundary = k < before || k >= last;
                rows.add(List.of(Cell.of(k + 1.0), Cell.of(boundary ? "*" : ""), Cell.of(all.get(k))));
            }
            String variable = effect.variables().get(v);
            tables.add(OutputTable.of(
                    "SplineKnots",
                    "Knots for Spline Effect " + effect.name(),
                    Layout.COLUMNS,
                    List.of(
                            OutputColumn.number("KnotNumber", "Knot|Number", NumberFormats.INTEGER),
                            OutputColumn.text("Boundary", "Boundary"),
                            OutputColumn.number(variable, variable, NumberFormats.BEST12)),
                    rows));
        }
        return tables;
    }

    private static OutputTable members(CollectionEffect effect) {
        List<List<Cell>> rows =
                effect.variables().stream().map(v -> List.of((Cell) Cell.of(v))).toList();
        return OutputTable.of(
                "CollectionLevelInfo",
                "Constituents of Collection Effect " + effect.name(),
                Layout.COLUMNS,
                List.of(OutputColumn.text("Variable", "Variable")),
                rows);
    }

    private static OutputTable terms(EffectDefinition.Polynomial polynomial) {
        int count = PolynomialEffect.terms(
                        polynomial.variables().size(), polynomial.degree(), polynomial.largestPower())
                .size();
        List<List<Cell>> rows = List.of(
                detail("Degree", Integer.toString(polynomial.degree())),
                detail("Maximum Degree of a Variable", Integer.toString(polynomial.largestPower())),
                detail("Variables", String.join(" ", polynomial.variables())),
                detail("Number of Terms", Integer.toString(count)));
        return OutputTable.of(
                "PolynomialDetails",
                "Details for Polynomial Effect " + polynomial.name(),
                Layout.LABEL_VALUE,
                List.of(
                        OutputColumn.rowHeader("Description", "").withLabel("Description"),
                        OutputColumn.text("Value", "").withLabel("Value").withAlign(OutputColumn.Align.RIGHT)),
                rows);
    }

    private static List<Cell> detail(String label, String value) {
        return List.of(Cell.of(label), Cell.of(value));
    }

    private static OutputTable scaling(String name, PolynomialEffect effect) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int v = 0; v < effect.variables().size(); v++) {
            rows.add(List.of(
                    Cell.of(effect.variables().get(v)),
                    Cell.of(effect.centers().get(v)),
                    Cell.of(effect.scales().get(v))));
        }
        return OutputTable.of(
                "PolynomialScaling",
                "Standardization for Polynomial Effect " + name,
                Layout.COLUMNS,
                List.of(
                        OutputColumn.rowHeader("Variable", "Variable"),
                        OutputColumn.number("Center", "Center", NumberFormats.BEST12),
                        OutputColumn.number("Scale", "Scale", NumberFormats.BEST12)),
                rows);
    }
}
