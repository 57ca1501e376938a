/* Distances in the jaw of 16 boys and 11 girls at ages 8, 10, 12, 14, four of them left out.
   Potthoff RF, Roy SN (1964), Biometrika 51, 313-326.                                      */
data growth;
   length child $3;
   input child male age distance @@;
   visit = age / 2 - 3;
   datalines;
M01 1 8 26   M01 1 12 29   M01 1 14 31   M02 1 8 21.5   M02 1 10 22.5   M02 1 12 23
M02 1 14 26.5   M03 1 8 23   M03 1 10 22.5   M03 1 12 24   M03 1 14 27.5   M04 1 8 25.5
M04 1 10 27.5   M04 1 12 26.5   M04 1 14 27   M05 1 8 20   M05 1 10 23.5   M05 1 12 22.5
M05 1 14 26   M06 1 8 24.5   M06 1 10 25.5   M06 1 12 27   M06 1 14 28.5   M07 1 8 22
M07 1 10 22   M07 1 12 24.5   M07 1 14 26.5   M08 1 8 24   M08 1 10 21.5   M08 1 12 24.5
M08 1 14 25.5   M09 1 10 20.5   M09 1 14 26   M10 1 8 27.5   M10 1 10 28   M10 1 12 31
M10 1 14 31.5   M11 1 8 23   M11 1 10 23   M11 1 12 23.5   M11 1 14 25   M12 1 8 21.5
M12 1 10 23.5   M12 1 12 24   M12 1 14 28   M13 1 8 17   M13 1 10 24.5   M13 1 12 26
M13 1 14 29.5   M14 1 8 22.5   M14 1 10 25.5   M14 1 12 25.5   M14 1 14 26   M15 1 8 23
M15 1 10 24.5   M15 1 12 26   M15 1 14 30   M16 1 8 22   M16 1 10 21.5   M16 1 12 23.5
M16 1 14 25   F01 0 8 21   F01 0 10 20   F01 0 12 21.5   F01 0 14 23   F02 0 8 21
F02 0 10 21.5   F02 0 12 24   F02 0 14 25.5   F03 0 8 20.5   F03 0 10 24   F03 0 12 24.5
F04 0 8 23.5   F04 0 10 24.5   F04 0 12 25   F04 0 14 26.5   F05 0 8 21.5   F05 0 10 23
F05 0 12 22.5   F05 0 14 23.5   F06 0 8 20   F06 0 10 21   F06 0 12 21   F06 0 14 22.5
F07 0 8 21.5   F07 0 10 22.5   F07 0 12 23   F07 0 14 25   F08 0 8 23   F08 0 10 23
F08 0 12 23.5   F08 0 14 24   F09 0 8 20   F09 0 10 21   F09 0 12 22   F09 0 14 21.5
F10 0 8 16.5   F10 0 10 19   F10 0 12 19   F10 0 14 19.5   F11 0 8 24.5   F11 0 10 25
F11 0 12 28   F11 0 14 28
;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=ar(1);
   ods output FitStatistics=ar_fit CovParms=ar_cov SolutionF=ar_b;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=sp(exp)(age);
   ods output FitStatistics=exp_fit CovParms=exp_cov SolutionF=exp_b;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=sp(gau)(age);
   ods output FitStatistics=gau_fit CovParms=gau_cov SolutionF=gau_b;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=sp(sph)(age);
   ods output FitStatistics=sph_fit CovParms=sph_cov SolutionF=sph_b;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=sp(exp)(age) local;
   ods output FitStatistics=nug_fit CovParms=nug_cov SolutionF=nug_b;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=arma(1,1);
   ods output FitStatistics=arma_fit CovParms=arma_cov SolutionF=arma_b;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=arh(1);
   ods output FitStatistics=arh_fit CovParms=arh_cov SolutionF=arh_b;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=un;
   ods output FitStatistics=un_fit CovParms=un_cov SolutionF=un_b;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=unr;
   ods output FitStatistics=unr_fit CovParms=unr_cov SolutionF=unr_b;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=fa0(4);
   ods output FitStatistics=fa0_fit CovParms=fa0_cov SolutionF=fa0_b;
run;

proc mixed data=growth noclprint noitprint;
   class child visit male;
   model distance = age male age*male;
   repeated visit / group=male;
   ods output FitStatistics=group_fit CovParms=group_cov;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male;
   random intercept / subject=child;
   repeated visit / subject=child type=ar(1);
   ods output FitStatistics=riar_fit CovParms=riar_cov;
run;

proc mixed data=growth noclprint noitprint;
   class child;
   model distance = age male age*male / solution ddfm=satterthwaite;
   random intercept age / subject=child type=un;
   ods output SolutionF=sat_b CovParms=sat_cov;
run;

/* scoring: the expected information, as pbkrtest has it */
proc mixed data=growth noclprint noitprint scoring=100;
   class child;
   model distance = age male age*male / solution ddfm=kenwardroger;
   random intercept age / subject=child type=un;
   ods output SolutionF=kr_b;
run;

proc mixed data=growth noclprint noitprint scoring=100;
   class child male visit;
   model distance = male|visit / ddfm=kr htype=1,2,3;
   random intercept / subject=child;
   ods output Tests1=kr1 Tests2=kr2 Tests3=kr3;
run;

proc mixed data=growth noclprint noitprint;
   class child male visit;
   model distance = male|visit / ddfm=sat htype=2;
   random intercept / subject=child;
   ods output Tests2=sat2;
run;
