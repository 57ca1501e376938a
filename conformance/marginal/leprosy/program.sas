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
   time = 0; time1 = 0; bacilli = before; a_effect = 0; b_effect = 0; output;
   time = 1; time1 = 1; bacilli = after; a_effect = (drug = 'A'); b_effect = (drug = 'B'); output;
   keep id drug time time1 bacilli a_effect b_effect;
run;

proc genmod data=patients;
   class drug;
   model before = drug / dist=poisson type3;
   estimate 'B - A' drug -1 1 0;
   estimate 'Antibiotic' drug .5 .5 -1;
   contrast 'Antibiotic' drug .5 .5 -1;
   ods output ModelFit=fit_poisson ParameterEstimates=poisson Type3=type3_poisson Estimates=estimates_poisson
              Contrasts=contrasts_poisson;
run;

proc genmod data=patients;
   class drug;
   model before = drug / dist=negbin type3;
   estimate 'B - A' drug -1 1 0;
   estimate 'Antibiotic' drug .5 .5 -1;
   contrast 'Antibiotic' drug .5 .5 -1;
   ods output ParameterEstimates=nb Type3=type3_nb Estimates=estimates_nb Contrasts=contrasts_nb;
run;

proc genmod data=patients;
   class drug;
   model before = drug / dist=poisson type3 scale=pearson;
   estimate 'B - A' drug -1 1 0;
   estimate 'Antibiotic' drug .5 .5 -1;
   contrast 'Antibiotic' drug .5 .5 -1;
   ods output ParameterEstimates=pscale Type3=type3_pscale Estimates=estimates_pscale Contrasts=contrasts_pscale;
run;

proc genmod data=visits;
   class id time;
   model bacilli = time1 a_effect b_effect / dist=poisson;
   repeated subject=id / withinsubject=time type=un corrw modelse;
   contrast 'A, B' a_effect 1, b_effect 1;
   contrast 'A, B Wald' a_effect 1, b_effect 1 / wald;
   estimate 'A change' time1 1 a_effect 1;
   estimate 'B change' time1 1 b_effect 1;
   estimate 'B - A' a_effect 1 b_effect -1;
   estimate 'Antibiotic' a_effect .5 b_effect .5;
   ods output GEEEmpPEst=gee GEEModPEst=model GEEWCorr=working Contrasts=contrasts_gee Estimates=estimates_gee;
run;
