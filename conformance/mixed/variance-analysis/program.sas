/* A split-plot experiment: main plots A in blocks, subplots B.
   Stroup WW (1989), in SAS/STAT User's Guide, The MIXED Procedure, Example "Split-Plot Design". */
data sp;
   input block a b y @@;
   datalines;
1 1 1 56 1 1 2 41 1 2 1 50 1 2 2 36 1 3 1 39 1 3 2 35
2 1 1 30 2 1 2 25 2 2 1 36 2 2 2 28 2 3 1 33 2 3 2 30
3 1 1 32 3 1 2 24 3 2 1 31 3 2 2 27 3 3 1 15 3 3 2 19
4 1 1 30 4 1 2 25 4 2 1 35 4 2 2 30 4 3 1 17 4 3 2 18
;
run;

ods output Type3=full CovParms=full_cov FitStatistics=full_fit;
proc mixed data=sp method=type3 covtest;
   class block a b;
   model y = a|b;
   random block a*block;
run;

data part;
   set sp;
   if _n_ in (2, 7, 8, 15, 24) then delete;
run;

ods output Type1=one CovParms=one_cov;
proc mixed data=part method=type1;
   class block a b;
   model y = a b;
   random block;
run;

ods output Type2=two SolutionF=two_b;
proc mixed data=part method=type2;
   class block a b;
   model y = a b / solution;
   random block;
run;

ods output Type3=three;
proc mixed data=part method=type3;
   class block a b;
   model y = a b a*b;
   random int / subject=block;
run;

/* Between groups there is less than within them. */
data flat;
   input g y @@;
   datalines;
1 1 1 9 2 2 2 8.5 3 1.5 3 9
;
run;

ods output CovParms=flat_cov SolutionF=flat_b;
proc mixed data=flat method=type3;
   class g;
   model y = / solution;
   random g;
run;
