package hermite.r.lib.models;

import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.NegativeBinomialLogDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.model.lmm.CovarianceStructure;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import hermite.r.eval.Arguments;
import hermite.r.eval.FunctionTable;
import hermite.r.eval.Library;
import hermite.r.eval.RError;
import hermite.r.value.Attributes;
import hermite.r.value.Elements;
import hermite.r.value.ListBuilder;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Linear and generalized linear mixed fits for lme4 and the packages like it. */
public final class MixedFunctions implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("lme4")
                .function(".lmm(y, x, z, index, levels, weights, offset, REML)", MixedFunctions::linear)
                .function(
                        ".glmm(y, weights, x, z, index, levels, offset, family, link, points, shape)",
                        MixedFunctions::generalized)
                .script("formula.R")
                .script("fit.R")
                .script("methods.R")
                .script("print.R");
    }

    /** One random term as R gives it: z by columns, levels from 1. */
    private record Term(double[] z, int columns, int[] level, int levels) {
        double[] rowMajorZ() {
            return rowMajor(z, level.length, columns);
        }
    }

    private static List<Term> terms(RVector z, RVector index, RVector levels) {
        List<Term> terms = new ArrayList<>();
        RList designs = (RList) z;
        RList indexes = (RList) index;
        for (int t = 0; t < designs.length(); t++) {
            RVector design = (RVector) designs.get(t);
            int[] level = Elements.integers((RVector) indexes.get(t));
            for (int i = 0; i < level.length; i++) {
                level[i]--;
            }
            terms.add(new Term(Elements.doubles(design), design.dim()[1], level, levels.integerAt(t)));
        }
        return terms;
    }

    static double[] rowMajor(double[] byColumns, int rows, int columns) {
        double[] out = new double[byColumns.length];
        for (int k = 0; k < columns; k++) {
            for (int i = 0; i < rows; i++) {
                out[i * columns + k] = byColumns[k * rows + i];
            }
        }
        return out;
    }

    private static RValue linear(Arguments a) {
        double[] y = a.doubles(0);
        int n = y.length;
        int p = a.numeric(1).dim()[1];
        double[] x = rowMajor(a.doubles(1), n, p);
        List<Term> terms = terms(a.vector(2), a.vector(3), a.vector(4));
        double[] weights = a.isNull(5) ? ones(n) : a.doubles(5);
        if (!a.isNull(6)) {
            double[] offset = a.doubles(6);
            for (int i = 0; i < n; i++) {
                y[i] -= offset[i];
            }
        }
        List<RandomTerm> random = new ArrayList<>();
        for (Term term : terms) {
            CovarianceStructure structure = term.columns() == 1
                    ? CovarianceStructure.variance()
                    : CovarianceStructure.of(CovarianceStructure.Kind.UNSTRUCTURED, term.columns());
            random.add(RandomTerm.of(structure, term.columns(), term.rowMajorZ(), term.level(), term.levels()));
        }
        LmmSpec spec = new LmmSpec(y, x, p, weights, random, Residual.variance(n), a.flag(7));
        LmmFit fit = new LmmFitter().fit(spec);
        List<RValue> covariances = new ArrayList<>();
        List<RValue> effects = new ArrayList<>();
        List<RValue> conditional = new ArrayList<>();
        double residual = fit.theta()[spec.firstParameter(random.size())];
        for (int t = 0; t < random.size(); t++) {
            int q = terms.get(t).columns();
            double[] g = random.get(t).structure().matrix(fit.theta(), spec.firstParameter(t), q, -1, -1);
            covariances.add(RDouble.matrix(g, q, q));
            effects.add(byColumns(fit.effects().get(t).estimates(), terms.get(t).levels(), q));
            conditional.add(ConditionalVariances.of(
                    terms.get(t).rowMajorZ(),
                    q,
                    terms.get(t).level(),
                    terms.get(t).levels(),
                    weights,
                    g,
                    residual));
        }
        return new ListBuilder()
                .add("beta", RDouble.of(fit.beta().clone()))
                .add("vcov", RDouble.matrix(fit.betaCovariance().clone(), p, p))
                .add("sigma", Math.sqrt(residual))
                .add("criterion", fit.minusTwoLog())
                .add("G", RList.of(covariances.toArray(RValue[]::new)))
                .add("effects", RList.of(effects.toArray(RValue[]::new)))
                .add("condvar", RList.of(conditional.toArray(RValue[]::new)))
                .build();
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static RDouble byColumns(double[] rowMajor, int rows, int columns) {
        double[] out = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < columns; k++) {
                out[k * rows + i] = rowMajor[i * columns + k];
            }
        }
        return RDouble.matrix(out, rows, columns);
    }

    private static RValue generalized(Arguments a) {
        double[] share = a.doubles(0);
        int n = share.length;
        double[] weight = a.doubles(1);
        int p = a.numeric(2).dim()[1];
        double[] x = rowMajor(a.doubles(2), n, p);
        List<Term> terms = terms(a.vector(3), a.vector(4), a.vector(5));
        if (terms.size() > 1) {
            throw new RError("several random terms in glmer are not supported yet");
        }
        Term term = terms.get(0);
        String family = a.string(7);
        String link = a.string(8);
        boolean binomial = family.equals("binomial");
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = binomial ? Math.rint(share[i] * weight[i]) : share[i];
        }
        int q = term.columns();
        GlmmSpec spec = GlmmSpec.of(
                y,
                x,
                p,
                term.rowMajorZ(),
                q,
                term.level(),
                density(family, link),
                RandomCovariance.unstructured(q),
                Quadrature.points(Math.max(1, a.integer(9))));
        spec = binomial ? spec.withTrials(weight) : spec.withWeight(weight);
        if (!a.isNull(6)) {
            spec = spec.withOffset(a.doubles(6));
        }
        GlmmFit fit = new GlmmFitter().fit(spec);
        double[] effects = Arrays.copyOf(fit.modes(), term.levels() * q);
        double[] variances = Arrays.copyOf(fit.modeVariances(), term.levels() * q);
        double[] array = new double[term.levels() * q * q];
        for (int s = 0; s < term.levels(); s++) {
            for (int k = 0; k < q; k++) {
                array[s * q * q + k * q + k] = variances[s * q + k];
            }
        }
        int all = fit.parameters();
        double[] vcov = new double[p * p];
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < p; k++) {
                vcov[j * p + k] = fit.modelCovariance()[j * all + k];
            }
        }
        return new ListBuilder()
                .add("beta", RDouble.of(fit.beta().clone()))
                .add("vcov", RDouble.matrix(vcov, p, p))
                .add("criterion", fit.minusTwoLogLikelihood())
                .add("shape", fit.dispersion())
                .add("G", RList.of(RDouble.matrix(fit.g().clone(), q, q)))
                .add("effects", RList.of(byColumns(effects, term.levels(), q)))
                .add("condvar", RList.of(RDouble.of(array, Attributes.of("dim", RInteger.of(q, q, term.levels())))))
                .build();
    }

    private static ConditionalDensity density(String family, String link) {
        return switch (family + " " + link) {
            case "binomial logit" -> new BinomialDensity(BinomialDensity.Curve.LOGIT);
            case "binomial probit" -> new BinomialDensity(BinomialDensity.Curve.PROBIT);
            case "binomial cloglog" -> new BinomialDensity(BinomialDensity.Curve.CLOGLOG);
            case "binomial cauchit" -> new BinomialDensity(BinomialDensity.Curve.CAUCHIT);
            case "poisson log" -> new PoissonLogDensity();
            default -> {
                if (family.startsWith("Negative Binomial") && link.equals("log")) {
                    yield new NegativeBinomialLogDensity();
                }
                throw new RError("family " + family + " with link " + link + " is not supported in mixed models yet");
            }
        };
    }
}
