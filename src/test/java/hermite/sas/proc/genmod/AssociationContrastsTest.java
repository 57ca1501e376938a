package hermite.sas.proc.genmod;

import static hermite.sas.proc.genmod.LikelihoodOptionsTest.number;
import static hermite.sas.proc.genmod.LikelihoodOptionsTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.PublishedTables;
import org.junit.jupiter.api.Test;

/** ESTIMATE and CONTRAST about alpha, against the same model with the difference as a parameter of its own. */
class AssociationContrastsTest {
    private static MemoryContext fit(String association, String statements) {
        return run(
                "WORK.A",
                PublishedTables.contraceptive(),
                "proc genmod data=a descending; class id time; model y = trt / dist=bin; repeated subject=id /"
                        + " within=time converge=1e-10 maxiter=200 " + association + "; " + statements + " run;");
    }

    /** alpha1 = d + alpha2: the Z matrix with columns d, alpha2, alpha3, … has d and its standard error as a row. */
    @Test
    void aDifferenceIsTheParameterOfAnotherZMatrix() {
        MemoryContext full =
                fit("logor=fullclust", "estimate 'd' alpha 1 -1 / exp; contrast 'd' alpha 2 -2; contrast 't' trt 1;");
        OutputTable other = fit(
                        "logor=zrep((1 2) 1 1 0 0 0 0, (1 3) 0 1 0 0 0 0, (1 4) 0 0 1 0 0 0, (2 3) 0 0 0 1 0 0,"
                                + " (2 4) 0 0 0 0 1 0, (3 4) 0 0 0 0 0 1)",
                        "")
                .tablesNamed("GEEEmpPEst")
                .get(0);
        OutputTable estimates = full.tablesNamed("AlphaEstimates").get(0);
        double d = number(other, 2, "Estimate");
        double error = number(other, 2, "Stderr");
        assertThat(number(estimates, 0, "Estimate")).isCloseTo(d, within(1e-7));
        assertThat(number(estimates, 0, "StdErr")).isCloseTo(error, within(1e-7));
        assertThat(number(estimates, 1, "Estimate")).isCloseTo(Math.exp(d), within(1e-6));
        OutputTable contrasts = full.tablesNamed("AlphaContrasts").get(0);
        assertThat(number(contrasts, 0, "ChiSq")).isCloseTo(d * d / (error * error), within(1e-5));
        assertThat(full.tablesNamed("Contrasts").get(0).rows()).hasSize(1);
        assertThat(full.logLines()).anyMatch(l -> l.contains("is an extension: it is Hermite's own."));
    }

    @Test
    void refusesWhatAlphaCannotMean() {
        assertThatThrownBy(() -> fit("logor=exch", "estimate 'd' alpha 1 -1;"))
                .hasMessage("Coefficients of alpha stand alone, at most one for each of the 1 log odds ratios: contrast"
                        + " 'equal' alpha 1 -1.");
        assertThatThrownBy(() -> fit("logor=exch", "estimate 'd' alpha 1 trt 1;"))
                .hasMessageStartingWith("Coefficients of alpha stand alone");
        assertThatThrownBy(() -> fit("type=exch", "estimate 'd' alpha 1;"))
                .hasMessage("The effect alpha is not in the model.");
    }
}
