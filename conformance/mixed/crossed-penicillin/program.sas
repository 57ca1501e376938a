/* Diameters of zones of inhibition of six samples of penicillin on 24 plates.
   Davies OL, Goldsmith PL (1972), Statistical Methods in Research and Production, 4th ed. */
data penicillin;
   input plate $ d1-d6;
   array d{6} d1-d6;
   do sample = 1 to 6;
      diameter = d{sample};
      output;
   end;
   keep plate sample diameter;
   datalines;
a 27 23 26 23 23 21
b 27 23 26 23 23 21
c 25 21 25 24 24 20
d 26 23 25 23 23 20
e 25 22 26 22 23 20
f 24 22 25 23 22 19
g 24 20 23 21 22 19
h 26 22 26 24 24 21
i 24 21 24 22 22 20
j 24 21 24 23 22 19
k 26 23 26 24 24 21
l 25 22 26 24 24 20
m 26 24 26 24 25 22
n 26 23 26 23 23 20
o 26 23 25 24 24 22
p 25 22 25 23 23 20
q 25 21 24 23 23 20
r 25 22 24 23 23 19
s 24 21 23 21 21 19
t 26 23 26 24 24 21
u 25 21 24 22 22 18
v 25 22 25 22 22 20
w 24 21 24 22 24 19
x 24 21 24 22 21 18
;
run;

proc mixed data=penicillin covtest noclprint noitprint;
   class plate sample;
   model diameter = / solution ddfm=kr;
   random plate sample / solution;
   ods output FitStatistics=fit CovParms=cov SolutionF=b SolutionR=effects;
run;
