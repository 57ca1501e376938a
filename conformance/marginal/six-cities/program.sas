/* Wheeze in 537 children of Steubenville at ages 7 to 10 (coded -2 to 1) by mother's smoking (ms), as counts of the
   sixteen response patterns: Ware JH, Dockery DW, Spiro A, Speizer FE, Ferris BG (1984), American Review of
   Respiratory Disease 129:366-374; given by Fitzmaurice and Laird (1993), Biometrika 80:141-151.                  */
data children;
   length pattern $4;
   input pattern ms count @@;
   do child = 1 to count;
      id + 1;
      do age = -2 to 1;
         y = input(substr(pattern, age + 3, 1), 1.);
         agefactor = age;
         msxage = ms * age;
         output;
      end;
   end;
   drop pattern child count;
   datalines;
0000 0 237   1000 0  24   0100 0  16   1100 0   6   0010 0  15   1010 0   3   0110 0   7   1110 0   5
0001 0  10   1001 0   3   0101 0   2   1101 0   2   0011 0   4   1011 0   2   0111 0   3   1111 0  11
0000 1 118   1000 1   7   0100 1  11   1100 1   4   0010 1   8   1010 1   3   0110 1   6   1110 1   4
0001 1   6   1001 1   3   0101 1   1   1101 1   2   0011 1   2   1011 1   1   0111 1   4   1111 1   7
;
run;

proc genmod data=children descending;
   class id agefactor;
   model y = ms age msxage / dist=bin scale=1 noscale;
   repeated subject=id / withinsubject=agefactor type=ind;
   ods output GEEEmpPEst=estimates_ind GEEFitCriteria=criteria_ind;
run;

proc genmod data=children descending;
   class id agefactor;
   model y = ms age msxage / dist=bin scale=1 noscale;
   repeated subject=id / withinsubject=agefactor type=exch;
   ods output GEEEmpPEst=estimates_exch GEEFitCriteria=criteria_exch GEEExchCorr=correlation;
run;

proc genmod data=children descending;
   class id agefactor;
   model y = ms age msxage / dist=bin scale=1 noscale;
   repeated subject=id / withinsubject=agefactor type=ar corrw;
   ods output GEEEmpPEst=estimates_ar GEEFitCriteria=criteria_ar GEEWCorr=working_ar;
run;

proc genmod data=children descending;
   class id agefactor;
   model y = ms age msxage / dist=bin scale=1 noscale;
   repeated subject=id / withinsubject=agefactor type=un corrw;
   ods output GEEEmpPEst=estimates_un GEEFitCriteria=criteria_un GEEWCorr=working_un;
run;

proc genmod data=children descending;
   class id agefactor;
   model y = ms age / dist=bin scale=1 noscale;
   repeated subject=id / withinsubject=agefactor type=exch;
   ods output GEEEmpPEst=estimates_main GEEFitCriteria=criteria_main GEEExchCorr=correlation_main;
run;
