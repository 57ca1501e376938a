package hermite.sas.datastep;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.sas.datastep.compile.DataStepCompiler;
import hermite.sas.datastep.compile.DataStepCompiler.CompiledStep;
import hermite.sas.datastep.compile.OutputDataSet;
import hermite.sas.datastep.compile.StepParts;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.read.DataSource;
import hermite.sas.datastep.record.InputBuffer;
import hermite.sas.datastep.record.OutputLines;
import hermite.sas.datastep.statement.StatementNode;
import hermite.sas.datastep.vector.Dump;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.DataStep;
import java.util.ArrayList;
import java.util.List;

/** Runs a DATA step. Output data sets are stored only when the step has ended well. */
public final class DataStepRunner {
    private static final int INTERRUPT_MASK = 0x3FF;
    private static final String RULE =
            "RULE:      ----+----1----+----2----+----3----+----4----+----5----+----6----+----7----+----8----+----9";

    private final DataStepContext context;
    private final Log log;

    private DataStepRunner(DataStepContext context) {
        this.context = context;
        this.log = context.log();
    }

    /**
     * Compiles and runs a step; all messages go to the log, finished data sets to the context.
     *
     * @return false when the step could not be compiled or failed while it ran; the error and what it means for the
     *     data sets are in the log already
     * @throws java.util.concurrent.CancellationException when the user stopped it
     */
    public static boolean run(DataStep step, DataStepContext context) {
        return new DataStepRunner(context).run(step);
    }

    private boolean run(DataStep step) {
        List<OutputDataSet> outputs = new ArrayList<>();
        CompiledStep compiled;
        try {
            compiled = DataStepCompiler.compile(step, context, outputs);
        } catch (StepFailure failure) {
            write(failure);
            noteStopped(outputs);
            return false;
        }
        if (context.syntaxCheckOnly()) {
            return true;
        }
        Frame frame = compiled.parts().pdv().newFrame();
        boolean finished = false;
        try {
            loop(compiled, frame);
            store(compiled.parts());
            finished = true;
            return true;
        } catch (StepFailure failure) {
            write(failure);
            new Dump(compiled.parts().pdv(), context.formats()).lines(frame).forEach(log::line);
            compiled.parts().diagnostics().writeCounts();
            noteRead(compiled.parts());
            noteStopped(outputs);
            return false;
        } finally {
            if (!finished) {
                compiled.parts().outputFiles().forEach(OutputLines::abandon);
            }
        }
    }

    private void write(StepFailure failure) {
        failure.place()
                .ifPresentOrElse(
                        place -> log.write(place, failure.failure(), failure.arguments()),
                        () -> log.write(failure.failure(), failure.arguments()));
    }

    private void loop(CompiledStep compiled, Frame frame) {
        StepParts parts = compiled.parts();
        StatementNode statements = compiled.statements();
        OutputDataSet[] implicit = parts.hasOutputStatement()
                ? new OutputDataSet[0]
                : parts.outputs().toArray(OutputDataSet[]::new);
        boolean again = true;
        long reads = 0;
        for (long iteration = 1; again; iteration++) {
            frame.numbers[Frame.ITERATION] = iteration;
            frame.numbers[Frame.ERROR] = 0;
            clear(compiled, frame);
            int completion = statements.execute(frame);
            boolean writes = completion == StatementNode.NEXT || completion == StatementNode.RETURN;
            if (writes && parts.update().map(u -> u.completesGroup()).orElse(true)) {
                for (OutputDataSet output : implicit) {
                    output.write(frame);
                }
            }
            endIteration(parts, frame);
            again = completion != StatementNode.STOP && parts.readsInput();
            long readsBefore = reads;
            reads = reads(parts);
            if (again && reads == readsBefore) {
                log.write(DataStepMessage.LOOPING);
                again = false;
            }
            if ((iteration & INTERRUPT_MASK) == 0) {
                context.checkInterrupt();
            }
        }
    }

