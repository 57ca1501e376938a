package hermite.sas.proc.sgplot;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Table;
import hermite.report.OutputGraph;
import hermite.report.graph.Graph;
import hermite.report.graph.Graph.Band;
import hermite.report.graph.Graph.ReferenceLine;
import hermite.report.graph.Graph.Scatter;
import hermite.report.graph.Graph.Series;
import hermite.report.style.LinePattern;
import hermite.report.style.Symbol;
import hermite.sas.log.ListedLog;
import hermite.sas.log.Log;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.Tables;
import hermite.sas.source.SourceListener;
import hermite.sas.source.macro.MacroHost;
import hermite.sas.syntax.ProcedureLookup;
import hermite.sas.syntax.ProgramHandler;
import hermite.sas.syntax.ProgramReader;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** PROC SGPLOT from its program text, through the real reader and its option tables. */
class SgplotProgramTest {
    private static final SgplotProcedure PROCEDURE = new SgplotProcedure();

    private final Table data = Tables.of(
            "trt$7 time p lo hi",
            "active",
            1,
            0.2,
            0.1,
            0.3,
            "active",
            2,
            0.4,
            0.3,
            0.5,
            "placebo",
            1,
            0.1,
            0,
            0.2,
            "placebo",
            2,
            0.3,
            0.2,
            0.4);

    private final List<String> messages = new ArrayList<>();

    private Graph graph(String program) {
        List<ProcStep> steps = new ArrayList<>();
        Log log = new ListedLog(messages);
        SourceListener nobody = (number, text, kind) -> {};
        ProgramReader reader = new ProgramReader(log, nobody, new OnlySgplot(), MacroHost.NONE);
        reader.push("test.sas", program);
        reader.run(new ProgramHandler() {
            @Override
            public void global(GlobalStatement statement) {
                throw new AssertionError(statement);
            }

            @Override
            public void dataStep(DataStep step) {
                throw new AssertionError(step);
            }

            @Override
            public void procStep(ProcStep step) {
                steps.add(step);
            }

            @Override
            public void rejectedStep(String kind, String name) {
                throw new AssertionError(messages);
            }
        });
        assertThat(steps).hasSize(1);
        MemoryContext context = new MemoryContext().with("WORK.A", data);
        PROCEDURE.run(steps.get(0), context);
        return ((OutputGraph) context.output().get(0)).graph();
    }

    private static final class OnlySgplot implements ProcedureLookup {
        @Override
        public Optional<ProcedureSpec> find(String name) {
            return Optional.of(PROCEDURE.spec()).filter(s -> s.name().equals(name));
        }

        @Override
        public Collection<String> names() {
            return List.of("SGPLOT");
        }
    }

    @Test
    void readsTheSeedsStep() {
        Graph graph = graph("proc sgplot data = a;\n    series x = time y = p /group=trt;\nrun;");

        assertThat(messages).isEmpty();
        assertThat(graph.plots()).hasSize(2);
        assertThat(graph.plots().get(0).legend()).isEqualTo("active");
    }

    @Test
    void readsWhatTrialGraphsUse() {
        Graph graph = graph("""
                proc sgplot data=work.a noautolegend;
                  band x=time lower=lo upper=hi / group=trt transparency=0.5 name='b';
                  series x=time y=p / group=trt markers lineattrs=(pattern=solid thickness=2px)
                         markerattrs=(symbol=circlefilled size=9pt) name='s';
                  refline 0.25 0.35 / axis=y label=('a' 'b') lineattrs=(pattern=shortdash color=gray);
                  xaxis values=(1 to 2 by 1) label='Visit' grid;
                  yaxis min=0 max=1 display=(noticks);
                  keylegend 's' / title='Arm' location=inside position=topleft across=1;
                  styleattrs datacontrastcolors=(navy cxA23A2E) datalinepatterns=(solid dash);
                run;
                """);

        assertThat(messages).isEmpty();
        assertThat(graph.plots()).hasSize(6);
        assertThat(graph.plots().get(0)).isInstanceOf(Band.class);
        assertThat(graph.plots().get(0).legend()).isEmpty();
        Series line = (Series) graph.plots().get(2);
        assertThat(line.legend()).isEqualTo("active");
        assertThat(line.markers()).isTrue();
        assertThat(line.appearance().thickness()).hasValue(2);
        assertThat(line.appearance().pattern()).contains(LinePattern.SOLID);
        assertThat(line.appearance().symbol()).contains(Symbol.CIRCLE_FILLED);
        assertThat(line.appearance().size()).hasValue(12);
        ReferenceLine reference = (ReferenceLine) graph.plots().get(5);
        assertThat(reference.value()).isEqualTo(0.35);
        assertThat(reference.label()).isEqualTo("b");
        assertThat(graph.xAxis().ticks()).containsExactly(1.0, 2.0);
        assertThat(graph.yAxis().maximum()).hasValue(1);
        assertThat(graph.groups().contrast()).containsExactly("#000080", "#A23A2E");
        assertThat(graph.legend().orElseThrow().title()).isEqualTo("Arm");
    }

    @Test
    void readsErrorBarsAndPointLabels() {
        Graph graph = graph("proc sgplot data=a; scatter x=time y=p / yerrorlower=lo yerrorupper=hi datalabel=trt;"
                + " xaxis type=discrete; run;");

        assertThat(messages).isEmpty();
        assertThat(graph.plots()).hasSize(2);
        assertThat(((Scatter) graph.plots().get(1)).labels()).containsExactly("active", "active", "placebo", "placebo");
        assertThat(graph.xAxis().categories()).containsExactly("1", "2");
    }

    @Test
    void warnsByNameOfWhatIsNotDrawnYet() {
        graph("proc sgplot data=a; series x=time y=p / smoothconnect; inset 'text'; run;");

        assertThat(messages).anyMatch(m -> m.startsWith("WARNING") && m.contains("SMOOTHCONNECT"));
        assertThat(messages).anyMatch(m -> m.startsWith("WARNING") && m.contains("INSET"));
    }
}
