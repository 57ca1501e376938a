package hermite.sas.proc.importexport;

import hermite.data.engine.CsvImport;
import hermite.data.engine.CsvOptions;
import hermite.data.engine.CsvReader;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.proc.Procedure;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.ValueKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PROC IMPORT: a data set from a file of delimited text. */
public final class ImportProcedure implements Procedure {
    private static final ProcedureSpec SPEC = new ProcedureSpec(
            "IMPORT",
            "",
            List.of(
                    OptionSpec.of("DATAFILE", ValueKind.TEXT_OR_WORD, "file to read")
                            .alias("FILE"),
                    OptionSpec.of("OUT", ValueKind.DATA_SET, "data set to make"),
                    Delimited.DBMS,
                    OptionSpec.flag("REPLACE", "overwrite the data set when it exists"),
                    OptionSpec.known("TABLE", ValueKind.TEXT_OR_WORD).alias("DATATABLE"),
                    OptionSpec.known("DEBUG", ValueKind.FLAG)),
            List.of(
                    Delimited.statement("GETNAMES", "whether the first line holds the names"),
                    Delimited.statement("DATAROW", "line of the first row, from 1")
                            .alias("STARTROW"),
                    Delimited.statement("GUESSINGROWS", "rows that decide on types and lengths, or MAX"),
                    Delimited.statement("DELIMITER", "character between fields").alias("DLM"),
                    StatementSpec.known("SHEET"),
                    StatementSpec.known("RANGE"),
                    StatementSpec.known("MIXED"),
                    StatementSpec.known("NAMEROW"),
                    StatementSpec.known("ENDROW"),
                    StatementSpec.known("ENDCOL"),
                    StatementSpec.known("STARTCOL"),
                    StatementSpec.known("SCANTEXT"),
                    StatementSpec.known("SCANTIME"),
                    StatementSpec.known("USEDATE"),
                    StatementSpec.known("TEXTSIZE"),
                    StatementSpec.known("DBSASLABEL"),
                    StatementSpec.known("DATABASE"),
                    StatementSpec.known("PWD"),
                    StatementSpec.known("USERID"),
                    StatementSpec.known("FMTLIB")),
            false,
            "reads a file into a data set");

    @Override
    public ProcedureSpec spec() {
        return SPEC;
    }

    @Override
    public void run(ProcStep step, ProcContext context) {
        String written = Delimited.file(step, "DATAFILE");
        DataSetReference out = step.options()
                .dataSet("OUT")
                .orElseThrow(() -> new StepFailure(step.place(), ProcMessage.OPTION_REQUIRED, "OUT="));
        CsvOptions csv = csvOptions(step, Delimited.delimiter(step, written, "import"));
        Path file = context.path(written);
        if (!Files.isRegularFile(file)) {
            throw new StepFailure(step.place(), TransferMessage.FILE_NOT_FOUND, file);
        }
        String name = context.fullName(out);
        if (!step.options().has("REPLACE") && exists(name, context)) {
            context.log().write(TransferMessage.IMPORT_CANCELLED, name);
            return;
        }
        CsvImport read = read(file, csv);
        for (CsvImport.InvalidField field : read.invalid()) {
            context.log().write(TransferMessage.INVALID_DATA, field.variable(), field.row(), field.text());
        }
        if (read.invalidCount() > read.invalid().size()) {
            context.log()
                    .write(
                            TransferMessage.MORE_INVALID_DATA,
                            read.invalidCount() - read.invalid().size());
        }
        int rows = read.table().rowCount();
        context.log().write(TransferMessage.RECORDS_READ, rows, file);
        context.write(out, read.table());
        context.log().line(rows + " rows created in " + name + " from " + file + ".");
        context.log().write(TransferMessage.DATA_SET_CREATED, name);
    }

    private static boolean exists(String fullName, ProcContext context) {
        int dot = fullName.indexOf('.');
        return context.library(fullName.substring(0, Math.max(0, dot))).contains(fullName.substring(dot + 1));
    }

    private static CsvOptions csvOptions(ProcStep step, char delimiter) {
        boolean max = Delimited.value(step, "GUESSINGROWS")
                .filter(v -> v.equalsIgnoreCase("MAX"))
                .isPresent();
        CsvOptions options = CsvOptions.ofImport()
                .withDelimiter(delimiter)
                .withGetNames(Delimited.yesOrNo(step, "GETNAMES", true))
                .withGuessingRows(
                        max
                                ? CsvOptions.ALL_ROWS
                                : Delimited.count(step, "GUESSINGROWS").orElse(CsvOptions.DEFAULT_GUESSING_ROWS));
        return Delimited.count(step, "DATAROW").map(options::withDataRow).orElse(options);
    }

    private static CsvImport read(Path file, CsvOptions options) {
        try {
            return CsvReader.read(file, options);
        } catch (IOException e) {
            throw new StepFailure(ProcMessage.CANNOT_READ, file, e.getMessage());
        }
    }
}
