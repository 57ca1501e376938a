%include '../../../scripts/trials.sas';

data women;
   set trials.amenorrhea;
   t = time;
   t2 = time**2;
   half = 1 + (time > 2);
run;

%macro alr(structure, set);
   proc genmod data=women descending;
      class id trt(ref='0') time half / param=ref;
      model y = t t2 trt*t trt*t2 / dist=binomial;
      repeated subject=id / withinsubject=time converge=1e-11 &structure;
      output out=influence clusterh=h clustercookd=d mclusterdfit=f dfbetac=b1-b5 dfbetacs=s1-s5
         leverage=oh cooksd=od stdreschi=sc stdresdev=sd dfbeta=o1-o5 dfbetas=os1-os5;
      ods output GEEEmpPEst=&set;
   run;
%mend;

%alr(%str(logor=logorvar(trt)), byvar)
%alr(%str(logor=nest1 subcluster=half), nest1)
%alr(%str(logor=nestk subcluster=half), nestk)

data clusters;
   set influence;
   where id in (1, 972) and time = 1;
run;

data visits;
   set influence;
   where id = 972;
   length visit $ 8;
   visit = cats(id, '-', time);
run;
