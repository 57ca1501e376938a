/* The smoking prevention study: pupils in classes in schools; the score cut at 3.          */
data pupils;
   infile "&shared/data/Smoking.dat" firstobs=2;
   input school class sc tv pthk y;
   high = y >= 3;
run;

/* Statements may name the inner level first. */
proc glimmix data=pupils method=laplace noclprint;
   class school class;
   model high(event='1') = pthk sc tv / dist=binary s;
   random intercept / subject=class(school);
   random intercept / subject=school;
   ods output FitStatistics=fit CovParms=covariance ParameterEstimates=solution Dimensions=size;
run;

proc glimmix data=pupils method=quad(qpoints=9 fastquad) noclprint;
   class school class;
   model high(event='1') = pthk sc tv / dist=binary s;
   random intercept / subject=school;
   random intercept / subject=class(school);
   ods output FitStatistics=fit9 CovParms=covariance9 ParameterEstimates=solution9;
run;
