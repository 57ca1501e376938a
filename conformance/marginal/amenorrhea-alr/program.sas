%include '../../../scripts/trials.sas';

data women;
   set trials.amenorrhea;
   t = time;
   time2 = time**2;
run;

proc genmod data=women descending;
   class id trt(ref='0') t / param=ref;
   model y = time time2 trt*time trt*time2 / dist=binomial link=logit type3 wald;
   repeated subject=id / withinsubject=t logor=fullclust;
   ods output NObs=nobs GEEFitCriteria=criteria GEEEmpPEst=estimates Type3=joint;
run;
