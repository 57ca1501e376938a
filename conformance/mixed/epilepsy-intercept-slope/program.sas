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

/* The counts in their own places. */
data placed;
   set trials.epilepsy;
   array count {0:4} y0-y4;
   do time = 0 to 4;
      y = count{time}; t = log(8 - 6 * (time > 0)); post = (time > 0); output;
   end;
run;

proc sort data=placed;
   by descending trt;
run;

%macro placed(points, options, out);
   proc glimmix data=placed method=quad(qpoints=&points) order=data noclprint &options;
      class id trt;
      model y = time trt trt*time / dist=poisson link=log s offset=t;
      random intercept time / subject=id type=un;
      ods output FitStatistics=fit_&out ParameterEstimates=solution_&out CovParms=covariance_&out;
   run;
%mend;
%placed(30, , placed)
%placed(30, empirical, placed_sandwich)

/* The model of Fitzmaurice, Laird and Ware (2011): a slope after the baseline. */
%macro slope(points, options, out);
   proc glimmix data=placed method=quad(qpoints=&points) noclprint &options;
      class id;
      model y = post trt trt*post / dist=poisson link=log s offset=t;
      random intercept post / subject=id type=un;
      ods output FitStatistics=fit_&out ParameterEstimates=solution_&out CovParms=covariance_&out;
   run;
%mend;
%slope(1, , slope1)
%slope(5, , slope5)
%slope(10, , slope10)
%slope(30, , slope30)
%slope(30, empirical, slope_sandwich)

proc glimmix data=visits method=quad(qpoints=5) order=data noclprint;
   class id trt;
   model y = time trt trt*time / dist=poisson link=log s offset=t;
   random intercept time / subject=id type=un;
   ods output FitStatistics=fit_written5 ParameterEstimates=solution_written5 CovParms=covariance_written5;
run;
