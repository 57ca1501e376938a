/* Epilepsy counts up to 2, from 3 to 6 and above, at the start and after each of the first three and the last visits. */
data wide;
   infile "&shared/data/epilepsy.csv" dsd firstobs=2;
   input id trt age y0-y4;
run;

data visits;
   set wide;
   array y{5} y0-y4;
   do time = 0 to 4;
      c = (y{time + 1} > 2) + (y{time + 1} > 6);
      output;
   end;
   keep id trt time c;
run;

proc glimmix data=visits;
   class id;
   model c = time trt / dist=multinomial s;
   random intercept / subject=id;
   store ordinal;
   ods output FitStatistics=fit CovParms=covariance ParameterEstimates=solution Tests3=tests;
run;

proc plm restore=ordinal;
   estimate 'slope' time 1;
   ods output Estimates=slope;
run;

proc glimmix data=visits method=mspl;
   class id;
   model c = time trt / dist=multinomial link=glogit s;
   random intercept / subject=id group=c;
   ods output FitStatistics=fit2 CovParms=covariance2 ParameterEstimates=solution2 Tests3=tests2;
run;
