%include '../../../scripts/trials.sas';

data women;
   set trials.amenorrhea;
   t = time;
   time2 = time**2;
   before = lag(y);
   /* as published: of the visits after a drop-out only the first is in the data */
   if time > 1 and missing(y) and missing(before) then delete;
run;

proc genmod data=women descending;
   class id trt(ref='0') t / param=ref;
   model y = time time2 trt*time trt*time2 / dist=binomial link=logit type3 wald;
   repeated subject=id / withinsubject=t logor=fullclust modelse;
   ods output NObs=nobs ResponseProfile=profile GEEModInfo=clusters GEEModPEst=modelbased
              GEEFitCriteria=criteria GEEEmpPEst=estimates Type3=joint;
run;
