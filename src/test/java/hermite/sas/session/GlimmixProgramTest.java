package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programming statements of PROC GLIMMIX make the variables of its model as a DATA step would. */
class GlimmixProgramTest {
    private static final String DATA =
            "data a; do id=1 to 12; do time=0 to 3; y=mod(id*7+time*time*3,9)+(id>6)*2;" + " output; end; end; run;\n";

    @TempDir
    Path directory;

    private List<String> listing(String program) {
        ProgramRunner runner = new ProgramRunner(directory);
        runner.run(program);
        assertThat(runner.messages()).noneMatch(l -> l.startsWith("ERROR") || l.startsWith("WARNING"));
        return runner.listing().lines().filter(l -> l.matches(".*\\d.*")).toList();
    }

    @Test
    void theModelIsThatOfTheDataStep() {
        String model = " model y = time q2 grp / dist=poisson s; random int / subject=id; ods select parameterestimates"
                + " covparms; run;";
        String statements =
                "array q(2) q1-q2; do k=1 to 2; q(k)=time**k; end; if id > 6 then grp='old'; else grp='new';";
        for (String method : List.of("rspl", "laplace")) {
            String step = "proc glimmix data=%s method=" + method + "; class id grp; %s";
            List<String> inside = listing(DATA + step.formatted("a", statements) + model);
            List<String> before =
                    listing(DATA + "data b; set a; " + statements + " run; " + step.formatted("b", "") + model);
            assertThat(inside).isEqualTo(before).hasSizeGreaterThan(4);
        }
    }

    @Test
    void outputHasTheVariablesOfTheInputUnlessIdNamesOthers() {
        ProgramRunner runner = new ProgramRunner(directory);
        String step = "proc glimmix data=a; class id; x2 = time**2; y = y + 1; model y = x2 / dist=poisson;"
                + " random int / subject=id; %s output out=o pred=p / nomiss; run; proc print data=o(obs=1) noobs; run;";
        runner.run(DATA + step.formatted(""));
        assertThat(runner.listing().lines().map(l -> l.strip().replaceAll(" +", " ")))
                .contains("id time y p");
        assertThat(runner.messages())
                .anyMatch(l -> l.contains("Programming statements change y of WORK.A for this step"));
        ProgramRunner named = new ProgramRunner(directory);
        named.run(DATA + step.formatted("id id x2;"));
        assertThat(named.listing().lines().map(l -> l.strip().replaceAll(" +", " ")))
                .contains("id x2 p");
    }

    @Test
    void whatIsNotBuiltOrWrongIsNamed() {
        ProgramRunner runner = new ProgramRunner(directory);
        runner.run(DATA
                + "proc glimmix data=a; class id; _variance_ = _mu_**2; model y = time; random int / subject=id; run;");
        assertThat(runner.messages())
                .anyMatch(l -> l.contains("A link or variance function given by programming statements (_"));
        ProgramRunner wrong = new ProgramRunner(directory);
        wrong.run(
                DATA + "proc glimmix data=a; class id; x2 = nofun(time); model y = x2; random int / subject=id; run;");
        assertThat(wrong.messages()).anyMatch(l -> l.contains("The function NOFUN is unknown"));
        assertThat(wrong.messages()).noneMatch(l -> l.contains("was not replaced"));
    }
}
