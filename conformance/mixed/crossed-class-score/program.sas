/* The smoking prevention study with two crossed factors: the class and the score before.   */
data pupils;
   infile "&shared/data/Smoking.dat" firstobs=2;
   input school class sc tv pthk y;
   high = y >= 3;
run;

proc glimmix data=pupils method=laplace noclprint;
   class class pthk;
   model high(event='1') = sc tv / dist=binary s;
   random intercept / subject=class;
   random intercept / subject=pthk;
   ods output FitStatistics=fit CovParms=covariance ParameterEstimates=solution Dimensions=size;
run;

/* The same without SUBJECT=. */
proc glimmix data=pupils method=laplace noclprint;
   class class pthk;
   model high(event='1') = sc tv / dist=binary s;
   random class pthk;
   ods output FitStatistics=fit2 CovParms=covariance2;
run;
