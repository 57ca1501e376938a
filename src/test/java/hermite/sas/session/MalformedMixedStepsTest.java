package hermite.sas.session;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Malformed MIXED steps with the exact messages: what is wrong, the place (marked {@code ^} in the program), the nearest
 * right word; and what is not built, which must end the step or be named.
 */
class MalformedMixedStepsTest {
    private static final String DATA = "options ls=256; data v; input id t y x n e g $ w @@; datalines;\n"
            + "1 1 0 0.5 3 1 a 1 1 2 1 1.5 3 2 a 1 2 1 1 0.7 4 0 b 2 2 2 0 1.1 4 4 b 2\n"
            + "3 1 0 0.2 2 1 c 0 3 2 1 2.5 2 3 c 1 4 1 1 0.9 5 2 a -1 4 2 0 1.4 5 5 b 1\n;\n";

    @TempDir
    Path directory;

    /** The third column is the nearest word; {@code -} where no place can be named. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        ^proc mixed data=v; class id; random id; # ERROR: No MODEL statement was specified. # ``
        proc mixed data=v; class id; model ^yy = x; # ERROR: Variable YY not found. # y
        proc mixed data=v; class id; model y = ^xx; # ERROR: Variable XX not found. # x
        proc mixed data=v; model y = ^g; # ERROR: Variable G in list does not match type prescribed for this list. # ``
        proc mixed data=v; ^model g = x; # ERROR: The response g must be a numeric variable. # ``
        proc mixed data=v; class id; model y = x; random int / subject=^idd; # ERROR: Variable IDD not found. # id
        proc mixed data=v; class id; model y = x; random int / subject=^t; # ERROR: Numeric variable t of SUBJECT= or GROUP= is not in the CLASS statement, so a new subject or group begins wherever its value changes; its value 1 stands in rows that are apart. Put it in the CLASS statement, or sort the data by it. # ``
        proc mixed data=v; class id; model y = x; random int / sub=id type=^unn; # ERROR 22-322: Syntax error, expecting one of the following: ANTE, AR, ARH, ARMA, CHOL, CS, CSH, FA, FA0, FA1, HF, LIN, PSPLINE, RSMOOTH, SP, SP(EXP), SP(EXPA), SP(EXPGA), SP(GAU), SP(GAUGA), SP(LIN), SP(LINL), SP(MATERN), SP(MATHSW), SP(POW), SP(POWA), # UN
        proc mixed data=v; class id; model y = x; ^random int / sub=id type=ar(2); # ERROR: TYPE=AR cannot have the number 2 here: only order 1 is defined. # ``
        proc mixed data=v; class id; model y = x; ^random int / sub=id type=vc(2); # ERROR: TYPE=VC cannot have the number 2 here: it takes none. # ``
        proc mixed data=v; class id; model y = x; ^random int / sub=id type=sp(pow)(t); # ERROR: Spatial TYPE=SP(POW)(t) is built for residuals, not for random effects. Use it in the REPEATED statement or with RANDOM _RESIDUAL_. # ``
        proc mixed data=v; class id; model y = x; ^repeated / type=ar(1); # ERROR: TYPE=AR(1) of the residuals needs the SUBJECT= option. # ``
        proc mixed data=v; class id; model y = x; ^repeated x / sub=id type=un; # ERROR: The REPEATED effect x must consist of CLASS variables. # ``
        proc mixed data=v; class id; model y = x; ^repeated / sub=id type=sp(exp); # ERROR: TYPE=SP(EXP) needs the numeric variables that hold the coordinates in parentheses, as in TYPE=SP(EXP)(x y). # ``
        proc mixed data=v; class id; model y = x; ^repeated / sub=id type=arma(2,1); # ERROR: TYPE=ARMA cannot have the number 2 here: only ARMA(1,1) is defined. # ``
        proc mixed data=v; class id; model y = x; ^repeated / sub=id type=lin(2); # ERROR: TYPE=LIN cannot have the number 2 here: LDATA= names its matrices. # ``
        proc mixed data=v; class id; model y = x; repeated / sub=id; ^repeated / sub=id; # ERROR: Only one REPEATED statement is allowed. # ``
        proc mixed data=v; class id; model y = x / ddfm=^satt; # ERROR 22-322: Syntax error, expecting one of the following: BETWITHIN, CONTAIN, KENWARDROGER, KENWARDROGER2, NONE, RESIDUAL, SATTERTHWAITE. # SAT
        proc mixed data=v; class id; model y = x / ddfm=kr; random int / sub=id; ^parms (1); # ERROR: Values are given for 1 covariance parameters, the model has 2. # ``
        proc mixed data=v; class id; model y = x; random int / sub=id; ^parms (1) (1) / hold=3; # ERROR: HOLD=3 in the PARMS statement: covariance parameters are numbered from 1 to 2. # ``
        ^proc mixed data=v; class id; model y = x; random int / sub=id; parms (-9) (1) / noiter; # ERROR: The covariance matrix is not positive definite at the values of the PARMS statement. # ``
        proc mixed data=v method=type3; class id; model y = x; random id; ^repeated / sub=id; # ERROR: METHOD=TYPE3 is for variance component models, which have no REPEATED statement. Use METHOD=REML or drop the statement. # ``
        proc mixed data=v method=type2; class id; model y = x; random id; ^parms (1) (1); # ERROR: METHOD=TYPE2 is for variance component models, which have no PARMS statement. Use METHOD=REML or drop the statement. # ``
        proc mixed data=v method=type1; class id; model y = x; ^random int x / sub=id type=un; # ERROR: METHOD=TYPE1 is for variance component models: RANDOM takes neither TYPE= other than VC nor GROUP= nor GDATA=. Use METHOD=REML. # ``
        ^proc mixed data=v method=type3; class id t; model y = x; random id t*id; # ERROR: The expected mean squares of METHOD=TYPE3 do not tell the variances apart: no degrees of freedom are left for the residual or for a random effect. Drop a RANDOM effect or use METHOD=REML. # ``
        ^proc mixed data=v method=type3; class id t; model y = id; random id; # ERROR: The expected mean squares of METHOD=TYPE3 do not tell the variances apart: no degrees of freedom are left for the residual or for a random effect. Drop a RANDOM effect or use METHOD=REML. # ``
        proc mixed data=v method=^remll; class id; model y = x; random id; # ERROR 22-322: Syntax error, expecting one of the following: MIVQUE0, ML, REML, TYPE1, TYPE2, TYPE3. # REML
        ^proc mixed data=v empirical; class id; model y = x; random id; # ERROR: EMPIRICAL needs observations in independent subjects: give every RANDOM and REPEATED statement a SUBJECT= that contains one common subject. # ``
        proc mixed data=v empirical; class id; ^model y = x / ddfm=kr; random int / sub=id; # ERROR: DDFM=KENWARDROGER adjusts the model-based covariance and cannot be combined with EMPIRICAL. Use DDFM=BETWITHIN or drop EMPIRICAL. # ``
        ^proc mixed data=v method=mivque0; class id t; model y = x; repeated t / sub=id type=ar(1); # ERROR: METHOD=MIVQUE0 needs covariance structures that are linear in their parameters (VC, UN, CS, TOEP, LIN). # ``
        proc mixed data=v; class id; model y = x / ^influence(iter=1.5); random int / sub=id; # ERROR: ITER= of INFLUENCE must be a whole number from 0 on. # ``
        proc mixed data=v; class id; model y = x / ^influence(select=99); random int / sub=id; # ERROR: SELECT=99 of INFLUENCE names no set: a whole number up to 8 is expected. # ``
        proc mixed data=v; class id; model y = x / ^influence(keep=0); random int / sub=id; # ERROR: KEEP= of INFLUENCE takes a whole number from 1. # ``
        proc mixed data=v ^convh=1e-4; class id; model y = x; random int / sub=id; # WARNING: The option CONVH is not supported yet and is ignored. # ``
        proc mixed data=v; class id; model y = x / ^influence(size=0); random int / sub=id; # ERROR: SIZE= of INFLUENCE must be a whole number from 1 on. # ``
        proc mixed data=v; class id; model y = x / ^influence(effect=id size=2); random int / sub=id; # ERROR: SIZE= together with EFFECT= of INFLUENCE is not built yet. Give one of them: SIZE= for tuples of rows, EFFECT= for levels. # ``
        proc mixed data=v; class id; model y = x / ^influence(effect=t); random int / sub=id; # ERROR: The EFFECT= of INFLUENCE, t, must consist of CLASS variables. # ``
        proc mixed data=v method=mivque0; class id; model y = x / ^influence(iter=5); random int / sub=id; # ERROR: INFLUENCE with ITER= estimates the covariance parameters anew, which needs METHOD=REML or ML, not MIVQUE0. # ``
        proc mixed data=v(where=(id>9)); class id; model y = x; # ERROR: No valid observations are available for the analysis. # -
        proc mixed data=v; class id; model y = x; random int / sub=id gdata=^nope; # ERROR: File WORK.NOPE.DATA does not exist. # ``
        proc mixed data=v; class id; model y = x; estimate 'a' ^xx 1; # ERROR: The effect xx is not in the model. # ``
        proc mixed data=v; class id; model y = x; random int / sub=id ^lokal; # ERROR 22-322: Syntax error, expecting one of the following: ;, ALPHA, CL, G, GC, GCI, GCORR, GDATA, GI, GROUP, LDATA, NOFULLZ, RATIOS, SOLUTION, SUBJECT, TYPE, V, VC, VCI, VCORR, VI. ERROR 202-322: The option or parameter is not recognized and will be ignored. # ``
        proc mixed data=v; class id; model y = x; ^weight g; # ERROR: Variable G in list does not match type prescribed for this list. # ``
        proc glimmix data=v; class id; model y = x / dist=bin; random int / sub=id; ^weight g; # ERROR: Variable G in list does not match type prescribed for this list. # ``
        """)
    void areAnsweredWithAnExactMessage(String marked, String expected, String nearest) {
        MalformedStep.assertAnswer(directory, DATA, marked, expected, nearest);
    }
}
