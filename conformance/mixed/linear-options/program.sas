/* Every table of a linear mixed model that options of PROC MIXED ask for, on the distances in the jaw of
   growth-options. */
data growth;
   length child $3;
   input child male age distance @@;
   visit = age / 2 - 3;
   number = 100 * male + input(substr(child, 2), 3.);
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

data start;
   input estimate @@;
   datalines;
10 -0.5 0.05 1
;
run;

/* SUBJECT= is numeric and not in CLASS: the data are in its order within the sexes. */
proc mixed data=growth alpha=0.1 asycov asycorr cl covtest ic ratio;
   model distance = age male age*male / solution cl covb corrb covbi chisq intercept htype=1,2,3 ddf=10 20 30
      outp=p outpm=m alphap=0.2;
   random intercept age / subject=number type=un g gcorr gc gci gi v=2 vc=2 vcorr=2 vci=2 vi=2 solution cl alpha=0.2;
   parms / parmsdata=start;
   ods output CovParms=cov AsyCov=asycov AsyCorr=asycorr InfoCrit=ic SolutionF=b CovB=covb CorrB=corrb InvCovB=covbi
      Tests1=t1 Tests2=t2 Tests3=t3 G=g GCorr=gcorr CholG=gc InvCholG=gci InvG=gi V=v VCorr=vcorr CholV=vc InvCholV=vci
      InvV=vi SolutionR=u LRT=lrt;
run;

proc mixed data=growth;
   class male visit child;
   model distance = male visit male*visit / solution ddfm=residual e1 e2 e3 notest;
   repeated visit / subject=child type=un r rcorr rc rci ri;
   contrast 'visits' visit 1 -1, visit 0 1 -1 / chisq df=12;
   estimate 'first' visit 1 -1 / alpha=0.1 cl divisor=2 lower testvalue=-0.3;
   estimate 'one' visit 1 -1, 'two' visit 0 1 -1 / adjust=bon joint cl;
   estimate 'up' visit 1 -1 / upper df=12;
   lsmeans visit / diff cl alpha=0.1 adjust=tukey cov corr;
   lsmeans visit / diff=control('1') adjust=sidak cl;
   lsmeans visit / diff adjust=scheffe cl;
   lsmeans male / om cl;
   lsmeans male / bylevel om;
   lsmeans male*visit / slice=male slicediff=male;
   lsmestimate visit 'one' 1 -1, 'two' 0 1 -1 / adjust=sidak joint chisq cl stepdown;
   lsmestimate visit 'half' 1 -1 / divisor=2 testvalue=-0.3 upper;
   slice male*visit / sliceby(male='0') diff adjust=bon;
   ods output R=r RCorr=rcorr CholR=rc InvCholR=rci InvR=ri Contrasts=contrasts Estimates=estimates LSMeans=means
      Diffs=diffs Slices=slices SliceDiffs=slicediffs LSMEstimates=lsme LSMFtest=joint SliceTests=slicetests;
run;

/* Starts, bounds and criteria lead to the same place; a bound that acts is the estimate. */
proc mixed data=growth sigiter maxiter=200;
   class child;
   model distance = age male age*male / contain;
   random intercept / subject=child;
   parms (1) (1) / lowerb=0.1,0.1 upperb=20,20 ratios;
   ods output CovParms=free;
run;

proc mixed data=growth dfbw;
   class child;
   model distance = age male age*male / solution;
   random intercept / subject=child;
   parms (2) (1) / upperb=2.5 .;
   ods output CovParms=bound SolutionF=bound_b;
run;
