/* Seizures of 59 patients in the 8 weeks before and four 2-week periods after randomisation.
   Thall PF, Vail SC (1990), Biometrics 46:657-671, in the copy of the SAS/STAT documentation.
   Patient 49, who had 151 seizures at baseline, is left out as there.                        */
data seizures;
   input id trt y0-y4 @@;
   array count{0:4} y0-y4;
   if id = 49 then delete;
   do visit = 0 to 4;
      y = count{visit};
      x1 = (visit > 0);
      ltime = log(ifn(visit = 0, 8, 2));
      output;
   end;
   keep id trt visit y x1 ltime;
   datalines;
 1 0  11   5  3  3  3    2 0  11   3  5  3  3    3 0   6   2  4  0  5    4 0   8   4  4  1  4
 5 0  66   7 18  9 21    6 0  27   5  2  8  7    7 0  12   6  4  0  2    8 0  52  40 20 23 12
 9 0  23   5  6  6  5   10 0  10  14 13  6  0   11 0  52  26 12  6 22   12 0  33  12  6  8  4
13 0  18   4  4  6  2   14 0  42   7  9 12 14   15 0  87  16 24 10  9   16 0  50  11  0  0  5
17 0  18   0  0  3  3   18 0 111  37 29 28 29   19 0  18   3  5  2  5   20 0  20   3  0  6  7
21 0  12   3  4  3  4   22 0   9   3  4  3  4   23 0  17   2  3  3  5   24 0  28   8 12  2  8
25 0  55  18 24 76 25   26 0   9   2  1  2  1   27 0  10   3  1  4  2   28 0  47  13 15 13 12
29 1  76  11 14  9  8   30 1  38   8  7  9  4   31 1  19   0  4  3  0   32 1  10   3  6  1  3
33 1  19   2  6  7  4   34 1  24   4  3  1  3   35 1  31  22 17 19 16   36 1  14   5  4  7  4
37 1  11   2  4  0  4   38 1  67   3  7  7  7   39 1  41   4 18  2  5   40 1   7   2  1  1  0
41 1  22   0  2  4  0   42 1  13   5  4  0  3   43 1  46  11 14 25 15   44 1  36  10  5  3  8
45 1  38  19  7  6  7   46 1   7   1  1  2  3   47 1  36   6 10  8  8   48 1  11   2  1  0  0
49 1 151 102 65 72 63   50 1  22   4  3  2  4   51 1  41   8  6  5  7   52 1  32   1  3  1  5
53 1  56  18 11 28 13   54 1  24   6  3  4  0   55 1  16   3  5  4  3   56 1  22   1 23 19  8
57 1  25   2  3  0  1   58 1  13   0  0  0  0   59 1  12   1  4  3  2
;
run;

proc genmod data=seizures;
   class id;
   model y = x1|trt / dist=poisson offset=ltime;
   repeated subject=id / type=exch modelse;
   ods output GEEEmpPEst=seizures_empirical GEEModPEst=seizures_model GEEExchCorr=seizures_correlation
              GEEFitCriteria=seizures_criteria;
run;

/* Wheeze of 16 children at four ages, by city and mother's smoking.
   Ware JH and others (1984), American Review of Respiratory Disease 129:366-374. */
data wheeze;
   length city $8;
   input case city @;
   do visit = 1 to 4;
      input age smoke wheeze @;
      output;
   end;
   datalines;
1 portage 9 0 1 10 0 1 11 0 1 12 0 0
2 kingston 9 1 1 10 2 1 11 2 0 12 2 0
3 kingston 9 0 1 10 0 0 11 1 0 12 1 0
4 portage 9 0 0 10 0 1 11 0 1 12 1 0
5 kingston 9 0 0 10 1 0 11 1 0 12 1 0
6 portage 9 0 0 10 1 0 11 1 0 12 1 0
7 kingston 9 1 0 10 1 0 11 0 0 12 0 0
8 portage 9 1 0 10 1 0 11 1 0 12 2 0
9 portage 9 2 1 10 2 0 11 1 0 12 1 0
10 kingston 9 0 0 10 0 0 11 0 0 12 1 0
11 kingston 9 1 1 10 0 0 11 0 1 12 0 1
12 portage 9 1 0 10 0 0 11 0 0 12 0 0
13 kingston 9 1 0 10 0 1 11 1 1 12 1 1
14 portage 9 1 0 10 2 0 11 1 0 12 2 1
15 kingston 9 1 0 10 1 0 11 1 0 12 2 1
16 portage 9 1 1 10 1 1 11 2 0 12 1 0
;
run;

proc genmod data=wheeze descending;
   class case city(ref='portage') / param=ref;
   model wheeze = city age smoke / dist=bin;
   repeated subject=case / type=exch mcovb ecovb modelse;
   ods output GEEEmpPEst=wheeze_empirical GEEModPEst=wheeze_fixed GEENCov=wheeze_model GEERCov=wheeze_covariance
              GEEExchCorr=wheeze_correlation GEEFitCriteria=wheeze_criteria;
run;

/* SCALE=PEARSON: model-based standard errors with the estimated scale, as R's gee gives them. */
proc genmod data=wheeze descending;
   class case city(ref='portage') / param=ref;
   model wheeze = city age smoke / dist=bin scale=pearson;
   repeated subject=case / type=exch modelse converge=1e-10;
   ods output GEEModPEst=wheeze_scaled GEEExchCorr=wheeze_converged;
run;

/* The same seizures as Fitzmaurice, Laird and Ware (2011) have them, without patient 49 and with. */
%include '../../../scripts/trials.sas';
data copy;
   set trials.epilepsy;
   array count {0:4} y0-y4;
   do visit = 0 to 4;
      y = count{visit}; x1 = (visit > 0); ltime = log(8 - 6 * x1); output;
   end;
   keep id trt y x1 ltime;
run;

proc genmod data=copy;
   where id ne 49;
   class id;
   model y = x1|trt / dist=poisson offset=ltime;
   repeated subject=id / type=exch modelse;
   ods output GEEEmpPEst=copy_empirical GEEModPEst=copy_model GEEExchCorr=copy_correlation;
run;

proc genmod data=copy;
   class id;
   model y = x1|trt / dist=poisson offset=ltime;
   repeated subject=id / type=exch modelse;
   ods output GEEEmpPEst=all_empirical GEEModPEst=all_model GEEExchCorr=all_correlation;
run;
