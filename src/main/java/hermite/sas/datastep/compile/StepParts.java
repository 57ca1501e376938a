package hermite.sas.datastep.compile;

import hermite.sas.datastep.DataStepContext;
import hermite.sas.datastep.function.CallServices;
import hermite.sas.datastep.node.Diagnostics;
import hermite.sas.datastep.read.DataSource;
import hermite.sas.datastep.read.UpdateNode;
import hermite.sas.datastep.record.InputBuffer;
import hermite.sas.datastep.record.OutputLines;
import hermite.sas.datastep.statement.Jump;
import hermite.sas.datastep.statement.Jumps;
import hermite.sas.datastep.vector.ProgramDataVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the parts of the compiler share while one step is compiled, and what the runner needs afterwards. */
public final class StepParts {
    private final DataStepContext context;
    private final ProgramDataVector pdv;
    private final CallServices services;
    private final ExpressionCompiler expressions;
    private final Jump jump = new Jump();
    private final Jumps.Program program = new Jumps.Program();
    private final List<DataSource> sources = new ArrayList<>();
    private final List<InputBuffer> inputFiles = new ArrayList<>();
    private final List<OutputLines> outputFiles = new ArrayList<>();
    private final List<OutputDataSet> outputs = new ArrayList<>();
    private Optional<UpdateNode> update = Optional.empty();
    private boolean hasOutputStatement;
    private boolean readsInput;

    StepParts(DataStepContext context, ProgramDataVector pdv, CallServices services) {
        this.context = context;
        this.pdv = pdv;
        this.services = services;
        this.expressions = new ExpressionCompiler(pdv, services);
    }

    public DataStepContext context() {
        return context;
    }

    public ProgramDataVector pdv() {
        return pdv;
    }

    public CallServices services() {
        return services;
    }

    public Diagnostics diagnostics() {
        return services.diagnostics();
    }

    public ExpressionCompiler expressions() {
        return expressions;
    }

    public Jump jump() {
        return jump;
    }

    Jumps.Program program() {
        return program;
    }

    /** Data sets read, in order of the program. */
    public List<DataSource> sources() {
        return sources;
    }

    public List<InputBuffer> inputFiles() {
        return inputFiles;
    }

    public List<OutputLines> outputFiles() {
        return outputFiles;
    }

    public List<OutputDataSet> outputs() {
        return outputs;
    }

    public Optional<UpdateNode> update() {
        return update;
    }

    void update(UpdateNode node) {
        update = Optional.of(node);
    }

    public boolean hasOutputStatement() {
        return hasOutputStatement;
    }

    void markOutputStatement() {
        hasOutputStatement = true;
    }

    /** Whether the step reads anything: without, it runs through once. */
    public boolean readsInput() {
        return readsInput;
    }

    void markReadsInput() {
        readsInput = true;
    }
}
