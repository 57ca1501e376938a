/* Two longitudinal trials, each asked the two questions of correlated data:
   what happens to the population (a marginal model), and what happens to one person
   (a mixed model). Run it with:   scripts/hermite scripts/longitudinal.sas               */

%include 'trials.sas';

ods html file='longitudinal.html' style=journal;
ods graphics on;

/* ---- Amenorrhea in contracepting women ------------------------------------------------ */

data women;
   set trials.amenorrhea;
   occasion = time;               /* the place of a visit, apart from its time as a number */
   time2 = time**2;
run;

proc sort data=women;
   by descending trt;
run;

title1 'Amenorrhea in contracepting women';
title2 'Marginal model: alternating logistic regressions';

proc genmod data=women descending;
   class id trt(ref='0') occasion / param=ref;
   model y = time time2 trt*time trt*time2 / dist=binomial link=logit type3 wald;
   repeated subject=id / withinsubject=occasion logor=fullclust;
   store marginal;
run;

proc plm source=marginal;
   score data=women out=predicted predicted=share / ilink;
run;

proc sort data=predicted;
   by trt time;
run;

proc means data=predicted mean maxdec=4;
   class trt time;
   var share;
run;

title2 'Share of women with amenorrhea, as the marginal model predicts it';

proc sgplot data=predicted;
   series x=time y=share / group=trt;
   yaxis label='Probability of amenorrhea';
run;

title2 'Mixed model: random intercept and slope, 5 x 5 adaptive quadrature points';

proc glimmix data=women method=quad(qpoints=5) empirical order=data noclprint;
   class id trt;
   model y = time time2 trt*time trt*time2 / dist=binomial link=logit s oddsratio;
   random intercept time / subject=id type=un;
run;

/* ---- Seizures under progabide and placebo --------------------------------------------- */

data visits;
   set trials.epilepsy;
   array count{0:4} y0-y4;
   do time = 0 to 4;
      y = count{time};
      weeks = ifn(time = 0, 8, 2);
      logweeks = log(weeks);
      output;
   end;
   drop y0-y4;
run;

proc sort data=visits;
   by descending trt;
run;

title1 'Seizures under progabide and placebo';
title2 'Mixed model: random intercept and slope, 20 x 20 adaptive quadrature points';

proc glimmix data=visits method=quad(qpoints=20) empirical order=data noclprint;
   class id trt;
   model y = time trt trt*time / dist=poisson link=log s offset=logweeks;
   random intercept time / subject=id type=un;
run;

ods html close;
