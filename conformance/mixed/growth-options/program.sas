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

data growth;
   set growth;
   w = 1 + (visit > 2);
   f = 1 + (visit = 4);
run;

%macro intercept(options, statements, name, model);
proc mixed data=growth noclprint noitprint &options;
   class child visit;
   model distance = age male age*male / solution &model;
   random intercept / subject=child;
   &statements
   ods output CovParms=&name._cov SolutionF=&name._b;
run;
%mend;

%intercept(empirical cl, , emp, %str(outp=p outpm=m residual))
%intercept(, weight w%str(;), weight, )
%intercept(, freq f%str(;), freq, )
%intercept(%str(method=mivque0), , mivque, )
%intercept(, %str(parms (2) (1.5) / noiter;), noiter, )
%intercept(, %str(parms (2) (1.5) / hold=1 2;), hold, %str(ddf=11 12 13))

proc mixed data=growth noclprint noitprint;
   class child;
   model distance = age male age*male;
   random intercept / subject=child;
   parms (1 2) (1 1.5);
   ods output ParmSearch=search CovParms=grid_cov;
run;

data g;
   row = 1; col = 1; value = 2;
run;

proc mixed data=growth noclprint noitprint;
   class child;
   model distance = age male age*male / solution;
   random intercept / subject=child gdata=g;
   parms (1.5) / noiter;
   ods output SolutionF=gdata_b FitStatistics=gdata_fit;
run;

data lin;
   array col{4} col1-col4;
   do parm = 1 to 2;
      do row = 1 to 4;
         do j = 1 to 4;
            col{j} = parm = 1 or row = j;
         end;
         output;
      end;
   end;
run;

proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=lin(2) ldata=lin;
   ods output CovParms=lin_cov FitStatistics=lin_fit;
run;

data small;
   do g = 1 to 6;
      do i = 1 to 4;
         input y @@;
         output;
      end;
   end;
   datalines;
-0.722 0.089 -0.931 1.5 0.109 -1.041 0.267 0.518 -0.076 -0.957 0.86 -0.262
-0.094 -1.688 1.652 0.482 -0.719 0.241 0.118 -0.109 0.983 0.846 0.139 -1.925
;
run;

proc mixed data=small nobound noclprint noitprint;
   class g;
   model y = ;
   random g;
   ods output CovParms=nobound_cov;
run;

%macro sandwich(kind);
proc glimmix data=growth empirical=&kind noclprint noitprint;
   class child;
   model distance = age male age*male / solution;
   random intercept / subject=child;
   ods output ParameterEstimates=&kind._b;
run;
%mend;

%sandwich(classical)
%sandwich(df)
%sandwich(root)
%sandwich(firores)
%sandwich(firoeeq)
%sandwich(mbn)
