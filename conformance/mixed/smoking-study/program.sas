/* The smoking prevention study: pupils in classes in schools, a linear model of three levels. */
data pupils;
   infile "&shared/data/Smoking.dat" firstobs=2;
   input school class sc tv pthk y;
run;

proc mixed data=pupils noclprint noitprint;
   class school class;
   model y = pthk sc tv / solution corrb;
   random intercept / subject=school solution;
   random intercept / subject=class;
   ods output FitStatistics=fit CovParms=covariance SolutionF=fixed CorrB=corr SolutionR=effects;
run;
