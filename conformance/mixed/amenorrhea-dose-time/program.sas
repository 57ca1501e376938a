%include '../../../scripts/trials.sas';

data women;
   set trials.amenorrhea(rename=(trt=dose));
run;

proc glimmix data=women method=quad(qpoints=50) noclprint;
   class id dose time;
   model y = dose*time / noint dist=binomial solution;
   random intercept / subject=id;
   ods output FitStatistics=fit CondFitStatistics=conditional ParameterEstimates=solution CovParms=covariance;
run;
