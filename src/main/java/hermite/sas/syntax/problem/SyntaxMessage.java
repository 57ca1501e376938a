package hermite.sas.syntax.problem;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Errors and warnings of parsing, with SAS's numbers. */
public enum SyntaxMessage implements Message {
    EXPECTING(Severity.ERROR, "22-322", "Syntax error, expecting one of the following: %s."),
    EXPECTING_ONE(Severity.ERROR, "79-322", "Expecting a %s."),
    NOT_VALID_HERE(Severity.ERROR, "180-322", "Statement is not valid or it is used out of proper order."),
    SYMBOL_IGNORED(Severity.ERROR, "200-322", "The symbol is not recognized and will be ignored."),
    OPTION_IGNORED(Severity.ERROR, "202-322", "The option or parameter is not recognized and will be ignored."),
    EXPECTING_EXPRESSION(Severity.ERROR, "386-185", "Expecting an arithmetic expression."),
    EXPECTING_OPERATOR(Severity.ERROR, "388-185", "Expecting an arithmetic operator."),
    UNCLOSED_DO(Severity.ERROR, "117-185", "There was %s unclosed DO block."),
    UNCLOSED_DOS(Severity.ERROR, "117-185", "There were %s unclosed DO blocks."),
    UNCLOSED_SELECT(Severity.ERROR, "", "The SELECT statement that begins here has no END statement."),
    UNMATCHED_ELSE(Severity.ERROR, "160-185", "No matching IF-THEN clause."),
    UNMATCHED_END(Severity.ERROR, "161-185", "No matching DO/SELECT statement."),
    UNMATCHED_WHEN(Severity.ERROR, "162-185", "No matching SELECT statement."),
    NOT_IN_SELECT(Severity.ERROR, "", "Only WHEN and OTHERWISE statements may stand in a SELECT block."),
    INVALID_DATE(Severity.ERROR, "", "Invalid date/time/datetime constant %s."),
    INVALID_HEX(Severity.ERROR, "", "Invalid hexadecimal constant string %s."),
    PROCEDURE_NOT_FOUND(Severity.ERROR, "", "Procedure %s not found."),
    INVALID_OPTION_NAME(Severity.ERROR, "23-2", "Invalid option name %s."),
    INVALID_DATA_SET_OPTION(Severity.ERROR, "22-7", "Invalid option name %s."),
    REFUSED_OPTION(Severity.ERROR, "", "The option %s is not supported yet; without it the results would be wrong."),
    INVALID_VALUE(Severity.ERROR, "22-322", "Expecting %s as the value of %s."),
    REFUSED_STATEMENT(
            Severity.ERROR, "", "The %s statement is not supported yet; without it the results would be wrong."),
    NOT_SUPPORTED_STATEMENT(Severity.WARNING, "", "The %s statement is not supported yet and is ignored."),
    NOT_SUPPORTED_OPTION(Severity.WARNING, "", "The option %s is not supported yet and is ignored."),
    NOT_SUPPORTED_DATA_STEP(Severity.ERROR, "", "The %s statement of the DATA step is not supported yet."),
    EXECUTE_GENERATED(Severity.NOTE, "", "CALL EXECUTE generated line."),
    RUN_CANCEL(Severity.WARNING, "", "%s was not executed: RUN CANCEL.");

    private final Wording wording;

    SyntaxMessage(Severity severity, String number, String text) {
        wording = new Wording(severity, number, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
