package hermite.sas.proc.store;

import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The STORE statements of a step: they keep the fits of all its BY groups for scoring and tests afterwards. */
public final class StoreStatement {
    private final String creator;
    private final List<ProcStatement> statements;
    private final ProcContext context;
    private final List<StoredFit> groups = new ArrayList<>();
    private Optional<Source> last = Optional.empty();

    /**
     * What the fits of a step have in common.
     *
     * @param dataSet two-level name
     * @param response as {@link ItemStore} has it
     * @param event modelled level, empty for none
     * @param offset variable, empty for none
     */
    public record Source(String dataSet, String response, String event, String offset, double alpha) {}

    public StoreStatement(ProcStep step, ProcContext context) {
        creator = step.procedure().name();
        statements = step.statements("STORE");
        this.context = context;
    }

    /** Whether a fit is to be kept at all. */
    public boolean isAsked() {
        return !statements.isEmpty();
    }

    public void add(Source source, StoredFit fit) {
        groups.add(fit);
        last = Optional.of(source);
    }

    /** A step without any fit leaves no store. */
    public void write() {
        for (ProcStatement statement : statements) {
            last.ifPresent(source -> {
                ItemStore store = new ItemStore(
                        creator,
                        source.dataSet(),
                        context.now(),
                        statement.options().word("LABEL").orElse(""),
                        source.response(),
                        source.event(),
                        source.offset(),
                        source.alpha(),
                        groups);
                context.keepStore(((Body.Named) statement.body()).name(), StoreFormat.write(store));
            });
        }
    }
}
