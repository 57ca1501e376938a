package hermite.sas.source.macro;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** Messages of the macro processor. */
public enum MacroMessage implements Message {
    REFERENCE_NOT_RESOLVED(Severity.WARNING, "Apparent symbolic reference %s not resolved."),
    INVOCATION_NOT_RESOLVED(Severity.WARNING, "Apparent invocation of macro %s not resolved."),
    CHARACTER_OPERAND(
            Severity.ERROR,
            "A character operand was found in the %%EVAL function or %%IF condition where a numeric operand is required. "
                    + "The condition was: %s"),
    BAD_EXPRESSION(Severity.ERROR, "The expression of the macro language could not be evaluated: %s"),
    DIVISION_BY_ZERO(Severity.ERROR, "Division by zero in the %%EVAL function is invalid. The expression was: %s"),
    TOO_MANY_PARAMETERS(Severity.ERROR, "More positional parameters found than defined."),
    UNKNOWN_KEYWORD(Severity.ERROR, "The keyword parameter %s was not defined with the macro."),
    POSITIONAL_AFTER_KEYWORD(Severity.ERROR, "All positional parameters must precede keyword parameters."),
    OPEN_MACRO(Severity.ERROR, "The macro definition that begins here has no %%MEND statement."),
    OPEN_STATEMENT(Severity.ERROR, "The macro statement that begins here has no semicolon."),
    OPEN_PARENTHESIS(Severity.ERROR, "The parenthesis of the macro call that begins here is never closed."),
    BAD_NAME(Severity.ERROR, "Symbolic variable name %s must begin with a letter or underscore."),
    BAD_MACRO_NAME(
            Severity.ERROR,
            "Invalid macro name %s.  It should be a valid SAS identifier no longer than 32 characters."),
    DUMMY_MACRO(Severity.ERROR, "A dummy macro will be compiled."),
    LET_WITHOUT_EQUALS(Severity.ERROR, "Expected equal sign not found in %%LET statement."),
    NOT_IN_OPEN_CODE(Severity.ERROR, "The %%%s statement is not valid in open code."),
    UNMATCHED(Severity.ERROR, "There is no matching %s for the %s statement."),
    LABEL_NOT_FOUND(Severity.ERROR, "The %%GOTO statement of macro %s names the label %s, which is not in the macro."),
    GLOBAL_IS_LOCAL(Severity.ERROR, "Attempt to %%GLOBAL a name (%s) which exists in a local environment."),
    INCLUDE_NOT_FOUND(Severity.ERROR, "Cannot open %%INCLUDE file %s."),
    INCLUDES_ITSELF(Severity.ERROR, "The %%INCLUDE file %s is included inside itself too often; it is not read again."),
    UNKNOWN_STATEMENT(Severity.ERROR, "The macro statement %%%s is not supported."),
    FUNCTION_FAILED(Severity.ERROR, "The function %s in the %%SYSFUNC or %%QSYSFUNC macro function failed: %s"),
    ENDLESS(Severity.ERROR, "The macro %s calls itself too often; its execution was stopped."),
    ABORTED(Severity.ERROR, "Execution was ended by an %%ABORT statement."),
    USER_ERROR(Severity.ERROR, "%s"),
    USER_WARNING(Severity.WARNING, "%s");

    private final Wording wording;

    MacroMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
