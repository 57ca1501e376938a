/* Time to fall asleep, 1: up to 20 minutes … 4: more than 60, before and after two weeks of treatment.
   Counts: Francom, Chuang-Stein and Landis (1989), Statistics in Medicine 8, 571-582;
   Agresti (2002), Categorical Data Analysis, table 11.4. */
data insomnia;
  input treat before n1-n4;
  array n{4} n1-n4;
  do after = 1 to 4;
    do i = 1 to n{after};
      id + 1;
      occasion = 0; y = before; output;
      occasion = 1; y = after; output;
    end;
  end;
  keep id treat occasion y;
  datalines;
1 1 7 4 1 0
1 2 11 5 2 2
1 3 13 23 3 1
1 4 9 17 13 8
0 1 7 4 2 1
0 2 14 5 1 0
0 3 6 9 18 2
0 4 4 11 14 22
;

ods output GEEEmpPEst=independence GEEModPEst=model_based Type3=type3;
proc genmod data=insomnia;
  class id;
  model y = treat occasion treat*occasion / dist=multinomial link=cumlogit type3;
  repeated subject=id / type=ind modelse;
run;

ods output GEEEmpPEst=probit;
proc genmod data=insomnia;
  class id;
  model y = treat occasion treat*occasion / dist=multinomial link=cumprobit;
  repeated subject=id;
run;

ods output GEEEmpPEst=nominal Type3=type3_nominal;
proc gee data=insomnia;
  class id;
  model y = treat occasion treat*occasion / dist=multinomial link=glogit type3;
  repeated subject=id;
run;

ods output GEEEmpPEst=one_ratio;
proc genmod data=insomnia;
  class id;
  model y = treat occasion treat*occasion / dist=multinomial link=cumlogit;
  repeated subject=id / globalor=exch converge=1e-10;
run;

ods output GEEEmpPEst=by_cuts;
proc genmod data=insomnia;
  class id;
  model y = treat occasion treat*occasion / dist=multinomial link=cumlogit;
  repeated subject=id / globalor=exch globalorcuts converge=1e-10;
run;
