package hermite.sas.proc;

import hermite.sas.source.SourceListener;
import hermite.sas.source.macro.MacroHost;
import hermite.sas.syntax.ProcedureLookup;
import hermite.sas.syntax.ProgramHandler;
import hermite.sas.syntax.ProgramReader;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Runs PROC steps as they are written, through the real reader, on a {@link MemoryContext}. */
public final class ParsedSteps {
    private final MemoryContext context;
    private final List<Procedure> procedures;

    public ParsedSteps(MemoryContext context, Procedure... procedures) {
        this.context = context;
        this.procedures = List.of(procedures);
    }

    /** Reads and runs; what the reader complains about is an error of the test. */
    public MemoryContext run(String program) {
        ProgramReader reader = new ProgramReader(context.log(), SourceListener.NONE, lookup(), MacroHost.NONE);
        reader.push("test.sas", program);
        reader.run(new ProgramHandler() {
            @Override
            public void global(GlobalStatement statement) {
                throw new AssertionError("global statement " + statement);
            }

            @Override
            public void dataStep(DataStep step) {
                throw new AssertionError("DATA step");
            }

            @Override
            public void procStep(ProcStep step) {
                procedures.stream()
                        .filter(p -> p.spec() == step.procedure())
                        .findFirst()
                        .orElseThrow()
                        .run(step, context);
            }

            @Override
            public void rejectedStep(String kind, String name) {
                throw new AssertionError(kind + " " + name + " was rejected: " + context.logLines());
            }
        });
        return context;
    }

    private ProcedureLookup lookup() {
        return new ProcedureLookup() {
            @Override
            public Optional<ProcedureSpec> find(String name) {
                return procedures.stream()
                        .map(Procedure::spec)
                        .filter(s -> s.name().equals(name))
                        .findFirst();
            }

            @Override
            public Collection<String> names() {
                return procedures.stream().map(p -> p.spec().name()).toList();
            }
        };
    }
}
