/* A binary, a Poisson and a normal response of the same subjects at three times; the data are formulas. */
data joint;
   length kind $8;
   do id = 1 to 40;
      do t = 0 to 2;
         x = t - 1 + mod(id, 3) / 3;
         kind = 'Binary';  y = (mod(id * 7 + t * 5, 11) + mod(id, 4) * 2 > 8); output;
         kind = 'Poisson'; y = mod(id * 5 + t * 3, 7) + mod(id, 4); output;
         kind = 'Normal';  y = mod(id * 3 + t * 11, 13) / 4 + mod(id, 4) / 2; output;
      end;
   end;
run;

proc glimmix data=joint method=quad(qpoints=30);
   where kind in ('Binary', 'Poisson');
   class id kind;
   model y(event='1') = kind kind*x / noint s dist=byobs(kind);
   random intercept / subject=id;
   ods output FitStatistics=counts CovParms=countvariance ParameterEstimates=countsolution;
run;

proc glimmix data=joint method=quad(qpoints=30);
   where kind in ('Binary', 'Normal');
   class id kind;
   model y(event='1') = kind kind*x / noint s dist=byobs(kind);
   random intercept / subject=id;
   ods output FitStatistics=normals CovParms=normalvariance ParameterEstimates=normalsolution;
run;

proc glimmix data=joint;
   where kind in ('Binary', 'Normal');
   class id kind;
   model y(event='1') = kind kind*x / noint s dist=byobs(kind);
   random intercept / subject=id;
   ods output FitStatistics=pseudo CovParms=pseudovariance ParameterEstimates=pseudosolution;
run;
