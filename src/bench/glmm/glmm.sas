proc import datafile="visits.csv" out=visits dbms=csv replace;
run;
proc glimmix data=visits method=quad(qpoints=@POINTS@) noclprint;
  class id;
  model y = x time / dist=binomial link=logit s;
  random intercept time / subject=id type=un;
run;
