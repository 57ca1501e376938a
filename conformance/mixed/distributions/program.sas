/* Each distribution of PROC GLIMMIX with a random intercept, by quadrature, Laplace's approximation and
   pseudo-likelihood. Responses of 24 subjects at five visits are made by formulas. */
data made;
   do id = 1 to 24;
      effect = 1.1 * sin(3.7 * id);
      do visit = 1 to 5;
         noise = mod(7 * id * visit + 3 * visit, 11) / 10;
         amount = exp(0.3 + 0.1 * visit + effect) * (0.4 + noise);
         events = int(exp(0.6 + 0.12 * visit + effect) * (0.3 + 1.4 * noise));
         positive = events > 2;
         most = 6;
         hits = min(6, events);
         share = 0.05 + 0.9 / (1 + exp(-(effect + 0.2 * visit - 0.8 + noise)));
         level = 5 + 0.4 * visit + 2 * effect + 3 * noise;
         output;
      end;
   end;
run;

%macro one(name, response, distribution, method);
proc glimmix data=made method=&method noclprint noitprint;
   class id;
   model &response = visit / dist=&distribution solution;
   random intercept / subject=id;
   ods output ParameterEstimates=&name._b CovParms=&name._cov FitStatistics=&name._fit;
run;
%mend;

%macro all(name, response, distribution);
   %one(&name.q, &response, &distribution, quad(qpoints=5))
   %one(&name.l, &response, &distribution, laplace)
   %one(&name.r, &response, &distribution, rspl)
   %one(&name.m, &response, &distribution, mmpl)
%mend;

%all(binary, positive(event='1'), binary)
%all(binomial, hits/most, binomial)
%all(poisson, events, poisson)
%all(negbin, events, negbinomial)
%all(geometric, events, geometric)
%all(gamma, amount, gamma)
%all(invgauss, amount, %str(invgauss link=log))
%all(exponential, amount, exponential)
%all(lognormal, amount, lognormal)
%all(normal, level, normal)
%all(beta, share, beta)
