%include '../../../scripts/trials.sas';

/* Days since the first injection: 90 a visit, and the day of the appointment. */
data women;
   set trials.amenorrhea;
   day = time*90 + mod(id*13, 30);
   day100 = day/100;
run;

proc gee data=women descending;
   class id;
   effect natural = spline(day100 / naturalcubic basis=tpf(noint) knotmethod=percentiles(4) details);
   model y = trt natural / dist=binomial;
   repeated subject=id / converge=1e-10;
   ods output SplineKnots=knots GEEEmpPEst=natural;
run;

proc genmod data=women descending;
   class id;
   effect b = spline(day / degree=2 knotmethod=equal(2));
   model y = b b*trt / dist=binomial noint;
   repeated subject=id / converge=1e-10;
   ods output GEEEmpPEst=bspline;
run;

proc genmod data=women descending;
   class id;
   effect p = polynomial(day100 / degree=2 noseparate);
   model y = trt|p / dist=binomial;
   repeated subject=id / converge=1e-10;
   ods output GEEEmpPEst=polynomial;
run;
