package hermite.sas.source;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.sas.log.ListedLog;
import hermite.sas.log.Log;
import hermite.sas.source.macro.MacroHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of the macro language, each from shared/spec/sas_language.md section 3. */
class MacroTest {
    private final List<String> log = new ArrayList<>();
    private final Set<String> options = new java.util.HashSet<>(Set.of("SERROR", "MERROR"));

    /** The program's tokens after macro processing, with the blanks between them. */
    private String generated(String program) {
        Log recorder = new ListedLog(log);
        InputFrames frames = new InputFrames(new SourceEcho(SourceListener.NONE));
        MacroProcessor macro = new MacroProcessor(frames, host(), recorder);
        TokenReader reader =
                new TokenReader(frames, macro, (place, message, arguments) -> recorder.write(message, arguments));
        frames.push("test.sas", program);
        List<String> tokens = new ArrayList<>();
        for (Token token = reader.next(); token.kind() != TokenKind.END; token = reader.next()) {
            tokens.add(token.spelling());
        }
        return String.join(" ", tokens);
    }

    private MacroHost host() {
        return new MacroHost() {
            @Override
            public Optional<String> automatic(String name) {
                return name.equals("SYSVER") ? Optional.of("9.4") : Optional.empty();
            }

            @Override
            public boolean setAutomatic(String name, String value) {
                return false;
            }

            @Override
            public boolean option(String name) {
                return options.contains(name);
            }

            @Override
            public String function(String name, List<String> arguments, Optional<String> format) {
                if (!name.equals("CATX")) {
                    throw new IllegalArgumentException("unknown function");
                }
                return String.join(arguments.get(0), arguments.subList(1, arguments.size()));
            }

            @Override
            public Optional<Included> include(String name, boolean quoted) {
                return quoted && name.equals("inc.sas")
                        ? Optional.of(new Included("inc.sas", "%let inside=7;\ny = &inside;"))
                        : Optional.empty();
            }

            @Override
            public Optional<Included> autocall(String name) {
                return name.equals("auto")
                        ? Optional.of(new Included("auto.sas", "%macro auto; z %mend;"))
                        : Optional.empty();
            }
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            %let a=1; x=&a;                                         ! x = 1 ;
            %let a = b c ; keep &a d;                               ! keep b c d ;
            %let lib=work; %let ds=a; data &lib..&ds;               ! data work . a ;
            %let i=2; %let x2=seven; y=&&x&i;                       ! y = seven ;
            %let n=x; %let &n=5; y=&x;                              ! y = 5 ;
            %let d=3; data out&d.b;                                 ! data out3b ;
            %let a=b; %let b=c; %let c=d; y=&&&a &&&&&&&a;          ! y = c d ;
            %let a=v; title "is &a."; t='&a';                       ! title "is v" ; t = '&a' ;
            y=1 & 2; z=a& b;                                        ! y = 1 & 2 ; z = a & b ;
            x%eval(1+1)=3;                                          ! x2 = 3 ;
            y=%eval(7/2) %eval(-7/2) %eval(2**3) %eval(1+2*3);      ! y = 3 - 3 8 7 ;
            y=%eval(10>9) %eval(a<b) %eval(10<9b) %eval(abc=ABC);   ! y = 1 1 1 0 ;
            y=%eval(not 0 and 1) %eval(1 or 0 and 0);               ! y = 1 1 ;
            y=%sysevalf(1/3) %sysevalf(10/4,ceil) %sysevalf(2.5+2); ! y = 0.33333333333333 3 4.5 ;
            y=%sysevalf(7.9,integer) %sysevalf(0.1+0.2);            ! y = 7 0.3 ;
            %let s=%str(a;b); y="&s";                               ! y = "a;b" ;
            %let s=%nrstr(&x %y); y="&s";                           ! y = "&x %y" ;
            %let s=%str(it%'s); y="&s";                             ! y = "it's" ;
            y=%upcase(abc) %lowcase(DEF) %length(abcd);             ! y = ABC def 4 ;
            y=%substr(abcdef,2,3) %substr(abc,2) %index(abc,c);     ! y = bcd bc 3 ;
            y=%scan(a b.c,2) %scan(a|b|c,-1,|) %scan(a,5);          ! y = b c ;
            y=%sysfunc(catx(-,a,b));                                ! y = a - b ;
            %let v=%nrstr(&z); y="%superq(v)" "%unquote(%str(a))";  ! y = "&z" "a" ;
            %* a comment; x=1; /* &nope %nope */ * &nope;           ! x = 1 ;
            y=%symexist(sysver) %symexist(nope);                    ! y = 1 0 ;
            y=&sysver;                                              ! y = 9.4 ;
            %auto                                                   ! z
            """)
    void generates(String program, String expected) {
        assertThat(generated(program)).isEqualTo(expected);
        assertThat(log).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            %macro m; a=1; %mend; %m b=2;                                               ! a = 1 ; b = 2 ;
            %macro m(p,k=9); x=&p+&k; %mend m; %m(1) %m(2,k=3) %m(k=4,p=5)              ! x = 1 + 9 ; x = 2 + 3 ; x = 5 + 4 ;
            %macro m(p); &p; %mend; %m(f(a,b))                                          ! f ( a , b ) ;
            %macro m; %do i=1 %to 3; x&i %end; %mend; keep %m;                          ! keep x1 x2 x3 ;
            %macro m; %do i=6 %to 1 %by -2; &i %end; %mend; y=%m;                       ! y = 6 4 2 ;
            %macro m; %let i=0; %do %while(&i<3); &i %let i=%eval(&i+1); %end; %mend; %m ! 0 1 2
            %macro m; %let i=0; %do %until(&i>=2); &i %let i=%eval(&i+1); %end; %mend; %m ! 0 1
            %macro m(a); %if &a=1 %then one; %else %if &a=2 %then two; %else many; %mend; %m(1) %m(2) %m(3) ! one two many
            %macro m(a); %if &a= %then %do; none; %end; %else %do; some; %end; %mend; %m() %m(x) ! none ; some ;
            %macro m; %local x; %let x=in; &x %mend; %let x=out; %m &x                  ! in out
            %macro m; %let x=in; %mend; %let x=out; %m &x                               ! in
            %macro m; %global g; %let g=1; %mend; %m y=&g;                              ! y = 1 ;
            %macro f(n); %if &n<=1 %then 1; %else %eval(&n*%f(%eval(&n-1))); %mend; y=%f(5); ! y = 120 ;
            %macro o; %macro i; inner %mend; %i %mend; %o %i                            ! inner inner
            %macro m; a %goto l; b %l: c %mend; %m                                      ! a c
            %macro m; a %return; b %mend; %m                                            ! a
            %macro m / parmbuff; [&syspbuff] %mend; %m(a,b)                             ! [ ( a , b ) ]
            %macro m; &sysmacroname %mend; %m                                           ! M
            %if 1=1 %then %do; yes; %end; %else %do; no; %end; after;                   ! yes ; after ;
            %if 1=2 %then %do; yes; %end; %else %do; no; %end; after;                   ! no ; after ;
            %macro m; x %mend; y=%m+1;                                                  ! y = x + 1 ;
            %macro m(); x %mend; %m() %m                                                ! x x
            %macro m; data a; %* note's; run; %mend; %m                                 ! data a ; run ;
            %macro m(list); %do i=1 %to 2; %scan(&list,&i) %end; %mend; %m(p q)         ! p q
            %include 'inc.sas'; z;                                                      ! y = 7 ; z ;
            """)
    void runsMacros(String program, String expected) {
        assertThat(generated(program)).isEqualTo(expected);
        assertThat(log).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            x=&nope;                             ! WARNING: Apparent symbolic reference NOPE not resolved.
            %nope;                               ! WARNING: Apparent invocation of macro NOPE not resolved.
            %put hello   world;                  ! hello   world
            %let a=1; %put &=a;                  ! A=1
            %put ERROR: bad;                     ! ERROR: bad
            %macro m(a); %mend; %m(1,2)          ! ERROR: More positional parameters found than defined.
            %macro m(a); %mend; %m(b=2)          ! ERROR: The keyword parameter B was not defined with the macro.
            %let x; y=1;                         ! ERROR: Expected equal sign not found in %LET statement.
            %include 'no.sas';                   ! ERROR: Cannot open %INCLUDE file no.sas.
            %do i=1 %to 2;                       ! ERROR: The macro statement that begins here has no semicolon.
            %else x;                             ! ERROR: The %ELSE statement is not valid in open code.
            %macro m; x;                         ! ERROR: The macro definition that begins here has no %MEND statement.
            y=%sysfunc(nope(1));                 ! ERROR: The function NOPE in the %SYSFUNC or %QSYSFUNC macro function failed: unknown function
            """)
    void logs(String program, String expected) {
        generated(program);
        assertThat(log).containsExactly(expected);
    }

    @Test
    void namesTheConditionThatCannotBeEvaluated() {
        generated("%macro m; %if 1+x > 1 %then a; %mend; %m");
        assertThat(log)
                .containsExactly("ERROR: A character operand was found in the %EVAL function or %IF condition where a "
                        + "numeric operand is required. The condition was: 1+x > 1");
    }

    @Test
    void stopsAMacroThatCallsItselfWithoutEnd() {
        generated("%macro m; %m %mend; %m");
        assertThat(log).containsExactly("ERROR: The macro M calls itself too often; its execution was stopped.");
    }

    @Test
    void tracesReferencesUnderSymbolgen() {
        options.add("SYMBOLGEN");
        generated("%let a=5; x=&a;");
        assertThat(log).containsExactly("SYMBOLGEN:  Macro variable A resolves to 5");
    }

    @Test
    void placesGeneratedTokensWhereTheMacroWasCalled() {
        InputFrames frames = new InputFrames(new SourceEcho(SourceListener.NONE));
        Log silent = new ListedLog(log);
        TokenReader reader = new TokenReader(frames, new MacroProcessor(frames, host(), silent), (p, m, a) -> {});
        frames.push("test.sas", "%macro m;\n  abc\n%mend;\n\n  %m".toLowerCase(Locale.ROOT));
        Place place = reader.next().place();
        assertThat(place.toString()).isEqualTo("%M:2:3");
        assertThat(place.written().toString()).isEqualTo("test.sas:5:3");
        assertThat(place.written().logLine()).isEqualTo(5);
    }
}
