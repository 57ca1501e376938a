%include '../../../scripts/trials.sas';

/* The contraceptive trial by number of points: random intercept, and intercept and slope. */
data women;
   set trials.amenorrhea;
   time2 = time**2;
   trttime = trt * time;
   trttime2 = trt * time2;
run;

%macro fit(name, method, random, empirical);
proc glimmix data=women method=&method &empirical noclprint noitprint;
   class id;
   model y = time time2 trttime trttime2 / dist=binomial solution;
   random &random / subject=id type=un;
   ods output ParameterEstimates=&name._b CovParms=&name._cov FitStatistics=&name._fit;
run;
%mend;

%macro points(letter, random, numbers, options);
   %local i n;
   %do i = 1 %to 20;
      %let n = %scan(&numbers, &i);
      %if &n = %then %return;
      %fit(&letter.&n, quad(qpoints=&n &options), &random)
   %end;
%mend;

%points(i, intercept, 1 5 10 20 50)
%points(p, intercept, 5 10 20, noad)
%points(s, intercept time, 1 5 10 15 30)
%fit(i50e, quad(qpoints=50), intercept, empirical)
%fit(s5e, quad(qpoints=5), intercept time, empirical)
%fit(s30e, quad(qpoints=30), intercept time, empirical)

/* Ratios between the occasions, of the model with a mean for each dose and visit. */
proc glimmix data=women method=quad(qpoints=50) noclprint noitprint;
   class id trt time;
   model y = trt*time / noint dist=binomial solution;
   random intercept / subject=id;
   estimate 'low 2' trt*time -1 1 0 0 / exp cl;
   estimate 'low 3' trt*time -1 0 1 0 / exp cl;
   estimate 'low 4' trt*time -1 0 0 1 / exp cl;
   estimate 'high 2' trt*time 0 0 0 0 -1 1 / exp cl;
   estimate 'high 3' trt*time 0 0 0 0 -1 0 1 / exp cl;
   estimate 'high 4' trt*time 0 0 0 0 -1 0 0 1 / exp cl;
   ods output Estimates=ratios;
run;
