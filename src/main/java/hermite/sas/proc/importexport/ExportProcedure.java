package hermite.sas.proc.importexport;

import hermite.data.engine.CsvWriter;
import hermite.data.engine.CsvWriter.Heading;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.ValueKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PROC EXPORT: a file of delimited text from a data set. The file is replaced as a whole or not at all. */
public final class ExportProcedure implements Procedure {
    private static final ProcedureSpec SPEC = new ProcedureSpec(
            "EXPORT",
            "",
            List.of(
                    OptionSpec.of("DATA", ValueKind.DATA_SET, "data set to write")
                            .otherwise("the last one created"),
                    OptionSpec.of("OUTFILE", ValueKind.TEXT_OR_WORD, "file to make")
                            .alias("FILE"),
                    Delimited.DBMS,
                    OptionSpec.flag("REPLACE", "overwrite the file when it exists"),
                    OptionSpec.flag("LABEL", "labels in place of names in the first line"),
                    OptionSpec.known("OUTTABLE", ValueKind.TEXT_OR_WORD).alias("TABLE"),
                    OptionSpec.known("DEBUG", ValueKind.FLAG)),
            List.of(
                    Delimited.statement("PUTNAMES", "whether the first line holds the names"),
                    Delimited.statement("DELIMITER", "character between fields").alias("DLM"),
                    StatementSpec.known("SHEET"),
                    StatementSpec.known("NEWFILE"),
                    StatementSpec.known("DATABASE"),
                    StatementSpec.known("DBPWD"),
                    StatementSpec.known("FMTLIB"),
                    StatementSpec.known("META")),
            false,
            "writes a data set to a file");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        String written = Delimited.file(step, "OUTFILE");
        char delimiter = Delimited.delimiter(step, written, "export");
        Heading heading = !Delimited.yesOrNo(step, "PUTNAMES", true)
                ? Heading.NONE
                : step.options().has("LABEL") ? Heading.LABELS : Heading.NAMES;
        Path file = context.path(written);
        if (Files.exists(file) && !step.options().has("REPLACE")) {
            context.log().write(TransferMessage.EXPORT_CANCELLED, file);
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StepFailure(step.place(), TransferMessage.FOLDER_NOT_FOUND, file);
        }
        InputData input = context.input(step.options().dataSet("DATA"));
        try {
            new CsvWriter(context.formats(), delimiter, heading).write(file, input.table());
        } catch (IOException e) {
            throw new StepFailure(ProcMessage.CANNOT_WRITE, file, e.getMessage());
        }
        int rows = input.table().rowCount();
        context.log().write(TransferMessage.RECORDS_WRITTEN, rows + (heading == Heading.NONE ? 0 : 1), file);
        context.log().line(rows + " records created in " + file + " from " + input.name() + ".");
        context.log().write(TransferMessage.FILE_CREATED, file);
    }
}
