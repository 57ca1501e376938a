%include '../../../scripts/trials.sas';

data women;
   set trials.amenorrhea;
   by id;
   previous = lag(y);
   if first.id then previous = .;
   t = time;
   time2 = time**2;
run;

%macro weighted(name, level, structure, limit);
   proc gee data=women descending;
      class id t;
      missmodel previous trt time / type=&level &limit;
      model y = time time2 trt*time trt*time2 / dist=binomial link=logit;
      repeated subject=id / within=t type=&structure converge=1e-10;
      ods output MissModelPEst=keep_&name GEEEmpPEst=&name;
   run;
%mend weighted;

%weighted(obs_ind, obslevel, ind, )
%weighted(sub_ind, sublevel, ind, )
%weighted(obs_exch, obslevel, exch, )
%weighted(sub_exch, sublevel, exch, )
%weighted(obs_ar, obslevel, ar, )
%weighted(sub_ind5, sublevel, ind, %str(maxweight=5))
