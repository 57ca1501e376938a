/* The smoking prevention study: three groups of scores without order, by generalized logits. */
data pupils;
   infile "&shared/data/Smoking.dat" firstobs=2;
   input school class sc tv pthk y;
   length level $6;
   if y <= 1 then level = 'low';
   else if y <= 3 then level = 'middle';
   else level = 'top';
run;

proc glimmix data=pupils method=quad(qpoints=9) noclprint;
   class school level;
   model level = pthk sc / dist=multinomial link=glogit s ddfm=none oddsratio;
   random intercept / subject=school group=level;
   estimate 'sc' sc 1;
   output out=predicted pred(ilink)=p;
   ods output FitStatistics=fit CovParms=covariance ParameterEstimates=solution Tests3=tests
              OddsRatios=ratios Estimates=estimate Dimensions=size;
run;

/* Probabilities of the three categories of a pupil sum to one. */
proc means data=predicted noprint;
   var p;
   output out=total sum=p n=rows;
run;
