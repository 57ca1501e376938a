package hermite.sas.datastep;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;

/** The messages of the DATA step. Texts as SAS prints them (log.md, sections 3 and 6). */
public enum DataStepMessage implements Message {
    OBSERVATIONS_READ(Severity.NOTE, "There were %s observations read from the data set %s."),
    DATA_SET_WRITTEN(Severity.NOTE, "The data set %s has %s observations and %s variables."),
    UNINITIALIZED(Severity.NOTE, "Variable %s is uninitialized."),
    MISSING_GENERATED(
            Severity.NOTE, "Missing values were generated as a result of performing an operation on missing values."),
    MATHEMATICAL(
            Severity.NOTE,
            "Mathematical operations could not be performed at the following places. The results of the operations"
                    + " have been set to missing values."),
    DIVISION_BY_ZERO(Severity.NOTE, "Division by zero detected at line %s column %s."),
    INVALID_ARGUMENT(Severity.NOTE, "Invalid argument to function %s at line %s column %s."),
    INVALID_SECOND_ARGUMENT(Severity.NOTE, "Invalid second argument to function %s at line %s column %s."),
    INVALID_THIRD_ARGUMENT(Severity.NOTE, "Invalid third argument to function %s at line %s column %s."),
    CHARACTER_TO_NUMERIC(
            Severity.NOTE,
            "Character values have been converted to numeric values at the places given by: (Line):(Column)."),
    NUMERIC_TO_CHARACTER(
            Severity.NOTE,
            "Numeric values have been converted to character values at the places given by: (Line):(Column)."),
    INVALID_NUMERIC_DATA(Severity.NOTE, "Invalid numeric data, %s , at line %s column %s."),
    INVALID_DATA(Severity.NOTE, "Invalid data for %s in line %s %s."),
    ERROR_LIMIT(
            Severity.ERROR, "Limit set by ERRORS= option reached.  Further errors of this type will not be printed."),
    NEW_LINE(Severity.NOTE, "SAS went to a new line when INPUT statement reached past the end of a line."),
    LOST_CARD(Severity.NOTE, "LOST CARD."),
    REPEATS_OF_BY_VALUES(Severity.NOTE, "MERGE statement has more than one data set with repeats of BY values."),
    NOT_SORTED(Severity.ERROR, "BY variables are not properly sorted on data set %s."),
    MASTER_REPEATS(Severity.WARNING, "The MASTER data set contains more than one observation for a BY group."),
    STOPPED(Severity.NOTE, "The SAS System stopped processing this step because of errors."),
    NOT_REPLACED(Severity.WARNING, "Data set %s was not replaced because this step was stopped."),
    INCOMPLETE(
            Severity.WARNING,
            "The data set %s may be incomplete.  When this step was stopped there were %s observations and %s"
                    + " variables."),
    MULTIPLE_LENGTHS(
            Severity.WARNING,
            "Multiple lengths were specified for the variable %s by input data set(s). This can cause truncation of"
                    + " data."),
    LENGTH_ALREADY_SET(
            Severity.WARNING,
            "Length of character variable %s has already been set.  Use the LENGTH statement as the very first"
                    + " statement in the DATA STEP to declare the length of a character variable."),
    NEVER_REFERENCED(Severity.WARNING, "The variable %s in the DROP, KEEP, or RENAME list has never been referenced."),
    NEVER_REFERENCED_OPTION(
            Severity.ERROR, "The variable %s in the DROP, KEEP, or RENAME list has never been referenced.%s"),
    TYPE_CONFLICT(Severity.ERROR, "Variable %s has been defined as both character and numeric."),
    VARIABLE_NOT_FOUND(Severity.ERROR, "Variable %s not found.%s"),
    VARIABLE_NOT_ON_FILE(Severity.ERROR, "Variable %s is not on file %s.%s"),
    BY_VARIABLE_NOT_ON_DATA_SET(Severity.ERROR, "BY variable %s is not on input data set %s.%s"),
    UNKNOWN_FUNCTION(Severity.ERROR, "68-185", "The function %s is unknown, or cannot be accessed.%s"),
    UNSUPPORTED_FUNCTION(Severity.ERROR, "The function %s is known but not supported."),
    UNKNOWN_ROUTINE(Severity.ERROR, "251-185", "The subroutine %s is unknown, or cannot be accessed.%s"),
    UNSUPPORTED_ROUTINE(Severity.ERROR, "The CALL routine %s is known but not supported."),
    UNSUPPORTED_STATEMENT(Severity.ERROR, "The %s is known but not supported."),
    TOO_FEW_ARGUMENTS(Severity.ERROR, "71-185", "The %s function call does not have enough arguments."),
    TOO_MANY_ARGUMENTS(Severity.ERROR, "72-185", "The %s function call has too many arguments."),
    ILLEGAL_ARGUMENT_TYPE(Severity.ERROR, "Argument %s of the function %s must be a %s."),
    UNDECLARED_ARRAY(Severity.ERROR, "Undeclared array referenced: %s.%s"),
    ILLEGAL_ARRAY_REFERENCE(Severity.ERROR, "Illegal reference to the array %s."),
    WRONG_SUBSCRIPT_COUNT(Severity.ERROR, "Too %s array subscripts specified for array %s."),
    SUBSCRIPT_OUT_OF_RANGE(Severity.ERROR, "Array subscript out of range at line %s column %s."),
    ARRAY_SIZE(
            Severity.ERROR, "The array %s has been defined with %s subscripts but %s variables or temporary elements."),
    ARRAY_TYPES(Severity.ERROR, "All variables in array list must be the same type, i.e., all numeric or character."),
    ARRAY_REDEFINED(Severity.ERROR, "The array %s has already been defined."),
    ARRAY_NAME_IS_VARIABLE(Severity.ERROR, "The name %s is already used for a variable, so it cannot name an array."),
    NOT_A_TARGET(Severity.ERROR, "The left side of an assignment must be a variable, an array element or SUBSTR."),
    BAD_FORMAT(Severity.ERROR, "The format %s was not found or could not be loaded."),
    BAD_INFORMAT(Severity.ERROR, "The informat %s was not found or could not be loaded."),
    FORMAT_TYPE(Severity.ERROR, "You are trying to use the %s format %s with the %s variable %s in data set %s."),
    OUTPUT_NOT_IN_DATA(Severity.ERROR, "455-185", "Data set was not specified on the DATA statement: %s."),
    NO_MATCHING_LABEL(Severity.ERROR, "The statement label %s was not found.%s"),
    DUPLICATE_LABEL(Severity.ERROR, "The statement label %s is defined more than once."),
    LEAVE_OUTSIDE(Severity.ERROR, "A %s statement is not inside a DO loop or SELECT group."),
    SELECT_UNMATCHED(Severity.ERROR, "Unsatisfied WHEN clause and no OTHERWISE clause at line %s column %s."),
    INVALID_DO(
            Severity.ERROR,
            "Invalid DO loop control information, either the INITIAL or TO expression is missing or"
                    + " the BY expression is missing, zero, or invalid."),
    BY_WITHOUT_INPUT(Severity.ERROR, "A BY statement needs a SET, MERGE or UPDATE statement before it."),
    UPDATE_NEEDS_BY(Severity.ERROR, "An UPDATE statement needs a BY statement and two data sets."),
    POINT_WITH_BY(Severity.ERROR, "POINT= cannot be used with a BY or WHERE statement."),
    WHERE_WITHOUT_INPUT(Severity.ERROR, "No input data sets available for WHERE statement."),
    WHERE_ONLY(Severity.ERROR, "The operator %s can be used in WHERE expressions only."),
    TYPES_INCOMPATIBLE(Severity.ERROR, "WHERE clause operator requires compatible variables."),
    NO_INFILE(Severity.ERROR, "No DATALINES or INFILE statement."),
    FILEREF_UNKNOWN(Severity.ERROR, "No logical assign for filename %s."),
    FILE_MISSING(Severity.ERROR, "Physical file does not exist, %s."),
    FILE_UNREADABLE(Severity.ERROR, "The file %s could not be read: %s."),
    FILE_UNWRITABLE(Severity.ERROR, "The file %s could not be written: %s."),
    INFILE_IS(Severity.NOTE, "The infile %s is:"),
    FILE_IS(Severity.NOTE, "The file %s is:"),
    FILE_OPTION_VALUE(Severity.ERROR, "%s=%s is not supported: expecting one of the following: %s."),
    RECORDS_READ(Severity.NOTE, "%s read from the infile %s."),
    RECORDS_WRITTEN(Severity.NOTE, "%s written to the file %s."),
    STOPOVER(Severity.ERROR, "INPUT statement exceeded record length. INFILE %s OPTION STOPOVER specified."),
    LINK_TOO_DEEP(Severity.ERROR, "LINK statements are nested too deeply at line %s column %s."),
    ABORTED(Severity.ERROR, "Execution terminated by an ABORT statement at line %s column %s."),
    TOO_MANY_ROWS(Severity.ERROR, "The data set %s has more observations than fit into memory."),
    LOOPING(Severity.NOTE, "DATA STEP stopped due to looping.");

    private final Wording wording;

    DataStepMessage(Severity severity, String text) {
        wording = new Wording(severity, text);
    }

    DataStepMessage(Severity severity, String number, String text) {
        wording = new Wording(severity, number, text);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
