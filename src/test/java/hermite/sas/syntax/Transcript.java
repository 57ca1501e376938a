package hermite.sas.syntax;

import hermite.sas.log.Log;
import hermite.sas.log.Message;
import hermite.sas.source.Place;
import hermite.sas.source.SourceListener;
import hermite.sas.source.macro.MacroHost;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads a program and writes down, in order, what is echoed, logged and handed over. */
final class Transcript implements Log, SourceListener, ProgramHandler {
    final List<String> lines = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    final List<DataStep> dataSteps = new ArrayList<>();
    final List<ProcStep> procSteps = new ArrayList<>();
    final List<GlobalStatement> globals = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    final ProgramReader reader;

    Transcript(MacroHost host, List<ProcedureSpec> procedures) {
        reader = new ProgramReader(this, this, lookup(procedures), host);
    }

    static Transcript of(String program) {
        return of(program, MacroHost.NONE);
    }

    static Transcript of(String program, MacroHost host) {
        Transcript transcript = new Transcript(host, TestProcedures.ALL);
        transcript.reader.push("prog.sas", program);
        transcript.reader.run(transcript);
        return transcript;
    }

    static ProcedureLookup lookup(List<ProcedureSpec> procedures) {
        return new ProcedureLookup() {
            @Override
            public Optional<ProcedureSpec> find(String name) {
                return procedures.stream().filter(p -> p.name().equals(name)).findFirst();
            }

            @Override
            public Collection<String> names() {
                return procedures.stream().map(ProcedureSpec::name).toList();
            }
        };
    }

    @Override
    public void write(Message message, Object... arguments) {
        write(Place.UNKNOWN, message, arguments);
    }

    @Override
    public void write(Place place, Message message, Object... arguments) {
        String number = message.number().isEmpty() ? "" : " " + message.number();
        String at = place.isKnown()
                ? " @" + place.written().line() + ":" + place.written().column()
                : "";
        messages.add(message.severity() + number + ": " + message.format(arguments) + at);
        lines.add(messages.get(messages.size() - 1));
    }

    @Override
    public void line(String text) {
        messages.add(text);
        lines.add(text);
    }

    @Override
    public void line(int number, String text, Kind kind) {
        String mark = kind == Kind.SOURCE ? " " : kind == Kind.CONTINUED ? "!" : "+";
        lines.add(number + mark + text);
    }

    @Override
    public void global(GlobalStatement statement) {
        globals.add(statement);
        lines.add("<" + statement.getClass().getSimpleName() + ">");
    }

    @Override
    public void dataStep(DataStep step) {
        dataSteps.add(step);
        lines.add("<DATA>");
    }

    @Override
    public void procStep(ProcStep step) {
        procSteps.add(step);
        lines.add("<PROC " + step.procedure().name() + ">");
    }

    @Override
    public void rejectedStep(String kind, String name) {
        rejected.add(kind + " " + name);
        lines.add("<rejected " + kind + " " + name + ">");
    }
}
