package hermite.sas.proc.importexport;

import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcMessage;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.ValueKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What PROC IMPORT and PROC EXPORT share: the kind of file, its delimiter, statements of the form NAME=value. */
final class Delimited {
    /** DBMS= values; the three of delimited text are supported. */
    static final OptionSpec DBMS = OptionSpec.of("DBMS", ValueKind.WORD, "kind of file")
            .oneOf(
                    "CSV",
                    "TAB",
                    "DLM",
                    "XLSX",
                    "XLS",
                    "EXCEL",
                    "EXCEL97",
                    "EXCEL2000",
                    "EXCEL2002",
                    "EXCELCS",
                    "ACCESS",
                    "ACCESSCS",
                    "DBF",
                    "DTA~STATA",
                    "SAV~SPSS",
                    "JMP",
                    "PARADOX~DB",
                    "PCFS",
                    "WK1",
                    "WK3",
                    "WK4",
                    "JSON")
            .otherwise("from the file's name");

    /** The sign between the statement's name and its value, where the reader hands it on. */
    private static final OptionValue EQUALS = new OptionValue.Word("=");

    private Delimited() {}

    static StatementSpec statement(String name, String help) {
        return StatementSpec.of(name, StatementForm.VALUES, help);
    }

    /** The file named by an option, as written. */
    static String file(ProcStep step, String option) {
        return step.options()
                .word(option)
                .filter(f -> !f.isBlank())
                .orElseThrow(() -> new StepFailure(step.place(), ProcMessage.OPTION_REQUIRED, option + "="));
    }

    /** The delimiter of the step's kind of file. */
    static char delimiter(ProcStep step, String file, String purpose) {
        String kind =
                step.options().word("DBMS").map(d -> d.toUpperCase(Locale.ROOT)).orElseGet(() -> kind(step, file));
        char usual =
                switch (kind) {
                    case "CSV" -> ',';
                    case "TAB" -> '\t';
                    case "DLM" -> ' ';
                    default -> throw new StepFailure(step.place(), TransferMessage.DBMS_NOT_SUPPORTED, kind, purpose);
                };
        Optional<String> written = value(step, "DELIMITER");
        if (written.isPresent() && written.get().length() != 1) {
            throw notValid(step, "DELIMITER", written.get(), "one character");
        }
        return written.map(d -> d.charAt(0)).orElse(usual);
    }

    private static String kind(ProcStep step, String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return "CSV";
        }
        if (name.endsWith(".txt") || name.endsWith(".tab") || name.endsWith(".tsv")) {
            return "TAB";
        }
        if (name.endsWith(".dlm")) {
            return "DLM";
        }
        throw new StepFailure(step.place(), TransferMessage.DBMS_UNKNOWN, file);
    }

    /** The value of a statement {@code NAME=value;}, as text. */
    static Optional<String> value(ProcStep step, String statement) {
        return step.statement(statement).flatMap(Delimited::value);
    }

    private static Optional<String> value(ProcStatement statement) {
        List<OptionValue> values = ((Body.Values) statement.body())
                .values().stream().filter(v -> !EQUALS.equals(v)).toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        OptionValue value = values.get(0);
        if (value instanceof OptionValue.Word word) {
            return Optional.of(word.word());
        }
        if (value instanceof OptionValue.Text text) {
            return Optional.of(text.text());
        }
        if (value instanceof OptionValue.Number number && number.value() == Math.rint(number.value())) {
            return Optional.of(String.valueOf((long) number.value()));
        }
        return Optional.of(String.valueOf(value));
    }

    static boolean yesOrNo(ProcStep step, String statement, boolean otherwise) {
        Optional<String> value = value(step, statement);
        if (value.isEmpty()) {
            return otherwise;
        }
        return switch (value.get().toUpperCase(Locale.ROOT)) {
            case "YES", "Y", "TRUE" -> true;
            case "NO", "N", "FALSE" -> false;
            default -> throw notValid(step, statement, value.get(), "YES or NO");
        };
    }

    /** A whole number from 1. */
    static Optional<Integer> count(ProcStep step, String statement) {
        return value(step, statement).map(text -> {
            if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) < 1) {
                throw notValid(step, statement, text, "a whole number from 1");
            }
            return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(text));
        });
    }

    private static StepFailure notValid(ProcStep step, String statement, String value, String expected) {
        return new StepFailure(
                step.statement(statement).map(ProcStatement::place).orElse(step.place()),
                TransferMessage.BAD_STATEMENT,
                value,
                statement,
                expected);
    }
}
