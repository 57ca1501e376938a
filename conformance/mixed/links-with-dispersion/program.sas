/* Beta responses and negative binomial counts with links that are not the usual ones. */
data shares;
   do id = 1 to 60;
      do visit = 0 to 3;
         share = (1 + mod(id * 13 + visit * 7, 17) + 3 * mod(id, 4)) / 28;
         count = mod(id * 7 + visit * 5, 9) + visit + 3 * mod(id, 3) + 6 * (mod(id * 11 + visit * 3, 13) = 0);
         output;
      end;
   end;
run;

proc glimmix data=shares method=laplace;
   class id;
   model share = visit / dist=beta link=probit s;
   random intercept / subject=id;
   ods output ParameterEstimates=probit CovParms=probitcov FitStatistics=probitfit;
run;

proc glimmix data=shares method=laplace;
   class id;
   model share = visit / dist=beta link=cloglog s;
   random intercept / subject=id;
   ods output ParameterEstimates=cloglog CovParms=cloglogcov FitStatistics=cloglogfit;
run;

proc glimmix data=shares method=quad(qpoints=25);
   class id;
   model count = visit / dist=negbin link=identity s;
   random intercept / subject=id;
   ods output ParameterEstimates=counts CovParms=countscov FitStatistics=countsfit;
run;
