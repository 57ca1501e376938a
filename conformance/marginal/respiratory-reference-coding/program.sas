/* Respiratory illness, 111 patients in two clinics: baseline and four visits (1 good), as counts of patterns.
   Koch GG, Carr GJ, Amara IA, Stokes ME, Uryniak TJ (1990), in Berry DA (ed.), Statistical Methodology in the
   Pharmaceutical Sciences; as given in Fitzmaurice, Laird and Ware (2011).                                     */
data visits;
   length treat $1 pattern $5;
   input clinic treat pattern count @@;
   do patient = 1 to count;
      id + 1;
      do time = 0 to 4;
         y = input(substr(pattern, time + 1, 1), 1.);
         output;
      end;
   end;
   keep id clinic treat time y;
   datalines;
1 A 00000  5   1 A 00001  1   1 A 00010  2   1 A 00100  2   1 A 00111  3   1 A 01000  1
1 A 01010  1   1 A 01101  1   1 A 01110  1   1 A 01111  1   1 A 11010  1   1 A 11110  2
1 A 11111  6   1 P 00000 13   1 P 00001  1   1 P 00010  1   1 P 00110  1   1 P 01011  2
1 P 01100  2   1 P 10110  1   1 P 11000  1   1 P 11011  1   1 P 11110  1   1 P 11111  5
2 A 00000  2   2 A 00110  1   2 A 00111  1   2 A 01000  1   2 A 01101  1   2 A 01111  6
2 A 11001  1   2 A 11011  1   2 A 11110  2   2 A 11111 11   2 P 00000  5   2 P 00010  1
2 P 01000  1   2 P 01101  1   2 P 01111  3   2 P 10000  1   2 P 10011  3   2 P 10100  1
2 P 10111  1   2 P 11000  3   2 P 11001  1   2 P 11011  1   2 P 11101  1   2 P 11111  5
;
run;

proc genmod data=visits descending;
   class time(ref='0') treat(ref='P') id / param=ref;
   model y = time time*treat / dist=bin type3;
   repeated subject=id;
   ods output GEEEmpPEst=estimates GEEFitCriteria=criteria Type3=joint;
run;
