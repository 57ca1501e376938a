%include '../../../scripts/trials.sas';

/* The third visit is used twice and the second never, as in the program these figures belong to. */
data visits;
   set trials.epilepsy;
   time = 0; y = y0; output;
   time = 1; y = y1; output;
   time = 2; y = y3; output;
   time = 3; y = y3; output;
   time = 4; y = y4; output;
   drop y0-y4;
run;

data visits;
   set visits;
   if time = 0 then t = log(8);
   else t = log(2);
run;

proc sort data=visits;
   by descending trt;
run;

proc glimmix data=visits method=quad(qpoints=50) empirical order=data noclprint;
   class id trt;
   model y = time trt trt*time / dist=poisson link=log s offset=t;
   random intercept time / subject=id type=un;
   ods output FitStatistics=fit CondFitStatistics=conditional ParameterEstimates=solution
              CovParms=covariance Tests3=tests;
run;

proc glimmix data=visits method=quad(qpoints=50) order=data noclprint;
   class id trt;
   model y = time trt trt*time / dist=poisson link=log s offset=t;
   random intercept time / subject=id type=un;
   ods output ParameterEstimates=modelbased CovParms=modelcov;
run;
