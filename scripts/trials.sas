/* The two clinical trials of longitudinal.sas, written out as figures and built into the
   library TRIALS, a folder named trials below the current directory.                      */

options dlcreatedir;
libname trials 'trials';

/* Contracepting women: 1151 women were given 100 mg (trt 0) or 150 mg (trt 1) of DMPA and
   watched over four 90-day intervals for amenorrhea (y: 1 yes, 0 no, . not observed).
   Machin D, Farley TMM, Busca B, Campbell MJ, d'Arcangues C (1988), Contraception 38:165-179,
   table 1, as given in Fitzmaurice, Laird and Ware (2011), Applied Longitudinal Analysis.
   Each entry: dose, the four outcomes, the number of women with them.                     */

data trials.amenorrhea(label='Amenorrhea in contracepting women');
   length id trt time y 8 pattern $4;
   input trt pattern count @@;
   do woman = 1 to count;
      id + 1;
      do time = 1 to 4;
         y = input(substr(pattern, time, 1), 1.);
         output;
      end;
   end;
   keep id trt time y;
   label trt  = 'Dose (0 = 100 mg, 1 = 150 mg)'
         time = 'Interval'
         y    = 'Amenorrhea';
   datalines;
0 0...  76   0 00..  43   0 000.  20   0 0000 142   0 0001  49   0 001.  13
0 0010  14   0 0011  41   0 01..  14   0 010.   1   0 0100   7   0 0101   8
0 011.   5   0 0110   4   0 0111  32   0 1...  23   0 10..   3   0 100.   2
0 1000   6   0 1001   7   0 101.   2   0 1011  10   0 11..   8   0 1100   4
0 1101   4   0 111.   5   0 1110   3   0 1111  30
1 0...  68   1 00..  39   1 000.  11   1 0000 119   1 0001  36   1 001.  10
1 0010  26   1 0011  44   1 01..  27   1 0100   4   1 0101  12   1 011.   6
1 0110   7   1 0111  48   1 1...  31   1 10..   6   1 100.   1   1 1000   3
1 1001   6   1 101.   1   1 1010   2   1 1011  12   1 11..  15   1 110.   1
1 1100   1   1 1101   3   1 111.   6   1 1110   2   1 1111  28
;
run;

/* Epilepsy: 59 patients, seizures in the 8 weeks before randomisation (y0) and in four
   2-week periods under placebo (trt 0) or progabide (trt 1).
   Thall PF, Vail SC (1990), Biometrics 46:657-671, table 2, as given in Fitzmaurice, Laird
   and Ware (2011).                                                                        */

data trials.epilepsy(label='Seizures under progabide and placebo');
   input id trt age y0-y4 @@;
   label trt = 'Treatment (1 = progabide)'
         age = 'Age in years';
   datalines;
 1 0 31  11   5  3  3  3    2 0 30  11   3  5  3  3    3 0 25   6   2  4  0  5
 4 0 36   8   4  4  1  4    5 0 22  66   7 18  9 21    6 0 29  27   5  2  8  7
 7 0 31  12   6  4  0  2    8 0 36  52  40 20 23 12    9 0 37  23   5  6  6  5
10 0 28  10  14 13  6  0   11 0 36  52  26 12  6 22   12 0 24  33  12  6  8  5
13 0 28  18   4  4  6  2   14 0 36  42   7  9 12 14   15 0 26  87  16 24 10  9
16 0 26  50  11  0  0  5   17 0 28  18   0  0  3  3   18 0 31 111  37 29 28 29
19 0 32  18   3  5  2  5   20 0 21  20   3  0  6  7   21 0 29  12   3  4  3  4
22 0 21   9   3  4  3  4   23 0 32  17   2  3  3  5   24 0 25  28   8 12  2  8
25 0 30  55  18 24 76 25   26 0 40   9   2  1  2  1   27 0 19  10   3  1  4  2
28 0 22  47  13 15 13 12   29 1 18  76  11 14  9  8   30 1 32  38   8  7  9  4
31 1 20  19   0  4  3  0   32 1 20  10   3  6  1  3   33 1 18  19   2  6  7  4
34 1 24  24   4  3  1  3   35 1 30  31  22 17 19 16   36 1 35  14   5  4  7  4
37 1 57  11   2  4  0  4   38 1 20  67   3  7  7  7   39 1 22  41   4 18  2  5
40 1 28   7   2  1  1  0   41 1 23  22   0  2  4  0   42 1 40  13   5  4  0  3
43 1 43  46  11 14 25 15   44 1 21  36  10  5  3  8   45 1 35  38  19  7  6  7
46 1 25   7   1  1  2  4   47 1 26  36   6 10  8  8   48 1 25  11   2  1  0  0
49 1 22 151 102 65 72 63   50 1 32  22   4  3  2  4   51 1 25  42   8  6  5  7
52 1 35  32   1  3  1  5   53 1 21  56  18 11 28 13   54 1 41  24   6  3  4  0
55 1 32  16   3  5  4  3   56 1 26  22   1 23 19  8   57 1 21  25   2  3  0  1
58 1 36  13   0  0  0  0   59 1 37  12   1  4  3  2
;
run;
