/* Links of binomial and ordered responses with a random intercept, 5 points; the data are formulas. */
data made;
   do id = 1 to 30;
      effect = sin(3.7 * id);
      do visit = 1 to 5;
         noise = mod(7 * id * visit + 3 * visit, 11) / 10;
         most = 6;
         hits = min(6, max(0, int(6 / (1 + exp(-(0.8 * effect + 0.3 * visit - 0.9))) + 3 * noise - 1)));
         grade = 1 + (effect + 0.25 * visit + 2 * noise > 1.2) + (effect + 0.25 * visit + 2 * noise > 2.2);
         output;
      end;
   end;
run;

%macro link(name, response, distribution, link);
proc glimmix data=made method=quad(qpoints=5) noclprint noitprint;
   class id;
   model &response = visit / dist=&distribution link=&link solution;
   random intercept / subject=id;
   ods output ParameterEstimates=&name._b CovParms=&name._cov FitStatistics=&name._fit;
run;
%mend;

%link(probit, hits/most, binomial, probit)
%link(cloglog, hits/most, binomial, cloglog)
%link(loglog, hits/most, binomial, loglog)
%link(cauchit, hits/most, binomial, cauchit)
%link(cumlogit, grade, multinomial, cumlogit)
%link(cumprobit, grade, multinomial, cumprobit)
%link(cumcll, grade, multinomial, cumcll)
%link(cumloglog, grade, multinomial, cumloglog)
