/* Leprosy bacilli before and after treatment in 30 patients: antibiotics A and B, placebo P.
   Snedecor GW, Cochran WG (1967), Statistical Methods, 6th edition, table 14.2.1.          */
data patients;
   length drug $1;
   input drug before after @@;
   id = _n_;
   datalines;
A 11 6   A 8 0   A 5 2   A 14 8   A 19 11   A 6 4   A 10 13   A 6 1   A 11 8   A 3 0
B 6 0   B 6 2   B 7 3   B 8 1   B 18 18   B 8 4   B 19 14   B 8 9   B 5 1   B 15 9
P 16 13   P 13 10   P 11 18   P 9 5   P 21 23   P 16 12   P 12 5   P 12 16   P 7 1   P 12 20
;
run;

data visits;
   set patients;
   time = 0; bacilli = before; a_effect = 0; b_effect = 0; output;
   time = 1; bacilli = after; a_effect = (drug = 'A'); b_effect = (drug = 'B'); output;
   keep id drug time bacilli a_effect b_effect;
run;

%macro fit(name, options, random, distribution);
proc glimmix data=visits &options noclprint;
   class id;
   model bacilli = time a_effect b_effect / dist=&distribution solution;
   &random
   contrast 'drugs' a_effect 1, b_effect 1;
   estimate 'change under A' time 1 a_effect 1 / cl exp;
   estimate 'change under B' time 1 b_effect 1 / cl exp;
   estimate 'A against B' a_effect 1 b_effect -1 / cl exp;
   estimate 'A and B against P' a_effect 0.5 b_effect 0.5 / cl exp;
   ods output ParameterEstimates=&name._b CovParms=&name._cov Contrasts=&name._contrast Estimates=&name._e;
run;
%mend;

%fit(quad, %str(method=quad(qpoints=50)), %str(random intercept / subject=id g; ods output FitStatistics=fit G=g;), poisson)
%fit(rspl, , %str(random intercept / subject=id; random _residual_;), poisson)
%fit(nb, %str(method=quad(qpoints=50)), %str(random intercept / subject=id;), negbin)
