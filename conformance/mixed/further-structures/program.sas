/* Covariance structures of residuals and of random effects, on the distances in the jaw of growth-options. */
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

%macro residual(name, type);
proc mixed data=growth noclprint noitprint;
   class child visit;
   model distance = age male age*male / solution;
   repeated visit / subject=child type=&type;
   ods output CovParms=&name._cov SolutionF=&name._b FitStatistics=&name._fit;
run;
%mend;

%residual(ante, ante(1))
%residual(toeph, toeph)
%residual(toep, toep)
%residual(toep2, toep(2))
%residual(fa, fa(1))
%residual(fa1, fa1(1))
%residual(hf, hf)
%residual(un2, un(2))
%residual(csh, csh)

/* Random effects of four occasions of 36 subjects; the counts are made by a formula. */
data made;
   do id = 1 to 36;
      do visit = 1 to 4;
         x = visit;
         y = int(exp(1.4 + 0.1 * visit + 0.5 * sin(3.7 * id) + 0.7 * sin(5.1 * id * visit + visit)) * (0.6 + mod(7 * id * visit + visit, 5) / 5));
         output;
      end;
   end;
run;

%macro effects(name, type, method);
proc glimmix data=made method=&method noclprint noitprint;
   class id visit;
   model y = x / dist=poisson solution;
   random visit / subject=id type=&type;
   ods output CovParms=&name._cov ParameterEstimates=&name._b FitStatistics=&name._fit;
run;
%mend;

%effects(gar, ar(1), laplace)
%effects(garh, arh(1), laplace)
%effects(gcsh, csh, laplace)
%effects(gtoep, toep, laplace)
%effects(gtoep2, toep(2), laplace)
%effects(gun2, un(2), laplace)
