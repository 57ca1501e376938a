/* Run once by the build: the classes this program needs are kept in the class-data archive,
   so that later starts find them ready. It touches what most programs touch.            */

options ls=112 nodate;
title1 'Training';

data visits;
   input id trt y0-y3;
   array y{4} y0-y3;
   do time = 0 to 3;
      count = y{time + 1};
      any = count > 2;
      if time = 0 then weeks = log(8);
      else weeks = log(2);
      output;
   end;
   keep id trt time count any weeks;
   label any = 'More than two';
   datalines;
 1 0  5  3  3  3
 2 0  3  5  3  3
 3 0  2  4  0  5
 4 0  4  4  1  4
 5 0  7 18  9 21
 6 0  5  2  8  7
 7 1  0  4  3  0
 8 1  3  6  1  3
 9 1  2  6  7  4
10 1  4  3  1  3
11 1 22 17 19 16
12 1  5  4  7  4
;
run;

proc sort data=visits;
   by descending trt;
run;

proc print data=visits(obs=3) noobs label;
   format weeks 6.3;
run;

proc means data=visits;
   class trt;
   var count;
run;

proc contents data=visits;
run;

proc genmod data=visits descending;
   class id trt(ref='0') time / param=ref;
   model any = trt weeks / dist=binomial link=logit type3 wald;
   repeated subject=id / withinsubject=time logor=exch;
   store fit;
run;

ods graphics on;
ods html file='training.htm' style=journal;

proc plm source=fit;
   score data=visits out=predicted / ilink;
run;

proc sgplot data=predicted;
   series x=time y=predicted / group=trt;
run;

ods html close;

proc glimmix data=visits method=quad(qpoints=3) empirical order=data;
   class id trt;
   model count = time trt / dist=poisson link=log s offset=weeks;
   random intercept / subject=id;
   ods output ParameterEstimates=estimates;
run;

proc export data=visits outfile='training.csv' dbms=csv replace;
run;

proc import datafile='training.csv' out=again dbms=csv replace;
run;

data again;
   set again;
   period = time;
   where trt ne .;
run;

proc gee data=again descending;
   class id trt time;
   model any = trt period trt*period / dist=binomial;
   repeated subject=id / within=time type=exch;
run;

proc glimmix data=again method=laplace;
   class id;
   model any = period trt / dist=binary s;
   random intercept / subject=id;
run;

data many;
   do id = 1 to 600; /* enough for a second thread */
      x = mod(37*id, 1009)/500;
      do time = 0 to 1;
         y = mod(7*id + 5*time, 3) > 0;
         output;
      end;
   end;
run;

proc glimmix data=many method=quad(qpoints=2) noclprint;
   class id;
   model y = x time / dist=binomial link=logit s;
   random intercept time / subject=id type=un;
   nloptions maxiter=2;
run;

data again;
   infile 'training.csv' dsd firstobs=2 truncover;
   input id trt time count any weeks;
run;

proc freq data=again;
   tables trt*any;
run;
