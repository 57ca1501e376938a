%include '../../../scripts/trials.sas';

data women;
   set trials.amenorrhea;
   time2 = time**2;
run;

proc sort data=women;
   by descending trt;
run;

proc glimmix data=women method=quad(qpoints=5) empirical order=data noclprint;
   class id trt;
   model y = time time2 trt*time trt*time2 / dist=binomial link=logit s oddsratio;
   random intercept time / subject=id type=un;
   ods output FitStatistics=fit CondFitStatistics=conditional ParameterEstimates=solution
              CovParms=covariance Tests3=tests OddsRatios=odds;
run;

proc glimmix data=women method=quad(qpoints=5) order=data noclprint;
   class id trt;
   model y = time time2 trt*time trt*time2 / dist=binomial link=logit s;
   random intercept time / subject=id type=un;
   ods output ParameterEstimates=modelbased CovParms=modelcov;
run;
