package hermite.sas.proc.mixed;

import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.DesignMatrix;
import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.model.lmm.CovarianceStructure.Kind;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmSpec;
import hermite.model.rows.UsableRows;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.VariableStatement;
import hermite.sas.proc.covariance.CovarianceBinding;
import hermite.sas.proc.covariance.CovarianceModel;
import hermite.sas.proc.covariance.FixedInference;
import hermite.sas.proc.covariance.ParmsData;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The data of one BY group made ready for a fit.
 *
 * @param rowsUsed rows of the table that the fit uses
 * @param x fixed-effects design of those rows, aliased columns included
 * @param sweep of X'X: which columns are aliased
 * @param parmsData points of PARMS that a data set holds, in the order of output
 */
record MixedData(
        MixedRequest request,
        String dataSet,
        Table table,
        int[] rowsUsed,
        List<ClassLevels> classes,
        String response,
        Optional<String> weight,
        ModelTerms terms,
        DesignMatrix x,
        double[] crossProducts,
        Sweep sweep,
        CovarianceModel covariance,
        LmmSpec spec,
        Optional<List<double[]>> parmsData) {

    static MixedData of(MixedRequest request, String dataSet, Table table, ProcContext context) {
        List<ClassVariable> declared = ClassStatement.bind(
                request.step(),
                table,
                context,
                ClassStatement.order(request.step().options(), "ORDER", ClassVariable.LevelOrder.FORMATTED));
        List<Effect> fixed = EffectBinding.effects(request.body().effects(), table, declared);
        String response = response(request, table);
        Optional<String> weight = VariableStatement.numeric(request.step(), "WEIGHT", table, context);
        Set<String> needed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        needed.add(response);
        weight.ifPresent(needed::add);
        fixed.forEach(e -> needed.addAll(e.variables()));
        declared.stream().filter(c -> !c.missingIsLevel()).forEach(c -> needed.add(c.name()));
        needed.addAll(request.covariance().variables(table, declared));
        Optional<String> frequency = VariableStatement.numeric(request.step(), "FREQ", table, context);
        frequency.ifPresent(needed::add);
        int[] complete = UsableRows.complete(table, UsableRows.all(table), needed);
        int[] rows = UsableRows.repeated(table, UsableRows.weighted(table, complete, weight), frequency);
        if (rows.length == 0) {
            throw new StepFailure(MixedMessage.NO_OBSERVATIONS);
        }
        List<ClassLevels> classes = declared.stream()
                .map(c -> ClassLevels.of(c, table, rows, context.formats()))
                .toList();
        ModelTerms terms = new ModelTerms(!request.model().options().has("NOINT"), fixed, classes);
        DesignMatrix x = terms.design(table, rows, context.formats());
        double[] y = UsableRows.values(table, response, rows);
        double[] w = UsableRows.valuesOrOnes(table, weight, rows);
        double[] cross = x.crossProducts(w);
        Sweep sweep = Sweep.of(cross, x.columns(), singular(request));
        CovarianceModel covariance =
                CovarianceBinding.bind(request.covariance(), declared, classes, table, rows, context);
        LmmSpec spec = new LmmSpec(
                y,
                x.select(sweep.kept()),
                sweep.rank(),
                w,
                covariance.terms(),
                covariance.residual(),
                request.restricted());
        return new MixedData(
                request,
                dataSet,
                table,
                rows,
                classes,
                response,
                weight,
                terms,
                x,
                cross,
                sweep,
                covariance,
                spec,
                request.step()
                        .statement("PARMS")
                        .flatMap(p -> p.options().dataSet("PARMSDATA"))
                        .map(set -> ParmsData.read(set, covariance.places().length, context)));
    }

    private static String response(MixedRequest request, Table table) {
        String written = request.body().response().variables().get(0);
        var variable = table.variable(written)
                .orElseThrow(() -> new StepFailure(
                        request.model().place(),
                        ProcMessage.VARIABLE_NOT_FOUND,
                        written.toUpperCase(java.util.Locale.ROOT)));
        if (!variable.isNumeric() || request.body().response().trials().isPresent()) {
            throw new StepFailure(request.model().place(), MixedMessage.TEXT_RESPONSE, variable.name());
        }
        return variable.name();
    }

    /** Pivot tolerance of X'X. */
    public double singular() {
        return singular(request);
    }

    private static double singular(MixedRequest request) {
        return request.model().options().number("SINGULAR").orElse(Sweep.DEFAULT_SINGULAR);
    }

    /** Place of a residual variance that all of V is a multiple of; −1 for none. */
    int scale(LmmControl control) {
        boolean known = spec.random().stream().anyMatch(t -> t.structure().kind() == Kind.KNOWN);
        int residual = -1;
        for (int k = 0; k < covariance.parameters().size(); k++) {
            if (covariance.parameters().get(k).parameter().equals("Residual")) {
                residual = covariance.places()[k];
            }
        }
        boolean held = IntStream.range(0, control.held().length).anyMatch(k -> control.held()[k]);
        boolean several = spec.residual().groups() > 1;
        boolean declined = request.step().options().has("NOPROFILE");
        return known || held || several || declined ? -1 : residual;
    }

    int observations() {
        return rowsUsed.length;
    }

    FixedInference.Design design() {
        return new FixedInference.Design(
                terms, x, sweep.kept(), crossProducts, request.model().options().numbers("DDF"), observations());
    }
}
