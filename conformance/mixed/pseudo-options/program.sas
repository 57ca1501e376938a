/* Options of PROC GLIMMIX with pseudo-likelihood, on binomial responses of 27 children (made of the distances of
   growth-options): degrees of freedom, information, matrices, predictions of every kind. */
data growth;
   length child $3;
   input child male age distance @@;
   teeth = min(4, max(0, int((distance - 17) / 3)));
   most = 4;
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

%macro fit(name, model, options, statements);
proc glimmix data=growth noclprint noitprint &options;
   class child;
   model teeth/most = age male / dist=binomial solution &model;
   random intercept / subject=child &statements
   ods output ParameterEstimates=&name._b CovParms=&name._cov FitStatistics=&name._fit;
run;
%mend;

%fit(sat, %str(ddfm=satterthwaite), , %str(solution v=2 vc=2 vcorr=2 vci=2 vi=2 g gc gci gi gcorr;
   output out=o / allstats; ods output SolutionR=u V=v CholV=vc VCorr=vcorr InvCholV=vci InvV=vi;))
%fit(kr, %str(ddfm=kenwardroger covb(details)), , %str(; ods output CovB=kr_c CovBModelBased=kr_m;))
%fit(kr2, %str(ddfm=kr2), , %str(;))
%fit(first, %str(ddfm=kr(firstorder)), , %str(;))
%fit(none, %str(ddfm=none cl alpha=0.1 covbi chisq), asycov asycorr exphessian, %str(; ods output AsyCov=asycov InvCovB=covbi Tests3=t3;))
%fit(ml, , %str(method=mspl), %str(;))
%fit(ml2, , noreml, %str(;))
%fit(marginal, , %str(method=mmpl), %str(;))
%fit(resid, , %str(method=rmpl), %str(; output out=about_zero / allstats;))
%fit(pseudo, , , %str(; output out=conditional residual(noblup)=ResidPA / cpseudo;))
%fit(three, , %str(maxopt=200 pconv=1e-11), %str(;))

proc glimmix data=growth ic=pq noclprint noitprint;
   class child;
   model distance = age male;
   random intercept / subject=child;
   ods output FitStatistics=pq;
run;

proc glimmix data=growth ic=q noclprint noitprint;
   class child;
   model distance = age male;
   random intercept / subject=child;
   ods output FitStatistics=q;
run;
