/* The smoking prevention study: knowledge score after (0 to 7) as an ordered category.      */
data pupils;
   infile "&shared/data/Smoking.dat" firstobs=2;
   input school class sc tv pthk y;
run;

proc glimmix data=pupils method=quad(qpoints=7) noclprint;
   class school;
   model y = pthk sc tv / dist=multinomial link=cumlogit s ddfm=none oddsratio;
   random intercept / subject=school;
   estimate 'both programs' sc 1 tv 1;
   output out=predicted pred(noblup ilink)=p;
   ods output FitStatistics=fit CovParms=covariance ParameterEstimates=solution Tests3=tests
              OddsRatios=ratios Estimates=both;
run;

proc glimmix data=pupils method=quad(qpoints=7) noclprint;
   class school;
   model y = pthk sc tv / dist=mult link=cumprobit s ddfm=none;
   random intercept / subject=school;
   ods output FitStatistics=fit2 CovParms=covariance2 ParameterEstimates=solution2;
run;

/* Predicted cumulative probabilities grow along the categories of every pupil. */
data check;
   set predicted;
   retain before;
   if _level_ = '0' then before = 0;
   decreasing = p <= before;
   before = p;
run;

proc means data=check noprint;
   var decreasing;
   output out=order sum=decreasing n=rows;
run;
