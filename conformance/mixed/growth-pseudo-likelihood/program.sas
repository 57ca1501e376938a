/* Simulated counts on the layout of the growth study (R: set.seed(3); rpois(104, exp(-1 + distance/12))). */
data counts;
   length child $3;
   input child male age c @@;
   visit = age / 2 - 3;
   datalines;
M01 1 8 1   M01 1 12 6   M01 1 14 4   M02 1 8 1   M02 1 10 3   M02 1 12 3   M02 1 14 1   M03 1 8 2
M03 1 10 3   M03 1 12 3   M03 1 14 4   M04 1 8 3   M04 1 10 4   M04 1 12 3   M04 1 14 6   M05 1 8 3
M05 1 10 1   M05 1 12 3   M05 1 14 6   M06 1 8 2   M06 1 10 2   M06 1 12 0   M06 1 14 2   M07 1 8 0
M07 1 10 1   M07 1 12 4   M07 1 14 4   M08 1 8 5   M08 1 10 2   M08 1 12 4   M08 1 14 2   M09 1 10 1
M09 1 14 2   M10 1 8 3   M10 1 10 2   M10 1 12 4   M10 1 14 8   M11 1 8 1   M11 1 10 3   M11 1 12 1
M11 1 14 2   M12 1 8 3   M12 1 10 1   M12 1 12 3   M12 1 14 3   M13 1 8 1   M13 1 10 0   M13 1 12 1
M13 1 14 3   M14 1 8 4   M14 1 10 2   M14 1 12 2   M14 1 14 5   M15 1 8 7   M15 1 10 5   M15 1 12 6
M15 1 14 4   M16 1 8 1   M16 1 10 1   M16 1 12 2   M16 1 14 4   F01 0 8 0   F01 0 10 3   F01 0 12 0
F01 0 14 4   F02 0 8 1   F02 0 10 3   F02 0 12 3   F02 0 14 2   F03 0 8 0   F03 0 10 4   F03 0 12 4
F04 0 8 5   F04 0 10 6   F04 0 12 3   F04 0 14 3   F05 0 8 1   F05 0 10 1   F05 0 12 4   F05 0 14 4
F06 0 8 3   F06 0 10 3   F06 0 12 2   F06 0 14 0   F07 0 8 5   F07 0 10 4   F07 0 12 1   F07 0 14 3
F08 0 8 3   F08 0 10 5   F08 0 12 0   F08 0 14 2   F09 0 8 2   F09 0 10 3   F09 0 12 4   F09 0 14 1
F10 0 8 1   F10 0 10 1   F10 0 12 1   F10 0 14 2   F11 0 8 4   F11 0 10 4   F11 0 12 2   F11 0 14 5
;
run;

proc glimmix data=counts method=mspl noclprint;
   class child;
   model c = age male age*male / solution dist=poisson;
   random intercept / subject=child;
   random _residual_;
   ods output CovParms=scale_cov ParameterEstimates=scale_b;
run;

proc glimmix data=counts method=mspl noclprint;
   class child visit;
   model c = age male age*male / solution dist=poisson;
   random intercept / subject=child;
   random visit / residual subject=child type=ar(1);
   ods output CovParms=ar_cov ParameterEstimates=ar_b;
run;
