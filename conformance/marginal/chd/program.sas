/* Coronary heart disease in the Western Collaborative Group Study: cases and person-years by smoking (cigarettes a
   day), blood pressure (1 high) and behaviour (1 type A), as given in Fitzmaurice, Laird and Ware (2011).       */
data chd;
   input smoking bp personality cases py @@;
   logpy = log(py);
   id = _n_;
   datalines;
0 0 0 20 5268.2   10 0 0 16 2542.0   20 0 0 13 1140.7   30 0 0 3 614.6
0 0 1 41 4451.1   10 0 1 24 2243.5   20 0 1 27 1153.6   30 0 1 17 925.0
0 1 0 8 1366.8   10 1 0 9 497.0   20 1 0 3 238.1   30 1 0 7 146.3
0 1 1 29 1251.9   10 1 1 21 640.0   20 1 1 7 374.5   30 1 1 12 338.2
;
run;

proc genmod data=chd;
   model cases = smoking personality bp / dist=poisson offset=logpy;
   ods output ModelFit=fit_poisson ParameterEstimates=poisson;
run;

proc genmod data=chd;
   model cases = personality bp / dist=poisson offset=logpy;
   ods output ModelFit=fit_reduced ParameterEstimates=reduced;
run;

proc genmod data=chd;
   model cases = smoking personality bp / dist=poisson offset=logpy scale=pearson;
   ods output ModelFit=fit_pscale ParameterEstimates=pscale;
run;

proc genmod data=chd;
   model cases = smoking personality bp / dist=negbin offset=logpy;
   ods output ModelFit=fit_nb ParameterEstimates=nb;
run;

proc genmod data=chd;
   model cases/py = smoking personality bp / dist=binomial;
   ods output ModelFit=fit_binomial ParameterEstimates=binomial NObs=nobs;
run;

proc genmod data=chd;
   class id;
   model cases = smoking personality bp / dist=poisson offset=logpy;
   repeated subject=id;
   ods output GEEEmpPEst=gee GEEFitCriteria=criteria;
run;

proc genmod data=chd;
   class id;
   model cases = smoking personality bp / dist=negbin offset=logpy;
   repeated subject=id;
   ods output GEEEmpPEst=gee_nb;
run;

/* The dispersion at which the published fit stopped (SOURCE.md). */
proc genmod data=chd;
   class id;
   model cases = smoking personality bp / dist=negbin offset=logpy scale=0.000665265 noscale;
   repeated subject=id / printmle;
   ods output GEEFitCriteria=criteria_nb ModelFit=fit_nb_held;
run;
