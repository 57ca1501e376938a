package hermite.sas.datastep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The implicit loop, data sets in and out, BY groups, merging; source: sas_language.md sections 5.1 to 5.3, 5.6. */
class StepFlowTest {
    private static final String TWO = "data m1; input id x; datalines;\n1 10\n1 11\n2 20\n4 40\n;\n"
            + "data m2; input id z $; datalines;\n1 a\n3 c\n4 d\n4 e\n;\n";

    @Test
    void matchMergeKeepsValuesWithinAGroupAndTellsWhoContributes() {
        DataStepProgram run = DataStepProgram.run(TWO + "data a; merge m1(in=p) m2(in=q); by id; ip=p; iq=q; run;");
        assertThat(run.values("a", "id")).containsExactly("1", "1", "2", "3", "4", "4");
        assertThat(run.values("a", "x")).containsExactly("10", "11", "20", ".", "40", "40");
        assertThat(run.values("a", "z")).containsExactly("a", "a", "", "c", "d", "e");
        assertThat(run.values("a", "ip")).containsExactly("1", "1", "1", "0", "1", "1");
        assertThat(run.values("a", "iq")).containsExactly("1", "1", "0", "1", "1", "1");
        assertThat(run.log)
                .doesNotContain("NOTE: MERGE statement has more than one data set with repeats of BY values.");
    }

    @Test
    void manyToManyMergesAreNoted() {
        DataStepProgram run = DataStepProgram.run(TWO + "data a; merge m1 m1(rename=(x=w)); by id; run;");
        assertThat(run.log).contains("NOTE: MERGE statement has more than one data set with repeats of BY values.");
    }

    @Test
    void mergeWithoutByGoesByPositionToTheLongest() {
        DataStepProgram run =
                DataStepProgram.run("data s; do u=1 to 2; output; end; run; data t; do v=1 to 3; output; end; run;"
                        + "data a; merge s t; run;");
        assertThat(run.values("a", "u")).containsExactly("1", "2", ".");
        assertThat(run.values("a", "v")).containsExactly("1", "2", "3");
    }

    @Test
    void setConcatenatesAndClearsVariablesOfTheOtherDataSet() {
        DataStepProgram run = DataStepProgram.run(TWO + "data a; set m1 m2; run;");
        assertThat(run.values("a", "id")).containsExactly("1", "1", "2", "4", "1", "3", "4", "4");
        assertThat(run.values("a", "x")).containsExactly("10", "11", "20", "40", ".", ".", ".", ".");
        assertThat(run.names("a")).containsExactly("id", "x", "z");
    }

    @Test
    void setWithByInterleavesInTheOrderOfTheList() {
        DataStepProgram run = DataStepProgram.run(TWO + "data a; set m2 m1; by id; f=first.id; l=last.id; run;");
        assertThat(run.values("a", "id")).containsExactly("1", "1", "1", "2", "3", "4", "4", "4");
        assertThat(run.values("a", "z")).containsExactly("a", "", "", "", "c", "d", "e", "");
        assertThat(run.values("a", "f")).containsExactly("1", "0", "0", "1", "1", "1", "0", "0");
        assertThat(run.values("a", "l")).containsExactly("0", "0", "1", "1", "1", "0", "0", "1");
    }

    @Test
    void firstAndLastChangeWithAnyEarlierByVariable() {
        DataStepProgram run = DataStepProgram.run("data s; input a b; datalines;\n1 1\n1 1\n1 2\n2 2\n;\n"
                + "data t; set s; by a b; fa=first.a; fb=first.b; la=last.a; lb=last.b; run;");
        assertThat(run.values("t", "fa")).containsExactly("1", "0", "0", "1");
        assertThat(run.values("t", "fb")).containsExactly("1", "0", "1", "1");
        assertThat(run.values("t", "la")).containsExactly("0", "0", "1", "1");
        assertThat(run.values("t", "lb")).containsExactly("0", "1", "1", "1");
    }

    @Test
    void unsortedInputStopsTheStepAndLeavesTheOldDataSet() {
        DataStepProgram run = DataStepProgram.run(
                "data a; x=7; run; data s; do id=2,1; output; end; run; data a; set s; by id; run;");
        assertThat(run.log)
                .contains(
                        "ERROR: BY variables are not properly sorted on data set WORK.S.",
                        "WARNING: Data set WORK.A was not replaced because this step was stopped.");
        assertThat(run.values("a", "x")).containsExactly("7");
    }

