package hermite.app;

import hermite.sas.log.Log;
import hermite.sas.log.Message;
import hermite.sas.session.step.Procedures;
import hermite.sas.source.Place;
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
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells whether what is typed can be run, by reading it as a program that does nothing. */
final class Completeness {
    /** A procedure that stays open after RUN has done what it was asked. */
    private static final Pattern ENDS_WITH_RUN = Pattern.compile("(?is)(?:^|.*[;\\s])run\\s*;\\s*");

    private final ProcedureLookup procedures;

    Completeness(Procedures known) {
        this.procedures = new ProcedureLookup() {
            @Override
            public Optional<ProcedureSpec> find(String name) {
                return known.spec(name);
            }

            @Override
            public Collection<String> names() {
                return known.names();
            }
        };
    }

    boolean isComplete(String text) {
        if (text.isBlank() || text.startsWith(":") || text.startsWith("?")) {
            return true;
        }
        ProgramReader reader = new ProgramReader(Nothing.INSTANCE, SourceListener.NONE, procedures, MacroHost.NONE);
        reader.feed("typed", text + "\n", Nothing.INSTANCE);
        return switch (reader.pending()) {
            case NOTHING -> true;
            case STEP -> ENDS_WITH_RUN.matcher(text).matches();
            case STATEMENT, DATA_LINES, TOKEN -> false;
        };
    }

    /** Hears and does nothing. */
    private static final class Nothing implements Log, ProgramHandler {
        static final Nothing INSTANCE = new Nothing();

        @Override
        public void write(Message message, Object... arguments) {}

        @Override
        public void write(Place place, Message message, Object... arguments) {}

        @Override
        public void line(String text) {}

        @Override
        public void global(GlobalStatement statement) {}

        @Override
        public void dataStep(DataStep step) {}

        @Override
        public void procStep(ProcStep step) {}

        @Override
        public void rejectedStep(String kind, String name) {}
    }
}
