/* Links whose inverse leaves the means of the distribution: a probability above 1, a negative count or size. */
data patterns;
   input y1 y2 y3 subjects;
   datalines;
0 0 0 70
1 0 0 13
0 1 0 15
0 0 1 18
1 1 0 4
1 0 1 5
0 1 1 6
1 1 1 1
;
run;

data events;
   set patterns;
   array y{3} y1-y3;
   do subject = 1 to subjects;
      id + 1;
      do visit = 0 to 2;
         event = y{visit + 1};
         output;
      end;
   end;
   keep id visit event;
run;

proc glimmix data=events method=quad(qpoints=25);
   class id;
   model event(event='1') = visit / dist=binary link=log s;
   random intercept / subject=id;
   ods output ParameterEstimates=risk CovParms=riskcov FitStatistics=riskfit;
run;

data sizes;
   do id = 1 to 60;
      do visit = 0 to 3;
         count = mod(id * 7 + visit * 5, 9) + visit + 3 * mod(id, 3);
         size = (0.3 + mod(id * 13 + visit * 7, 17) / 6) * (1 + mod(id, 4) / 2);
         output;
      end;
   end;
run;

proc glimmix data=sizes method=quad(qpoints=25);
   class id;
   model count = visit / dist=poisson link=identity s;
   random intercept / subject=id;
   ods output ParameterEstimates=counts CovParms=countscov FitStatistics=countsfit;
run;

proc glimmix data=sizes method=quad(qpoints=25);
   class id;
   model size = visit / dist=gamma link=inverse s;
   random intercept / subject=id;
   ods output ParameterEstimates=sizesfixed CovParms=sizescov FitStatistics=sizesfit;
run;
