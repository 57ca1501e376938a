%include '../../../scripts/trials.sas';

data women;
   set trials.amenorrhea;
   t = time;
   time2 = time**2;
run;

proc genmod data=women descending;
   class id trt(ref='0') t / param=ref;
   model y = time time2 trt*time trt*time2 / dist=binomial link=logit;
   repeated subject=id / withinsubject=t logor=fullclust;
   store p1;
run;

proc plm source=p1;
   score data=women out=means predicted lclm uclm / ilink;
   score data=women out=linear stderr;
run;

proc sort data=means nodupkey;
   by trt time;
run;

proc sort data=linear nodupkey;
   by trt time;
run;