    @Test
    void updateAppliesWhatIsNotMissing() {
        DataStepProgram run = DataStepProgram.run("data m; input id a b; datalines;\n1 1 1\n2 2 2\n;\n"
                + "data t; input id a b; datalines;\n1 . 5\n1 9 .\n3 3 .\n;\n data u; update m t; by id; run;");
        assertThat(run.values("u", "id")).containsExactly("1", "2", "3");
        assertThat(run.values("u", "a")).containsExactly("9", "2", "3");
        assertThat(run.values("u", "b")).containsExactly("5", "2", ".");
    }

    @Test
    void variablesAreResetUnlessRetained() {
        DataStepProgram run = DataStepProgram.run("data s; do i=1 to 3; output; end; run;"
                + "data a; set s; retain k 10; if i=1 then w=5; k=k+1; n+1; run;");
        assertThat(run.values("a", "w")).containsExactly("5", ".", ".");
        assertThat(run.values("a", "k")).containsExactly("11", "12", "13");
        assertThat(run.values("a", "n")).containsExactly("1", "2", "3");
    }

    @Test
    void pointReadsTheObservationNamedAndNobsCountsThem() {
        DataStepProgram run =
                DataStepProgram.run(TWO + "data a; do p=4,1; set m1 point=p nobs=n; k=n; output; end; stop; run;");
        assertThat(run.values("a", "x")).containsExactly("40", "10");
        assertThat(run.values("a", "k")).containsExactly("4", "4");
        assertThat(run.names("a")).containsExactly("id", "x", "k");
    }

    @Test
    void dataSetOptionsActInOrder() {
        DataStepProgram run = DataStepProgram.run(TWO
                + "data a(drop=y rename=(id=key)); set m1(rename=(x=y) where=(y>10) firstobs=2 obs=3 in=i); v=y; run;");
        assertThat(run.names("a")).containsExactly("key", "v");
        assertThat(run.values("a", "v")).containsExactly("20", "40");
    }

    @Test
    void loopsLeaveTheirIndexBeyondTheLimit() {
        DataStepProgram run = DataStepProgram.run(
                "data a; do i=1 to 10 by 3; end; do j=3 to 1; end; n=0; do k=1 by 1 until(k*k>50); n+1; end; run;");
        assertThat(run.values("a", "i")).containsExactly("13");
        assertThat(run.values("a", "j")).containsExactly("3");
        assertThat(run.values("a", "k")).containsExactly("8");
    }

    @Test
    void doOverCountsThroughAnArrayWithoutBounds() {
        DataStepProgram run = DataStepProgram.run("data a; array q q1-q3; do over q; q = 10 * _i_; end; run;");
        assertThat(run.number("a", "q3")).isEqualTo(30);
        assertThat(run.names("a")).containsExactly("q1", "q2", "q3");
    }

    @Test
    void attributesOfAnInputDataSetComeWithoutReadingIt() {
        DataStepProgram run =
                DataStepProgram.run("data s; length c $ 3 x 4; c='abc'; x=1; label x='An x'; format x 6.2; run;"
                        + "data a; if 0 then set s nobs=n; k=n; output; stop; run;");
        assertThat(run.values("a", "c")).containsExactly("");
        assertThat(run.table("a").variable(1).label()).isEqualTo("An x");
        assertThat(run.table("a").variable(1).format().orElseThrow()).hasToString("6.2");
        assertThat(run.table("a").variable(1).length()).isEqualTo(4);
        assertThat(run.values("a", "k")).containsExactly("1");
    }

    @Test
    void aStepThatReadsNothingInAnIterationIsStopped() {
        DataStepProgram run = DataStepProgram.run("data s; x=1; run; data a; if 0 then set s; y=1; run;");
        assertThat(run.log).contains("NOTE: DATA STEP stopped due to looping.");
    }

    @Test
    void whereNeedsAnInputDataSet() {
        DataStepProgram run = DataStepProgram.run("data a; x=1; where x=1; run;");
        assertThat(run.log).contains("ERROR: No input data sets available for WHERE statement.");
    }

    @Test
    void outputGoesToTheDataSetsNamed() {
        DataStepProgram run =
                DataStepProgram.run(TWO + "data a b(where=(x<30)); set m1; if id=1 then output a; else output b; run;");
        assertThat(run.values("a", "x")).containsExactly("10", "11");
        assertThat(run.values("b", "x")).containsExactly("20");
    }

    @Test
    void shorterNumbersLoseMantissaWhenTheyAreWritten() {
        // 0.1 with the last five bytes of its mantissa cleared: 0x3FB9990000000000
        DataStepProgram run = DataStepProgram.run("data a; length x 3; x = 0.1; run;");
        assertThat(run.number("a", "x")).isEqualTo(Double.longBitsToDouble(0x3FB9990000000000L));
    }

