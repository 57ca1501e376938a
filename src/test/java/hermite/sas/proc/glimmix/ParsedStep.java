package hermite.sas.proc.glimmix;

import hermite.sas.log.ListedLog;
import hermite.sas.log.Log;
import hermite.sas.proc.Procedure;
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

/** One step read by the real parser, with what the parser had to say. */
public record ParsedStep(Optional<ProcStep> step, List<String> messages) {
    public static ParsedStep of(Procedure procedure, String program) {
        List<String> messages = new ArrayList<>();
        List<ProcStep> steps = new ArrayList<>();
        Log log = new ListedLog(messages);
        ProcedureLookup lookup = new ProcedureLookup() {
            @Override
            public Optional<ProcedureSpec> find(String name) {
                return Optional.of(procedure.spec()).filter(s -> s.name().equals(name));
            }

            @Override
            public Collection<String> names() {
                return List.of(procedure.spec().name());
            }
        };
        ProgramReader reader = new ProgramReader(log, (number, text, kind) -> {}, lookup, MacroHost.NONE);
        reader.push("test.sas", program);
        reader.run(new ProgramHandler() {
            @Override
            public void global(GlobalStatement statement) {
                messages.add("global");
            }

            @Override
            public void dataStep(DataStep step) {
                messages.add("data step");
            }

            @Override
            public void procStep(ProcStep step) {
                steps.add(step);
            }

            @Override
            public void rejectedStep(String kind, String name) {
                messages.add("rejected " + kind + " " + name);
            }
        });
        return new ParsedStep(steps.stream().findFirst(), messages);
    }
}
