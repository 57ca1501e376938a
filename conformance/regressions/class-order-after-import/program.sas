/* A numeric CLASS variable that carries BEST12., as PROC IMPORT leaves it, keeps the order of its numbers. */
data groups;
   format group best12.;
   do group = 1, 2, 10;
      do k = 1 to 3;
         y = group * (k = 2) + group;
         output;
      end;
   end;
run;

proc genmod data=groups;
   class group;
   model y = group;
   ods output ParameterEstimates=estimates;
run;
