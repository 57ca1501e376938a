/* Distances in the jaw of 16 boys and 11 girls at ages 8, 10, 12, 14.
   Potthoff RF, Roy SN (1964), Biometrika 51, 313-326.                 */
data growth;
   input child male d1-d4;
   array d{4} d1-d4;
   do visit = 1 to 4;
      age = 6 + 2 * visit;
      distance = d{visit};
      output;
   end;
   keep child male visit age distance;
   datalines;
1 1 26 25 29 31
2 1 21.5 22.5 23 26.5
3 1 23 22.5 24 27.5
4 1 25.5 27.5 26.5 27
5 1 20 23.5 22.5 26
6 1 24.5 25.5 27 28.5
7 1 22 22 24.5 26.5
8 1 24 21.5 24.5 25.5
9 1 23 20.5 31 26
10 1 27.5 28 31 31.5
11 1 23 23 23.5 25
12 1 21.5 23.5 24 28
13 1 17 24.5 26 29.5
14 1 22.5 25.5 25.5 26
15 1 23 24.5 26 30
16 1 22 21.5 23.5 25
17 0 21 20 21.5 23
18 0 21 21.5 24 25.5
19 0 20.5 24 24.5 26
20 0 23.5 24.5 25 26.5
21 0 21.5 23 22.5 23.5
22 0 20 21 21 22.5
23 0 21.5 22.5 23 25
24 0 23 23 23.5 24
25 0 20 21 22 21.5
26 0 16.5 19 19 19.5
27 0 24.5 25 28 28
;
run;

proc mixed data=growth covtest;
   class child;
   model distance = age male age*male / solution;
   random intercept age / subject=child type=un g gcorr solution;
   ods output CovParms=slopes_g FitStatistics=slopes_fit SolutionF=slopes_b;
run;

proc mixed data=growth method=ml covtest;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=un r rcorr;
   ods output CovParms=un_r FitStatistics=un_fit SolutionF=un_b LRT=un_lrt;
run;

proc mixed data=growth;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=ar(1);
   ods output CovParms=ar_r FitStatistics=ar_fit SolutionF=ar_b Tests3=ar_t;
run;

proc mixed data=growth;
   class child male;
   model distance = age male age*male / solution ddfm=satterth;
   random intercept / subject=child;
   lsmeans male;
   ods output FitStatistics=ri_fit SolutionF=ri_b Tests3=ri_t;
run;
