package hermite.sas.vocabulary;

/** What may stand after an option's name. */
public enum ValueKind {
    /** Nothing: the word alone. */
    FLAG,
    /** {@code =word}, one of {@link OptionSpec#values} when that list is not empty; the word may carry suboptions: {@code method=quad(qpoints=5)}. */
    WORD,
    /** The word alone or {@code =word}: {@code empirical}, {@code empirical=mbn}. */
    OPTIONAL_WORD,
    NUMBER,
    INTEGER,
    /** A flag or {@code =number}: {@code qcheck}, {@code noclprint=5}. */
    OPTIONAL_NUMBER,
    /** A number or one of the words: {@code scale=pearson}, {@code scale=2}. */
    NUMBER_OR_WORD,
    /** Quoted text. */
    TEXT,
    /** Quoted text or a bare word or number: {@code ref='0'}, {@code ref=first}, {@code ref=0}. */
    TEXT_OR_WORD,
    /** One variable. */
    VARIABLE,
    /** A list of variables, up to the next option: {@code p=a b c}. */
    VARIABLES,
    /** Names for new variables, up to the next option: {@code dfbeta=b0 b1}. */
    NAMES,
    /** A flag with an optional parenthesised or bare variable list after {@code =}. */
    OPTIONAL_VARIABLES,
    /** A new variable's name, or a flag: {@code predicted}, {@code predicted=p}. */
    OPTIONAL_NAME,
    /** {@code mean(x y)=a b}, {@code mean=}: variables in parentheses, new names after {@code =}. */
    STATISTIC,
    /** A data set with its options. */
    DATA_SET,
    /** A flag or {@code =} data set, suboptions before it: {@code outdesign}, {@code outdesign(names)=x}. */
    OPTIONAL_DATA_SET,
    /** An effect: {@code id}, {@code id(center)}, {@code id*block}. */
    EFFECT,
    /** An effect, or several in parentheses: {@code slice=a}, {@code slice=(a b)}. */
    EFFECTS,
    /** Effects, or variables with those of their levels that are meant: {@code sliceby=a}, {@code sliceby(a='1')}. */
    SLICES,
    /** Variables with numbers, without an equals sign of the option's own: {@code at x=1}, {@code at (x z)=(1 2)}, {@code at means}. */
    SETTINGS,
    /** A flag or {@code =} numbers: {@code v}, {@code v=1 3}. */
    OPTIONAL_NUMBERS,
    /** Numbers and ranges: {@code 1 2 3}, {@code 0 to 10 by 2}, {@code (1,2)}. */
    NUMBERS,
    /** Numbers without an equals sign, in parentheses for several rows: {@code subject 1 0}, {@code subject (1), (0 1)}. */
    ROWS,
    /** A parenthesised or bare list of constants and words. */
    VALUES,
    /** Only suboptions: {@code lineattrs=(color=red)}, {@code plots(only)}; the {@code =} is optional. */
    SUBOPTIONS,
    FORMAT,
    EXPRESSION
}