    @Test
    void linkReturnsAndGotoDoesNot() {
        DataStepProgram run =
                DataStepProgram.run("data a; x=1; link sub; goto fin; x=100; sub: x=x+1; return; fin: y=x; run;");
        assertThat(run.values("a", "y")).containsExactly("2");
    }

    @Test
    void selectWithoutAMatchFails() {
        DataStepProgram run = DataStepProgram.run("data a; x=3; select(x); when(1) y=1; end; run;");
        assertThat(run.log).anyMatch(l -> l.startsWith("ERROR: Unsatisfied WHEN clause and no OTHERWISE clause"));
    }

    @Test
    void arraysHaveBoundsInSeveralDimensions() {
        DataStepProgram run =
                DataStepProgram.run("data a; array t{2,0:2} _temporary_ (1 2 3 4 5 6); array v{*} p q (7 8);"
                        + "x=t{2,1}; d=dim(t,2); h=hbound(t,2); l=lbound(t,2); s=sum(of v{*}); n=vname(v{2}); run;");
        assertThat(run.number("a", "x")).isEqualTo(5);
        assertThat(run.number("a", "d")).isEqualTo(3);
        assertThat(run.number("a", "h")).isEqualTo(2);
        assertThat(run.number("a", "l")).isZero();
        assertThat(run.number("a", "s")).isEqualTo(15);
        assertThat(run.text("a", "n")).isEqualTo("q");
        assertThat(run.names("a")).doesNotContain("t1");
    }

    @Test
    void aSubscriptOutsideTheBoundsStopsTheStep() {
        DataStepProgram run = DataStepProgram.run("data a; array z{3}; i=4; z{i}=1; run;");
        assertThat(run.log).anyMatch(l -> l.startsWith("ERROR: Array subscript out of range at line 1 column"));
        assertThat(run.table("a")).isNull();
    }

    @Test
    void uninitializedAndUnreferencedVariablesAreNamed() {
        DataStepProgram run = DataStepProgram.run("data a; y = zz + 1; drop qq; run;");
        assertThat(run.log)
                .contains(
                        "NOTE: Variable zz is uninitialized.",
                        "WARNING: The variable qq in the DROP, KEEP, or RENAME list has never been referenced.");
    }

    @Test
    void aTypeConflictIsAnError() {
        DataStepProgram run = DataStepProgram.run("data s; x='a'; run; data t; x=1; run; data a; set s t; run;");
        assertThat(run.log).contains("ERROR: Variable x has been defined as both character and numeric.");
    }

    @Test
    void lagIsAQueueOfItsCallSite() {
        DataStepProgram run = DataStepProgram.run("data s; do i=1 to 4; output; end; run;"
                + "data a; set s; if mod(i,2)=0 then l=lag(i); d=dif(i); run;");
        assertThat(run.values("a", "l")).containsExactly(".", ".", ".", "2");
        assertThat(run.values("a", "d")).containsExactly(".", "1", "1", "1");
    }

    @Test
    void stopInterruptsBetweenIterations() {
        Thread.currentThread().interrupt();
        try {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> DataStepProgram.run("data a; do while(1); x=1; end; run;"))
                    .isInstanceOf(java.util.concurrent.CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void macroVariablesAndCodeGoToTheSession() {
        DataStepProgram run = DataStepProgram.run("data _null_; call symputx('a', 3.5); call symput('b', 7);"
                + "call execute('data x; run;'); c = symget('a'); put c=; run;");
        assertThat(run.symbols).containsEntry("A", "3.5").containsEntry("B", "           7");
        assertThat(run.queued).containsExactly("data x; run;");
        assertThat(run.log).contains("c=3.5");
    }

    /** The two DATA steps of the seed program that make new variables. */
    @Test
    void theSeedReshapesEpilepsyWithYThreeTwice() {
        DataStepProgram run = DataStepProgram.run("data epilepsy0; input id trt y0-y4; datalines;\n1 0 11 5 3 4 9\n;\n"
                + "data epilepsy; set epilepsy0; time=0;y=y0;output; time=1;y=y1;output; time=2;y=y3;output;"
                + "time=3;y=y3;output; time=4;y=y4;output; drop y0 y1 y2 y3 y4; run;"
                + "data epilepsy; set epilepsy; if time=0 then t=log(8); else t=log(2); run;");
        assertThat(run.names("epilepsy")).containsExactly("id", "trt", "time", "y", "t");
        assertThat(run.values("epilepsy", "y")).containsExactly("11", "5", "4", "4", "9");
        assertThat(run.values("epilepsy", "t").get(0)).isEqualTo(String.valueOf(Math.log(8)));
        assertThat(run.values("epilepsy", "t").get(4)).isEqualTo(String.valueOf(Math.log(2)));
    }
}
