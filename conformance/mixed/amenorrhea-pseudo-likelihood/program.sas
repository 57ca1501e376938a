%include '../../../scripts/trials.sas';

data women;
   set trials.amenorrhea;
   time2 = time**2;
   trt_time = trt * time;
   trt_time2 = trt * time2;
run;

proc glimmix data=women noclprint;
   class id;
   model y = time time2 trt_time trt_time2 / dist=binomial link=logit s;
   random intercept / subject=id;
   ods output IterHistory=pql FitStatistics=pql_fit Dimensions=dimensions;
run;

proc glimmix data=women method=rmpl empirical noclprint;
   class id;
   model y = time time2 trt_time trt_time2 / dist=binomial link=logit s;
   random intercept / subject=id;
   ods output IterHistory=mql FitStatistics=mql_fit;
run;
