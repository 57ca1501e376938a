package hermite.sas.session;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Malformed GENMOD and GEE steps with the exact messages: what is wrong, the place (marked {@code ^} in the program),
 * the nearest right word. Texts with numbers, and those for data and response: shared/spec/log.md, sections 5 and 6.
 */
class MalformedMarginalStepsTest {
    private static final String DATA = "options ls=256; data v; input id t y x n e g $ w @@; datalines;\n"
            + "1 1 0 0.5 3 1 a 1 1 2 1 1.5 3 2 a 1 2 1 1 0.7 4 0 b 2 2 2 0 1.1 4 4 b 2\n"
            + "3 1 0 0.2 2 1 c 0 3 2 1 2.5 2 3 c 1 4 1 1 0.9 5 2 a -1 4 2 0 1.4 5 5 b 1\n;\n";

    @TempDir
    Path directory;

    /** The third column is the nearest word; {@code -} where no place can be named. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        proc genmod data=v; class id; # ERROR: The MODEL statement is required. # -
        proc genmod data=v; model ^yy = x / dist=bin; # ERROR: Variable YY not found. # y
        proc genmod data=v; model y = x ^xx / dist=bin; # ERROR: Variable XX not found. # x
        proc genmod data=v; model y = ^g / dist=bin; # ERROR: Variable G in list does not match type prescribed for this list. # ``
        proc genmod data=v; model g = x / dist=poisson; # ERROR: Variable G in list does not match type prescribed for this list. # -
        proc genmod data=v; model n = x; ^model y = x; # ERROR: The MODEL statement is given more than once. # ``
        proc genmod data=v; model n = x / dist=bin; # ERROR: The response variable n has 4 levels; a binomial model needs 2. # -
        proc genmod data=v; ^model y/n = x / dist=poisson; # ERROR: The option events/trials in MODEL requires DIST=BINOMIAL. # ``
        proc genmod data=v; model y = x / dist=^binomal; # ERROR 22-322: Syntax error, expecting one of the following: BINOMIAL, GAMMA, GEOMETRIC, IGAUSSIAN, MULTINOMIAL, NEGBIN, NORMAL, POISSON, TWEEDIE, ZINB, ZIP. # BINOMIAL
        proc genmod data=v; model y = x / dist=^; # ERROR 22-322: Syntax error, expecting one of the following: BINOMIAL, GAMMA, GEOMETRIC, IGAUSSIAN, MULTINOMIAL, NEGBIN, NORMAL, POISSON, TWEEDIE, ZINB, ZIP. # ``
        proc genmod data=v; model y = x / ^link=cumlogit dist=bin; # ERROR: The option LINK=CUMLOGIT requires DIST=MULTINOMIAL. # ``
        proc genmod data=v; model y = x / dist=mult ^link=logit; # ERROR: The option DIST=MULTINOMIAL requires LINK=CUMLOGIT, CUMPROBIT or CUMCLL. # ``
        proc genmod data=v; model n = x / dist=poisson ^link=power(0); # ERROR: The POWER link requires a power other than 0, for example LINK=POWER(-1). # ``
        proc genmod data=v; model n = x / ^dist=tweedie(p=3); # ERROR: The value 3 of the option P is out of range: a number between 1 and 2 is expected. # ``
        proc genmod data=v; model n = x / dist=poisson ^scale=-1; # ERROR: The value -1 of the option SCALE is out of range: a positive number is expected. # ``
        proc genmod data=v; model n = x / ^alpha=2; # ERROR: The value 2 of the option ALPHA is out of range: a number between 0 and 1 is expected. # ``
        proc genmod data=v; model n = x / initial=1 2 3; # ERROR: The INITIAL= option has 3 values, 1 are expected: one for each parameter but the intercept. # -
        proc genmod data=v; model n = x / dist=poisson offset=g; # ERROR: Variable G in list does not match type prescribed for this list. # -
        proc genmod data=v; model ^= x; # ERROR 22-322: Syntax error, expecting one of the following: a name. # ``
        proc genmod data=v; model y(^event='3') = x / dist=bin; # ERROR: Invalid reference value for y. # ``
        proc genmod data=v; class g(^ref='z'); model n = g; # ERROR: Invalid reference value for g. # ``
        proc genmod data=v; class g / param=^reff; model n = g; # ERROR 22-322: Syntax error, expecting one of the following: EFFECT, GLM, ORDINAL, ORTHEFFECT, ORTHORDINAL, ORTHPOLY, ORTHREF, POLYNOMIAL, REFERENCE. # REF
        proc genmod data=v; class g; model n = ^g(x); # ERROR: Variable X in list does not match type prescribed for this list. # ``
        proc genmod data=v; class g; model n = g|x@^; # ERROR 79-322: Expecting a numeric constant. # ``
        proc genmod data=v; class id; model n = x; repeated subject=id / type=^exc; # ERROR 22-322: Syntax error, expecting one of the following: AR, ARTIME, EXCH, IND, MDEP, UN, USER. # EXCH
        proc genmod data=v; class id; model n = x; repeated ^sbject=id; # ERROR 22-322: Syntax error, expecting one of the following: ;, SUBJECT. ERROR 202-322: The option or parameter is not recognized and will be ignored. # SUBJECT
        proc genmod data=v; class id; model n = x; repeated subject=id; ^repeated subject=id; # ERROR: The REPEATED statement is given more than once. # ``
        proc genmod data=v; class id; model n = x; repeated subject=id / type=mdep(3) within=t; # ERROR: Variable t in the WITHINSUBJECT= effect must be in the CLASS list. # -
        proc genmod data=v; class id; model y = x / dist=bin; repeated subject=id / logor=exch alphainit=1 2; # ERROR: The ALPHAINIT= option has 2 values, 1 are expected. # -
        proc genmod data=v; class id; model y = x / dist=bin; repeated subject=id / logor=zrep(1 2 1); # ERROR: The option LOGOR=ZREP requires rows of one length, each after its pair, as in LOGOR=ZREP((1 2) 1 0, (1 3) 0 1, (2 3) 1 0). # -
        proc genmod data=v; class id; model n = x; repeated subject=id / logor=exch; # ERROR: The LOGOR= option requires a binary response and DIST=BINOMIAL. # -
        proc genmod data=v; class id; model n = x / type1; repeated subject=id; # WARNING: The option TYPE1 is ignored: estimating equations have no likelihood whose sequence it could test. # -
        proc genmod data=v; class id; model n = x / lrci; repeated subject=id; # WARNING: The option LRCI is ignored: with REPEATED limits of the initial fit are shown with PRINTMLE only. # -
        proc genmod data=v; model n = x / dist=poisson aggregate; # WARNING: The option AGGREGATE is ignored: it is for DIST=BINOMIAL with a binary response and for DIST=MULTINOMIAL. # -
        proc genmod data=v; class id; model n = x / noint ^intercept=1; repeated subject=id / intercept=2; # ERROR: The option INTERCEPT= of a model with NOINT requires the same value in the MODEL and the REPEATED statement. # ``
        proc genmod data=v; class id; model n = x / noint ^intercept=1 2; # ERROR: The INTERCEPT= option has 2 values, 1 are expected. # ``
        proc genmod data=v; class id; model n = x; repeated subject=id / initial=1 2; # ERROR: The INITIAL= option of the REPEATED statement has 2 values, 1 are expected: one for each parameter but the intercept. # -
        proc genmod data=v; class id; model n = x / ^dist=tweedie(p=3); repeated subject=id; # ERROR: The value 3 of the option P is out of range: a number between 1 and 2 is expected. # ``
        proc genmod data=v; class g; model n = g; estimate 'a' ^gg 1; # ERROR: The effect gg is not in the model. # ``
        proc genmod data=v; class g; model n = g; estimate 'a' ^g 1 2 3 4; # ERROR: More coefficients specified than levels of effect g. # ``
        proc genmod data=v; class g; model n = g; lsmeans ^h; # ERROR: The effect h is not in the model. # ``
        proc genmod data=v; class g; model n = g x; lsmeans ^x; # ERROR: Least squares means need class variables: the effect x has a continuous variable. # ``
        proc genmod data=v; class g; model n = g; lsmeans g / adjust=^tuky diff; # ERROR 22-322: Syntax error, expecting one of the following: BON, DUNNETT, SCHEFFE, SIDAK, SIMULATE, SMM, T, TUKEY. # TUKEY
        proc genmod data=v; class g / param=ref; model n = g; ^lsmeans g; # ERROR: The LSMEANS statement requires PARAM=GLM for all classification variables of the model. # ``
        proc genmod data=v; class g; model n = g; ^lsmeans g / diff=control('q'); # ERROR: The level 'q' of g does not occur. # ``
        proc genmod data=v; class g; model n = g; lsmeans g / ^at zz=1; # ERROR: The variable zz in the AT option is not a covariate of the model. # ``
        proc genmod data=v; class g; model n = g; ^slice g; # ERROR: The SLICEBY= option is required in the SLICE statement. # ``
        proc genmod data=v; model n = x; output out=o pred=p ^pzero=q; # ERROR: The option PZERO requires DIST=ZIP or DIST=ZINB and the ZEROMODEL statement. # ``
        proc genmod data=v; model n = x; weight g; # ERROR: Variable G in list does not match type prescribed for this list. # -
        proc genmod data=v; model n = x; ^weight w t; # ERROR: The WEIGHT statement needs one variable; 2 are given. # ``
        proc genmod data=v; model n = x; freq ^nn; # ERROR: Variable NN not found. # n
        proc genmod data=v; model n = x; zeromodel t; # ERROR: The option ZEROMODEL requires DIST=ZIP or DIST=ZINB. # -
        proc genmod data=v; model n = x; ^stor z; # ERROR 180-322: Statement is not valid or it is used out of proper order. # STORE
        proc genmod data=v(where=(id>9)); model n = x; # ERROR: There are no valid observations. # -
        proc genmod data=v(where=(y=1)); model y = x / dist=bin; # ERROR: All observations have the same response.  No statistics are computed. # -
        proc genmod data=v order=^dta; model n = x; # ERROR 22-322: Syntax error, expecting one of the following: DATA, FORMATTED, FREQ, INTERNAL. # DATA
        proc genmod data=^vv; model n = x; # ERROR: File WORK.VV.DATA does not exist. # V
        proc gee data=v; class id; model y = x / dist=bin; # ERROR: The REPEATED statement is required. # -
        proc gee data=v; class id; model y = x / dist=bin; repeated subject=id / type=un ^maxit=0; # ERROR: The value 0 of the option MAXITER is out of range: a positive number is expected. # ``
        proc gee data=v; class id; model y = x / dist=bin; repeated subject=^id*tt; # ERROR: Variable TT not found. # t
        proc genmod data=v; model n = x; ^assess link; # WARNING: The ASSESS statement is not supported yet and is ignored. # ``
        proc genmod data=v; model n = x; ^bayes seed=1; # WARNING: The BAYES statement is not supported yet and is ignored. # ``
        """)
    void areAnsweredWithAnExactMessage(String marked, String expected, String nearest) {
        MalformedStep.assertAnswer(directory, DATA, marked, expected, nearest);
    }
}
