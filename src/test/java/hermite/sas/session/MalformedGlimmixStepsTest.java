package hermite.sas.session;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Malformed GLIMMIX steps by quadrature with the exact messages: what is wrong, the place (marked {@code ^} in the program),
 * the nearest right word. Texts with numbers, and those for data and response: shared/spec/log.md, sections 5 and 6.
 */
class MalformedGlimmixStepsTest {
    private static final String DATA = "options ls=256; data v; input id t y x n e g $ w @@; datalines;\n"
            + "1 1 0 0.5 3 1 a 1 1 2 1 1.5 3 2 a 1 2 1 1 0.7 4 0 b 2 2 2 0 1.1 4 4 b 2\n"
            + "3 1 0 0.2 2 1 c 0 3 2 1 2.5 2 3 c 1 4 1 1 0.9 5 2 a -1 4 2 0 1.4 5 5 b 1\n;\n";

    @TempDir
    Path directory;

    /** The third column is the nearest word; {@code -} where no place can be named. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        ^proc glimmix data=v method=quad; class id; random int / subject=id; # ERROR: No MODEL statement was specified. # ``
        proc glimmix data=v method=^quadd; class id; model y = x / dist=bin; random int / subject=id; # ERROR 22-322: Syntax error, expecting one of the following: LAPLACE, MMPL, MSPL, QUAD, RMPL, RSPL. # QUAD
        proc glimmix data=v method=quad(^qpoint=5); class id; model y = x / dist=bin; random int / subject=id; # ERROR 22-322: Syntax error, expecting one of the following: ), EBDETAILS, EBSSFRAC, EBSSTOL, EBSTEPS, EBSUBSTEPS, EBTOL, FASTQUAD, INITPL, NOAD, NOADSCALE, NOINITPL, QCHECK, QFAC, QMAX, QMIN, QPOINTS, QTOL. ERROR 202-322: The option or parameter is not recognized and will be ignored. # QPOINTS
        ^proc glimmix data=v method=quad(qpoints=0); class id; model y = x / dist=bin; random int / subject=id; # ERROR: QPOINTS=0 is out of range: a whole number from 1 to 1000 is expected. # ``
        proc glimmix data=v method=quad; class id; model ^yy = x / dist=bin; random int / subject=id; # ERROR: Variable YY not found. # y
        proc glimmix data=v method=quad; class id; model y = ^xx / dist=bin; random int / subject=id; # ERROR: Variable XX not found. # x
        proc glimmix data=v method=quad; class id; model y = x / dist=^binomal; random int / subject=id; # ERROR 22-322: Syntax error, expecting one of the following: BETA, BINARY, BINOMIAL, BYOBS, EXPONENTIAL, GAMMA, GEOMETRIC, INVGAUSS, LOGNORMAL, MULTINOMIAL, NEGBINOMIAL, NORMAL, POISSON, TCENTRAL. # BINOMIAL
        proc glimmix data=v method=quad; class id; model y = x / dist=bin ^solutions; random int / subject=id; # ERROR 22-322: Syntax error, expecting one of the following: ;, ALPHA, CHISQ, CL, CORRB, COVB, COVBI, DDF, DDFM, DIST, E, E1, E2, E3, HTYPE, INTERCEPT, LINK, LWEIGHT, MARGINAL, NOCENTER, NOINT, OBSWEIGHT, ODDSRATIO, OFFSET, REFLINP, SOLUTION, STDCOEF, ZETA. ERROR 202-322: The option or parameter is not recognized and will be ignored. # SOLUTION
        proc glimmix data=v method=quad; class id; model y = x / dist=bin; ^random int; # ERROR: METHOD=QUAD requires that the data can be processed by subjects: add the SUBJECT= option to each RANDOM statement, as in RANDOM INTERCEPT / SUBJECT=id, or use METHOD=LAPLACE. # ``
        proc glimmix data=v method=quad; class id; model y = x / dist=bin; random int / subject=^idd; # ERROR: Variable IDD not found. # id
        proc glimmix data=v method=quad; class id; model y = x / dist=bin; random int / subject=id type=^unn; # ERROR 22-322: Syntax error, expecting one of the following: ANTE, AR, ARH, ARMA, CHOL, CS, CSH, FA, FA0, FA1, HF, LIN, PSPLINE, RSMOOTH, SP, SP(EXP), SP(EXPA), SP(EXPGA), SP(GAU), SP(GAUGA), SP(LIN), SP(LINL), SP(MATERN), SP(MATHSW), SP(POW), SP(POWA), # UN
        proc glimmix data=v method=quad; class id; ^model y = x / dist=bin ddfm=kr; random int / subject=id; # ERROR: DDFM=KENWARDROGER is not available with METHOD=QUAD or METHOD=LAPLACE. # ``
        proc glimmix data=v method=quad; class id; model y = x / dist=bin; ^random _residual_ / subject=id; # ERROR: METHOD=QUAD has no R-side effects. Use a pseudo-likelihood method such as METHOD=RSPL, or a random effect for the overdispersion. # ``
        proc glimmix data=v method=quad; class id; ^model y = x / dist=bin htype=4; random int / subject=id; # ERROR: HTYPE= takes the types of tests 1, 2 and 3. # ``
        proc glimmix data=v method=quad; class id; model y = x / dist=bin ddf=1 2; random int / subject=id; # ERROR: DDF= has 2 values for 1 effects; positive numbers or . are expected. # -
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; nloptions tech=^quanw; # ERROR 22-322: Syntax error, expecting one of the following: CONGRA, DBLDOG, NEWRAP, NMSIMP, NONE, NRRIDG, QUANEW, TRUREG. # QUANEW
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; ^nloptions tech=newrap update=bfgs; # ERROR: UPDATE=BFGS is no update formula of TECH=NEWRAP. # ``
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; ^parms (1) (1); # ERROR: Values are given for 2 covariance parameters, the model has 1. # ``
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; parms ^1; # ERROR 22-322: Syntax error, expecting one of the following: (, ;, /. # ``
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; ^parms (1) / hold=2; # ERROR: HOLD=2 names no covariance parameter: a whole number from 1 to 1 is expected. # ``
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; ^covtest 'a' zero; # ERROR: ZERO is no test of COVTEST: expecting one of DIAGG, DIAGR, GENERAL, GLM, HOMOGENEITY, INDEP, START, TESTDATA=, ZEROG, or values. # ``
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; covtest 'a' zerog / ^clasical; # ERROR 22-322: Syntax error, expecting one of the following: ;, CL, CLASSICAL, DF, ESTIMATES, MAXITER, RESTART, WALD, WGHT. ERROR 202-322: The option or parameter is not recognized and will be ignored. # CLASSICAL
        proc glimmix data=v method=quad; class id; model y = x / dist=bin oddsratio(^at n=1); random int / subject=id; # ERROR: AT of ODDSRATIO names n, which is no continuous variable of the model. # ``
        proc glimmix data=v method=quad; class id; model y = x / dist=bin oddsratio(diff=^al); random int / subject=id; # ERROR 22-322: Syntax error, expecting one of the following: ALL, FIRST, LAST. # ALL
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; output out=o ^prd=p; # ERROR 22-322: Syntax error, expecting one of the following: ;, LCL, OUT, PEARSON, PREDICTED, RESIDUAL, STDERR, STUDENT, UCL, VARIANCE. ERROR 202-322: The option or parameter is not recognized and will be ignored. # PRED
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; weight ^ww; # ERROR: Variable WW not found. # w
        ^proc glimmix data=v method=quad; class id; model x = t / dist=gamma; random int / subject=id; weight n; # ERROR: WEIGHT with METHOD=QUAD or LAPLACE multiplies log likelihoods; for DIST=Gamma, whose scale it would divide, it is not built yet. # ``
        proc glimmix data=v method=quad; class id; model y = x / dist=bin link=^lgit; random int / subject=id; # ERROR 22-322: Syntax error, expecting one of the following: BYOBS, CAUCHIT, CLOGLOG, CUMCLL, CUMLOGIT, CUMLOGLOG, CUMPROBIT, GLOGIT, IDENTITY, LOG, LOGIT, LOGLOG, POWER, POWERMINUS2, PROBIT, RECIPROCAL. # LOGIT
        proc glimmix data=v method=quad empirical=^clasic; class id; model y = x / dist=bin; random int / subject=id; # ERROR 22-322: Syntax error, expecting one of the following: CLASSICAL, DF, FIROEEQ, FIRORES, MBN, ROOT. # ``
        proc glimmix data=v method=quad; class id g; model n = g / dist=poisson; random int / subject=id; estimate 'a' ^gg 1; # ERROR: The effect gg is not in the model. # ``
        proc glimmix data=v method=quad; class id g; model n = g / dist=poisson; random int / subject=id; lsmeans ^h; # ERROR: The effect h is not in the model. # ``
        proc glimmix data=v method=quad; class id; model ^x = t / dist=beta; random int / subject=id; # ERROR: 4 of the response values of x are not valid for the beta distribution. # ``
        proc glimmix data=v(where=(id>9)) method=quad; class id; model n = x / dist=poisson; random int / subject=id; # ERROR: No valid observations are available for the analysis. # -
        ^proc glimmix data=v method=quad; class id t; model n = x / dist=poisson; random int / subject=id; random int / subject=t; # ERROR: METHOD=QUAD needs subjects that are common to all RANDOM statements or nested in each other; id, t cross. Use METHOD=LAPLACE. # ``
        ^proc glimmix data=v method=quad(qpoints=60); class id; model n = x / dist=poisson; random int t x / subject=id type=un; # ERROR: 3 random effects with 60 points each need 216000 nodes; use fewer points or the Laplace approximation # ``
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; ^code file='a'; # WARNING: The CODE statement is not supported yet and is ignored. # ``
        proc glimmix data=v method=quad; class id; model n = x / dist=poisson; random int / subject=id; ^effectplt fit; # ERROR 180-322: Statement is not valid or it is used out of proper order. # EFFECTPLOT
        proc glimmix data=v method=quad outdesign(^nmes)=d; class id; model n = x / dist=poisson; random int / subject=id; # ERROR 22-322: Syntax error, expecting one of the following: ), NAMES, NOMISS, NOVAR, X, Z. ERROR 202-322: The option or parameter is not recognized and will be ignored. # NAMES
        proc glimmix data=v method=quad ^list; class id; model n = x / dist=poisson; random int / subject=id; # WARNING: The option LIST is not supported yet and is ignored. # ``
        """)
    void areAnsweredWithAnExactMessage(String marked, String expected, String nearest) {
        MalformedStep.assertAnswer(directory, DATA, marked, expected, nearest);
    }
}
