/* Opinions on abortion in three situations of 1850 persons, 70 points; remission of 8525 patients of 407 doctors,
   10 points, and the smaller model of the second seed. */
data opinions;
   infile "&shared/data/Abortion.dat" firstobs=2;
   input gender response situation case;
   second = situation = 2;
   third = situation = 3;
run;

proc glimmix data=opinions method=quad(qpoints=70) noclprint noitprint;
   class case;
   model response = gender second third / dist=binomial solution corrb ddfm=none;
   random intercept / subject=case;
   ods output FitStatistics=fit ParameterEstimates=b CovParms=cov CorrB=corr;
run;

proc import datafile="&shared/data/hdp.csv" out=hdp dbms=csv replace;
   guessingrows=max;
run;

proc glimmix data=hdp method=quad(qpoints=10) noclprint noitprint;
   class DID CancerStage(ref='I');
   model remission = IL6 CRP CancerStage LengthofStay Experience / dist=binomial solution ddfm=none;
   random intercept / subject=DID;
   ods output FitStatistics=page_fit ParameterEstimates=page_b CovParms=page_cov;
run;

proc glimmix data=hdp method=quad(qpoints=25) noclprint noitprint;
   class DID;
   model remission = Age Married IL6 / dist=binomial solution ddfm=none;
   random intercept / subject=DID;
   estimate 'odds' intercept 1 / exp;
   ods output ParameterEstimates=seed_b CovParms=seed_cov Estimates=odds;
run;
