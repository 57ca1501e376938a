package hermite.sas.vocabulary;

/** How far a word of the language is supported. */
public enum Status {
    SUPPORTED,
    /** Hermite's own addition, marked so in help and log. */
    EXTENSION,
    /** Understood, and rightly without effect here (for example a tuning option of storage). */
    NO_EFFECT,
    /** A word of SAS that is not built yet: its use gives a WARNING that names it. */
    KNOWN,
    /** A word of SAS that is not built yet and without which results would be wrong: the procedure ends with an ERROR. */
    REFUSED
}
