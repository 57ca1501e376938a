package hermite.sas.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.sas.syntax.ast.ProcStatement;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of procedures, read by their tables; the seed program's are among them (shared/spec/seed_coverage.md). */
class ProcStatementTest {
    private static String statement(ProcStatement statement) {
        String options = statement.options().all().isEmpty()
                ? ""
                : " / " + AstText.of(statement.options().all());
        return statement.spec().name() + " " + AstText.of(statement.body()) + options;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            proc sort data=amenorrhea; by descending trt; # [DATA=DataSet(DataSetReference(amenorrhea))] BY By([ByItem(trt yes)])
            proc genmod data=amenorrhea descending; # [DATA=DataSet(DataSetReference(amenorrhea)) DESCENDING]
            proc genmod; class id trt (ref='0') t/param=ref; # CLASS Variables([Item(id Options()) Item(trt Options([REF=Text(0)])) Item(t Options())]) / [PARAM=Word(REF)]
            proc genmod; model y = time trt*time /dist=binomial link=logit type3 wald; # MODEL Model(Response([y] Options()) [EffectTerm([time]) EffectTerm([trt time])]) / [DIST=Word(BINOMIAL) LINK=Word(LOGIT) TYPE3 WALD]
            proc genmod; repeated subject=id / withinsubject=t logor=fullclust; # REPEATED Main(Options([SUBJECT=Effect(EffectTerm([id]))])) / [WITHINSUBJECT=Effect(EffectTerm([t])) LOGOR=Word(FULLCLUST)]
            proc genmod; store p1; # STORE Named(DataSetReference(p1))
            proc plm source=p1; score data = amenorrhea out=pred /ilink; # [RESTORE=DataSet(DataSetReference(p1))] SCORE Main(Options([DATA=DataSet(DataSetReference(amenorrhea)) OUT=DataSet(DataSetReference(pred))])) / [ILINK]
            proc sgplot data = pred; series x = time y = predicted /group=trt; # [DATA=DataSet(DataSetReference(pred))] SERIES Main(Options([X=Variables([time]) Y=Variables([predicted])])) / [GROUP=Variables([trt])]
            proc glimmix method=quad(qpoints=5) empirical order=data ; # [METHOD=Word(QUAD)Options([QPOINTS=Number(5)]) EMPIRICAL ORDER=Word(DATA)]
            proc glimmix; random intercept time/subject=id type=un; # RANDOM Effects([EffectTerm([intercept]) EffectTerm([time])]) / [SUBJECT=Effect(EffectTerm([id])) TYPE=Word(UN)]
            proc glimmix; model y = time trt /dist=poisson s offset=t; # MODEL Model(Response([y] Options()) [EffectTerm([time]) EffectTerm([trt])]) / [DIST=Word(POISSON) SOLUTION OFFSET=Variables([t])]
            proc genmod; model y(event='1') = a|b|c@2 x*x a(b); # MODEL Model(Response([y] Options([EVENT=Text(1)])) [EffectTerm([a]) EffectTerm([b]) EffectTerm([a b]) EffectTerm([c]) EffectTerm([a c]) EffectTerm([b c]) EffectTerm([x x]) EffectTerm([a] [b])])
            proc genmod; model e/n = x1-x3; # MODEL Model(Response([e] n Options()) [EffectTerm([x1]) EffectTerm([x2]) EffectTerm([x3])])
            proc genmod; model y = ; # MODEL Model(Response([y] Options()))
            proc genmod; repeated sub=id(c) / corr=ar(1) type=mdep(2); # REPEATED Main(Options([SUBJECT=Effect(EffectTerm([id] [c]))])) / [TYPE=Word(AR) TYPE=Word(MDEP)Options([LAG=Number(2)])]
            proc genmod; estimate 'l' a 1 -1 b 1/2 / exp; # ESTIMATE Coefficients(l [Row(l [Term(EffectTerm([a]) [1 -1]) Term(EffectTerm([b]) [0.5])])]) / [EXP]
            proc genmod; estimate 'l' a 1 | u 1 -1, 'm' a*b [1/2, 1 'x'] [-1 2 1]; # ESTIMATE Coefficients(l [Row(l [Term(EffectTerm([a]) [1])] [Term(EffectTerm([u]) [1 -1])]) Row(m [Term(EffectTerm([a b]) [Placed(0.5 [Number(1) Text(x)]) Placed(-1 [Number(2) Number(1)])])])])
            proc genmod; lsmestimate a*b 'l' 1 -1 divisor=2, [1, 1 2] [-1, 2 2]; # LSMESTIMATE Coefficients(l [Row(l [Term(EffectTerm([a b]) [0.5 -0.5])]) Row([Term(EffectTerm([a b]) [Placed(1 [Number(1) Number(2)]) Placed(-1 [Number(2) Number(2)])])])])
            proc genmod; lsmeans a b / at (x z)=(1 -2) at means slice=(a b); # LSMEANS Effects([EffectTerm([a]) EffectTerm([b])]) / [AT=Settings([Setting(x 1) Setting(z -2)]) AT=Settings() SLICE=Effects([EffectTerm([a]) EffectTerm([b])])]
            proc means noprint; output out=o(drop=_type_) mean(x y)=mx my std= n=n / autoname; # [NOPRINT] OUTPUT Main(Options([OUT=DataSet(DataSetReference(o DataSetOptions([_type_]))) MEAN=Statistic([x y] [mx my]) STD=Statistic() N=Statistic([n])])) / [AUTONAME]
            proc means; where x in (1,2) and y is not missing; # WHERE Condition((AND In(x [Item(1) Item(2)]) IsMissing(y yes)))
            proc print label; label x='X'; format y z 8.2; # [LABEL] LABEL Program(Labels({x=X})) FORMAT Program(Formats([Item([y z] 8.2)]))
            proc sgplot; refline 0 1.5 / axis=y; series x=a y=b / lineattrs=(color=red thickness=2); # REFLINE Values([Number(0) Number(1.5)]) / [AXIS=Word(Y)] SERIES Main(Options([X=Variables([a]) Y=Variables([b])])) / [LINEATTRSOptions([COLOR=Word(red) THICKNESS=Number(2)])]
            proc glimmix; x2 = x**2; if x2>1 then do; z=1; end; # PROGRAMMING Program(Assignment(x2 (POWER x 2))) PROGRAMMING Program(If((GREATER x2 1) Do([Assignment(z 1)])))
            """)
    void reads(String text, String expected) {
        Transcript transcript = Transcript.of(text + " run;");
        assertThat(transcript.messages).isEmpty();
        var step = transcript.procSteps.get(0);
        String options = step.options().all().isEmpty()
                ? ""
                : AstText.of(step.options().all()) + (step.statements().isEmpty() ? "" : " ");
        String statements =
                step.statements().stream().map(ProcStatementTest::statement).collect(Collectors.joining(" "));
        assertThat(options + statements).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            libname S857 'Z:\\';                     # Libname(S857 [Z:\\])
            libname x xport "a.xpt" access=readonly; # Libname(x XPORT [a.xpt]  {ACCESS=readonly})
            libname x clear;                         # Libname(x   CLEAR)
            filename f temp;                         # Filename(f TEMP)
            title1 'Marginal Models';                # Title(1 Marginal Models)
            title;                                   # Title(1)
            footnote3 "it's" ' here';                # Title(yes 3 it's here)
            title plain  text, here;                 # Title(1 plain  text, here)
            ods graphics on;                         # Ods(GRAPHICS [Item(on)])
            ods html style=journal;                  # Ods(HTML [Item(style journal)])
            ods rtf close;                           # Ods(RTF [Item(close)])
            ods output A=b(keep=x) C=d;              # Ods(OUTPUT [Item(A DataSetReference(b DataSetOptions([x]))) Item(C DataSetReference(d))])
            ods listing file='a b.lst';              # Ods(LISTING [Item(file a b.lst yes)])
            options ls=80 nodate missing=' ';        # SystemOptions([Item(LS 80) Item(NODATE) Item(MISSING  )])
            missing a R;                             # MissingLetters(AR)
            dm 'log; clear';                         # Unsupported(DM)
            """)
    void readsGlobalStatements(String text, String expected) {
        Transcript transcript = Transcript.of(text);
        assertThat(transcript.messages).isEmpty();
        assertThat(AstText.of(transcript.globals.get(0)).replaceAll(" +", " "))
                .isEqualTo(expected.replace("\\\\", "\\").replaceAll(" +", " "));
    }
}
