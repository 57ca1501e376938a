%include '../../../scripts/trials.sas';

data women;
   set trials.amenorrhea(rename=(trt=dose));
run;

proc genmod data=women descending;
   class id dose time;
   model y = dose*time / noint dist=binomial;
   repeated subject=id / withinsubject=time type=un corrw;
   estimate 'dose 0 time 1' dose*time 1 0 0 0 0 0 0 0;
   estimate 'dose 0 time 2' dose*time 0 1 0 0 0 0 0 0;
   estimate 'dose 0 time 3' dose*time 0 0 1 0 0 0 0 0;
   estimate 'dose 0 time 4' dose*time 0 0 0 1 0 0 0 0;
   estimate 'dose 1 time 1' dose*time 0 0 0 0 1 0 0 0;
   estimate 'dose 1 time 2' dose*time 0 0 0 0 0 1 0 0;
   estimate 'dose 1 time 3' dose*time 0 0 0 0 0 0 1 0;
   estimate 'dose 1 time 4' dose*time 0 0 0 0 0 0 0 1;
   estimate 'OR time 1' dose*time -1 0 0 0 1 0 0 0 / exp;
   estimate 'OR time 2' dose*time 0 -1 0 0 0 1 0 0 / exp;
   estimate 'OR time 3' dose*time 0 0 -1 0 0 0 1 0 / exp;
   estimate 'OR time 4' dose*time 0 0 0 -1 0 0 0 1 / exp;
   ods output GEEEmpPEst=estimates GEEWCorr=working Estimates=means;
run;
