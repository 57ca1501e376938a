package hermite.sas.vocabulary;

/** The shape of a statement between its keyword and its slash. */
public enum StatementForm {
    /** Nothing. */
    NONE,
    /** Variables, each with options in parentheses: VAR, CLASS, ID, WEIGHT, FREQ. */
    VARIABLES,
    /** {@code <descending> v … <notsorted>}. */
    BY,
    /** Effects: RANDOM, LSMEANS, TABLES. */
    EFFECTS,
    /** {@code response(options) = effects}, {@code events/trials = effects}. */
    MODEL,
    /** {@code option=value …}: REPEATED, SCORE, SERIES, OUTPUT. */
    OPTIONS,
    /** A data set name, bare or as {@code OUT=}: STORE. */
    DATA_SET,
    /** {@code 'label' effect values, effect values}: CONTRAST, ESTIMATE. */
    COEFFICIENTS,
    /** {@code effect 'label' values, 'label' values}: LSMESTIMATE. */
    MEAN_COEFFICIENTS,
    /** Bare values, after {@code =} where the program writes one: REFLINE, PARMS, {@code getnames=yes}. */
    VALUES,
    /** Lists in parentheses, each a list of its own: {@code (1 2) (0 to 1 by 0.1)}, PARMS. */
    VALUE_GROUPS,
    /** {@code 'label' word}, {@code 'label' word numbers, numbers}, {@code 'label' word=data}: COVTEST. */
    TEST,
    /** {@code name = type(variables / options)}, the types among the statement's options: EFFECT. */
    CONSTRUCTED,
    /** {@code name (options) range, range = result …}: VALUE and INVALUE of PROC FORMAT. */
    RANGES,
    /** One expression: WHERE. */
    EXPRESSION,
    FORMAT,
    LABEL,
    ATTRIB,
    /** Programming statements, handed on as DATA step statements. */
    PROGRAM
}
