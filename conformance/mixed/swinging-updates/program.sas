/* Updates of the pseudo-response that take back most of the one before. */
data sizes;
   do id = 1 to 60;
      do visit = 0 to 3;
         size = (0.3 + mod(id * 13 + visit * 7, 17) / 6) * (1 + mod(id, 4) / 2) ** 2;
         output;
      end;
   end;
run;

proc glimmix data=sizes method=rspl;
   class id;
   model size = visit / dist=exponential link=log s;
   random intercept / subject=id;
   ods output ParameterEstimates=exponential CovParms=exponentialcov;
run;

proc glimmix data=sizes method=rspl;
   class id;
   model size = visit / dist=gamma link=identity s;
   random intercept / subject=id;
   ods output ParameterEstimates=identity CovParms=identitycov;
run;

proc glimmix data=sizes method=rspl;
   class id;
   model size = visit / dist=invgauss link=powerminus2 s;
   random intercept / subject=id;
   ods output ParameterEstimates=squares CovParms=squarescov;
run;