    /** Reads of all kinds so far: an iteration that adds none would be repeated for ever. */
    private static long reads(StepParts parts) {
        long reads = 0;
        for (DataSource source : parts.sources()) {
            reads += source.observationsRead();
        }
        for (InputBuffer input : parts.inputFiles()) {
            reads += input.statements();
        }
        return reads;
    }

    private static void clear(CompiledStep compiled, Frame frame) {
        for (int slot : compiled.resetNumbers()) {
            frame.numbers[slot] = Missing.DOT;
        }
        for (int slot : compiled.resetTexts()) {
            frame.texts[slot] = "";
        }
    }

    private void endIteration(StepParts parts, Frame frame) {
        if (frame.numbers[Frame.ERROR] != 0 && parts.diagnostics().tellsDump(frame)) {
            dump(parts, frame);
            parts.diagnostics().afterDump();
        }
        for (InputBuffer input : parts.inputFiles()) {
            input.endIteration();
        }
        for (OutputLines output : parts.outputFiles()) {
            output.endIteration();
        }
    }

    private void dump(StepParts parts, Frame frame) {
        boolean ruled = false;
        for (InputBuffer input : parts.inputFiles()) {
            for (InputBuffer.ShownRecord shown : input.shown()) {
                if (!ruled) {
                    log.line(RULE);
                    ruled = true;
                }
                String tail = input.source().inline() ? "" : " " + shown.text().length();
                log.line(String.format("%-10d %s%s", shown.number(), shown.text(), tail));
            }
        }
        new Dump(parts.pdv(), context.formats()).lines(frame).forEach(log::line);
    }

    private void store(StepParts parts) {
        closeFiles(parts);
        List<Table> tables = DataStepCompiler.finish(parts);
        noteInputFiles(parts);
        noteOutputFiles(parts);
        parts.diagnostics().writeCounts();
        noteRead(parts);
        for (int i = 0; i < tables.size(); i++) {
            String name = parts.outputs().get(i).fullName();
            Table table = tables.get(i);
            context.store(name, table);
            log.write(
                    DataStepMessage.DATA_SET_WRITTEN,
                    name,
                    table.rowCount(),
                    table.variables().size());
        }
    }

    private static void closeFiles(StepParts parts) {
        parts.outputFiles().forEach(OutputLines::close);
    }

    private void noteInputFiles(StepParts parts) {
        boolean wentOn = false;
        for (InputBuffer input : parts.inputFiles()) {
            wentOn |= input.wentToNewLine();
            if (!input.source().inline()) {
                String name = input.source().name();
                log.write(DataStepMessage.RECORDS_READ, records(input.recordsRead()), name);
                noteLengths(input.recordsRead(), input.shortest(), input.longest());
            }
        }
        if (wentOn) {
            log.write(DataStepMessage.NEW_LINE);
        }
    }

    private void noteOutputFiles(StepParts parts) {
        for (OutputLines output : parts.outputFiles()) {
            if (!output.name().isEmpty()) {
                log.write(DataStepMessage.RECORDS_WRITTEN, records(output.lineCount()), output.name());
                noteLengths(output.lineCount(), output.shortest(), output.longest());
            }
        }
    }

    private static String records(long count) {
        return count == 1 ? "1 record was" : count + " records were";
    }

    private void noteLengths(long count, int shortest, int longest) {
        if (count > 0) {
            log.line("      The minimum record length was " + shortest + ".");
            log.line("      The maximum record length was " + longest + ".");
        }
    }

    private void noteRead(StepParts parts) {
        for (DataSource source : parts.sources()) {
            log.write(DataStepMessage.OBSERVATIONS_READ, source.observationsRead(), source.name());
            source.selection().whereTexts().forEach(text -> log.line("      " + text));
        }
    }

    private void noteStopped(List<OutputDataSet> outputs) {
        log.write(DataStepMessage.STOPPED);
        for (OutputDataSet output : outputs) {
            if (context.exists(output.fullName())) {
                log.write(DataStepMessage.NOT_REPLACED, output.fullName());
            } else {
                log.write(
                        DataStepMessage.INCOMPLETE,
                        output.fullName(),
                        output.observationCount(),
                        output.variableCount());
            }
        }
    }
}
