/* Grams of four fats absorbed by doughnuts.
   Snedecor GW, Cochran WG (1980), Statistical Methods, p. 216. */
data absorb;
   input fat y @@;
   datalines;
1 164 1 172 1 168 1 177 1 156 1 195 2 178 2 191 2 197 2 182 2 185 2 177
3 175 3 193 3 178 3 171 3 163 3 176 4 155 4 166 4 149 4 164 4 170 4 168
;
run;

ods output Influence=one;
proc mixed data=absorb;
   class fat;
   model y = fat / influence;
run;

ods output Influence=groups;
proc mixed data=absorb;
   class fat;
   model y = fat / influence(iter=20 estimates);
   repeated / group=fat;
run;

/* The first eight girls of the growth study of Potthoff and Roy (1964). */
data girls;
   do id = 1 to 8;
      do t = 1 to 4;
         input y @@;
         x = mod(id, 2);
         output;
      end;
   end;
   datalines;
21 20 21.5 23 21 21.5 24 25.5 20.5 24 24.5 26 23.5 24.5 25 26.5
21.5 23 22.5 23.5 20 21 21 22.5 21.5 22.5 23 25 23 23 23.5 24
;
run;

ods output Influence=fixed;
proc mixed data=girls;
   class id;
   model y = t x / influence(effect=id) residual vciry outp=p outpm=m;
   random intercept / subject=id;
run;

ods output Influence=refit;
proc mixed data=girls;
   class id;
   model y = t x / influence(effect=id iter=30);
   random intercept / subject=id;
run;

ods output Influence=lever;
proc mixed data=girls;
   class id;
   model y = t x / influence;
   random intercept / subject=id;
run;

ods output Influence=pairs;
proc mixed data=absorb(where=(fat < 3));
   class fat;
   model y = fat / influence(size=2);
run;
