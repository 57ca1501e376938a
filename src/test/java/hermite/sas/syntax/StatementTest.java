package hermite.sas.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text of the DATA step and the tree it is read as; rules from shared/spec/sas_language.md sections 5 and 6. */
class StatementTest {
    private static String statements(String text) {
        Transcript transcript = Transcript.of("data out;\n" + text + "\nrun;");
        assertThat(transcript.messages).isEmpty();
        return transcript.dataSteps.get(0).statements().stream()
                .map(AstText::of)
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            -3**2                       # (MINUS (POWER 3 2))
            2**-1                       # (POWER 2 (MINUS 1))
            2**3**2                     # (POWER 2 (POWER 3 2))
            -x<>3                       # (MINUS (MAXIMUM x 3))
            a*b/c                       # (DIVIDE (MULTIPLY a b) c)
            a-b-c                       # (SUBTRACT (SUBTRACT a b) c)
            a+b*c||d                    # (CONCATENATE (ADD a (MULTIPLY b c)) d)
            a<b<c                       # (AND (LESS a b) (LESS b c))
            not x in (1,2)              # (NOT In(x [Item(1) Item(2)]))
            not a=b and c               # (AND (NOT (EQUAL a b)) c)
            a | b & c                   # (OR a (AND b c))
            a or b and c                # (OR a (AND b c))
            ^a                          # (NOT a)
            1 + ^a                      # (ADD 1 (NOT a))
            x not in (1:5, 9)           # In(x [Item(1 5) Item(9)] yes)
            x in arr                    # In(x arr)
            x =: 'ab'                   # (EQUAL_COLON x 'ab')
            x ne 1 or y ge 2            # (OR (NOT_EQUAL x 1) (GREATER_EQUAL y 2))
            a min b max c               # (MINIMUM a (MAXIMUM b c))
            min(a,b)                    # Call(min [a b])
            max(of x1-x9, 0)            # Call(max [Of([Numbered(x 1 9 0)]) 0])
            sum(of a[*])                # Call(sum [Of([Elements(a)])])
            a{i,j+1}                    # Call(a [i (ADD j 1)] yes)
            first.id                    # first.id
            .                           # .
            .a + ._                     # (ADD .A ._)
            '01jan1960'd                # 0
            '02JAN60'd                  # 1
            '1:30't                     # 5400
            '01jan1960:00:01:00'dt      # 60
            '4142'x                     # 'AB'
            '..1'b                      # BitMask(..1)
            ''                          # ' '
            'it''s'                     # 'it's'
            0ffx                        # 255
            1e3                         # 1000
            put(x, date9.)              # Call(put [x FormatName(DATE9.)])
            put(x,8.2)                  # Call(put [x FormatName(8.2)])
            input(s, ?? comma10.)       # Call(input [s FormatModifier(??) FormatName(COMMA10.)])
            input(s,$char8.)            # Call(input [s FormatName($CHAR8.)])
            compress(x,,'kd')           # Call(compress [x '' 'kd'])
            today()                     # Call(today)
            and + 1                     # (ADD and 1)
            'my var'n                   # my var
            """)
    void expressions(String text, String expected) {
        assertThat(statements("x = " + text + ";")).isEqualTo("Assignment(x " + expected + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            x between 1 and 2 and y     # (AND Between(x 1 2) y)
            x contains 'a'              # (CONTAINS x 'a')
            x ? 'a'                     # (CONTAINS x 'a')
            x like 'a%'                 # Like(x 'a%')
            x not like 'a%'             # Like(x 'a%' yes)
            x is null or y is not missing # (OR IsMissing(x) IsMissing(y yes))
            x =* 'smith'                # (SOUNDS_LIKE x 'smith')
            x <> 1                      # (NOT_EQUAL x 1)
            """)
    void whereHasOperatorsOfItsOwn(String text, String expected) {
        assertThat(statements("where " + text + ";")).isEqualTo("Where(" + expected + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            t=time;                         # Assignment(t time)
            n + 1;                          # Sum(n 1)
            a{i} = 2;                       # Assignment(Call(a [i] yes) 2)
            substr(s,1,2) = 'x';            # Assignment(Call(substr [s 1 2]) 'x')
            if a;                           # SubsettingIf(a)
            if time=0 then t=log(8); else t=log(2); # If((EQUAL time 0) Assignment(t Call(log [8])) Assignment(t Call(log [2])))
            if a then if b then x=1; else x=2; # If(a If(b Assignment(x 1) Assignment(x 2)))
            if a then do; x=1; y=2; end; else delete; # If(a Do([Assignment(x 1) Assignment(y 2)]) Delete())
            if a then; else x=1;            # If(a Null() Assignment(x 1))
            do i=1 to 9 by 2, 20; end;      # DoIterative(i [Range(1 9 2) Range(20)])
            do i=1 to 5 while(x<3); end;    # DoIterative(i [Range(1 5 (LESS x 3))])
            do c='a','b'; end;              # DoIterative(c [Range('a') Range('b')])
            do while(a<1); a+1; end;        # DoWhile((LESS a 1) [Sum(a 1)])
            do until(a); end;               # DoUntil(a)
            do over v; end;                 # DoOver(v)
            select(a); when(1,2) x=1; when(3) do; y=1; end; otherwise; end; # Select(a [When([1 2] Assignment(x 1)) When([3] Do([Assignment(y 1)]))] Null())
            select; when(a<1) x=1; end;     # Select([When([(LESS a 1)] Assignment(x 1))])
            output;                         # Output()
            output a work.b;                # Output([DataSetReference(a) DataSetReference(work b)])
            goto l; l: x=1;                 # GoTo(l); Labelled(l Assignment(x 1))
            go to l; l: return;             # GoTo(l); Labelled(l Return())
            link l; stop; l: return;        # Link(l); Stop(); Labelled(l Return())
            abort return 3;                 # Abort(RETURN 3)
            set a b(in=x keep=p q) end=e;   # Set([DataSetReference(a) DataSetReference(b DataSetOptions([p q] x))] {END=e})
            set a(where=(x>1) obs=5 rename=(a=b c1-c2=d1-d2)); # Set([DataSetReference(a DataSetOptions({a=b c1=d1 c2=d2} (GREATER x 1) 5))])
            set a1-a3;                      # Set([DataSetReference(a1) DataSetReference(a2) DataSetReference(a3)])
            set 'c:/a.sas7bdat';            # Set([DataSetReference(c:/a.sas7bdat)])
            set;                            # Set()
            merge a(in=i) b; by id;         # Merge([DataSetReference(a DataSetOptions(i)) DataSetReference(b)]); By([ByItem(id)])
            by descending a b notsorted;    # By([ByItem(a yes) ByItem(b)] yes)
            keep a x1-x3 p: q--r _numeric_; # Keep([a Numbered(x 1 3 0) Prefixed(p) Positional(q r ALL) Special(NUMERIC)])
            drop a-character-b;             # Drop([Positional(a b CHARACTER)])
            rename a=b c=d;                 # Rename({a=b c=d})
            retain a 0 b c (1 2) d;         # Retain([Group([a] [0]) Group([b c] [1 2] yes) Group([d])])
            retain x -1 y 'a';              # Retain([Group([x] [-1]) Group([y] ['a'])])
            length a b $ 20 c 8 d $5;       # Length([Item([a b] CHARACTER 20) Item([c] NUMERIC 8) Item([d] CHARACTER 5)])
            format a b date9. c $char5. d;  # Formats([Item([a b] DATE9.) Item([c] $CHAR5.) Item([d])])
            informat a 8.2;                 # Formats([Item([a] 8.2)] yes)
            label a='x' b="it's";           # Labels({a=x b=it's})
            attrib a length=$5 format=$5. label='x' b format=8.; # Attributes([Item([a] Item([a] CHARACTER 5) $5. x) Item([b] 8.)])
            array a{2,3} x1-x6;             # Array(a [[1, 2] [1, 3]] [Numbered(x 1 6 0)])
            array a(*) _numeric_;           # Array(a [Special(NUMERIC)])
            array a[0:4] $ 8 _temporary_ ('a' 'b' 3*'c'); # Array(a [[0, 4]] yes 8 yes ['a' 'b' 'c' 'c' 'c'])
            array a x y z;                  # Array(a [x y z])
            call symputx('n', x+1, 'g');    # CallRoutine(symputx ['n' (ADD x 1) 'g'])
            call missing(of a--c);          # CallRoutine(missing [Of([Positional(a c ALL)])])
            infile 'a.csv' dsd dlm='09'x firstobs=2 end=e; # Infile(Target('a.csv') {DSD=1 DLM='\t' FIRSTOBS=2 END=e})
            infile datalines missover;      # Infile(Target(datalines) {MISSOVER=1})
            file print;                     # File(Target(print))
            input x name $ @@;              # Input([ListInput(x) ListInput(name yes)] 2)
            input a : date9. b & $20. c;    # Input([ListInput(a DATE9. :) ListInput(b yes $20. &) ListInput(c)] 0)
            input id 1-4 name $ 6-20 amt 22-27 .2; # Input([ColumnInput(id 1 4) ColumnInput(name yes 6 20) ColumnInput(amt 22 27 2)] 0)
            input @5 d date9. +2 a comma8.2 / b; # Input([Pointer(PointerMove(COLUMN 5)) FormattedInput(d DATE9.) Pointer(PointerMove(RELATIVE 2)) FormattedInput(a COMMA8.2) Pointer(PointerMove(NEXT_LINE)) ListInput(b)] 0)
            input (q1-q5)(1.) (a b)(2*$3. +1); # Input([GroupInput([Numbered(q 1 5 0)] [FormatElement(1 1.)]) GroupInput([a b] [FormatElement(2 $3.) PointerElement(PointerMove(RELATIVE 1))])] 0)
            input x= @;                     # Input([NamedInput(x)] 1)
            input x1-x3;                    # Input([ListInput(x1) ListInput(x2) ListInput(x3)] 0)
            put 'a' x y= z 8.2 @10 w date9. -l; # Put([TextItem(a 1) VariableItem(x) VariableItem(y yes) VariableItem(z 8.2) Pointer(PointerMove(COLUMN 10)) VariableItem(w DATE9. L)] 0)
            put n $ x; # Put([VariableItem(n) VariableItem(x)] 0)
            put (a b)(=) _all_ 5*'-' / ;    # Put([GroupItem([a b] yes) SpecialItem(_ALL_) TextItem(- 5) Pointer(PointerMove(NEXT_LINE))] 0)
            put x 1-4 +(-1) ',' @;          # Put([ColumnItem(x 1 4) Pointer(PointerMove(RELATIVE (MINUS 1))) TextItem(, 1)] 1)
            putlog 'n: ' n=;                # Put([TextItem(n:  1) VariableItem(n yes)] 0 yes)
            if = 3;                         # Assignment(if 3)
            set = 1;                        # Assignment(set 1)
            then = 1; to = by;              # Assignment(then 1); Assignment(to by)
            end + 1;                        # Sum(end 1)
            data = 1;                       # Assignment(data 1)
            run = 2;                        # Assignment(run 2)
            """)
    void statements(String text, String expected) {
        assertThat(statements(text)).isEqualTo(expected.replace("\\t", "\t"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            data a b(drop=x) _null_;  # [DataSetReference(a) DataSetReference(b DataSetOptions([x])) DataSetReference(_null_)]
            data;                     # ``
            data lib.m(label='x');    # [DataSetReference(lib m DataSetOptions(x))]
            """)
    void outputs(String header, String expected) {
        Transcript transcript = Transcript.of(header + " x=1; run;");
        assertThat(transcript.messages).isEmpty();
        assertThat(AstText.of(transcript.dataSteps.get(0).outputs())).isEqualTo(expected);
    }
}
