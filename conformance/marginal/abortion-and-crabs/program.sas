/* Support for legal abortion in three situations, 1850 respondents (General Social Survey).
   Agresti A (2002), Categorical Data Analysis, 2nd ed., section 12.3.                        */
data abortion;
   infile "&shared/data/Abortion.dat" firstobs=2;
   input gender response situation case;
   z1 = (situation = 1);
   z2 = (situation = 2);
run;

/* SCALE=PEARSON: the model-based standard errors use the estimated scale, as R's gee does. */
proc genmod data=abortion descending;
   class case;
   model response = gender z1 z2 / dist=bin scale=pearson;
   repeated subject=case / type=exch modelse;
   ods output GEEEmpPEst=exch_empirical GEEModPEst=exch_model GEEExchCorr=exch_correlation;
run;

proc genmod data=abortion descending;
   class case;
   model response = gender z1 z2 / dist=bin scale=pearson;
   repeated subject=case / type=ind modelse;
   ods output GEEEmpPEst=ind_empirical GEEModPEst=ind_model;
run;

/* Satellites of 173 female horseshoe crabs. Brockmann HJ (1996), Ethology 102:1-21. */
data crabs;
   infile "&shared/data/agresti_Crabs.dat" firstobs=2;
   input crab y any weight width color spine;
run;

proc genmod data=crabs;
   model y = weight / dist=poisson;
   ods output ParameterEstimates=poisson ModelFit=poisson_fit;
run;

proc genmod data=crabs;
   model y = / dist=poisson;
   ods output ModelFit=null_fit;
run;

proc genmod data=crabs;
   model y = weight / dist=poisson scale=pearson;
   ods output ParameterEstimates=quasi;
run;

proc genmod data=crabs;
   model y = weight / dist=negbin;
   ods output ParameterEstimates=negbin ModelFit=negbin_fit;
run;

proc genmod data=crabs;
   class crab;
   model y = weight / dist=poisson scale=1 noscale;
   repeated subject=crab / modelse;
   ods output GEEEmpPEst=gee_empirical GEEModPEst=gee_model;
run;
