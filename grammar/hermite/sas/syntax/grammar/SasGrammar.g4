/**
 * The SAS language below the level of procedures. There is no lexer: tokens come resolved from the source room.
 * No word is reserved; the token source promotes a name to a keyword only where its position makes it one.
 */
parser grammar SasGrammar;

import SasExpressions, SasEffects, SasStatements;

tokens {
    NAME, NUMBER, MISSING, STRING, FORMATNAME, DECIMALS, LABELNAME, ALIGN,
    LP, RP, LB, RB, LC, RC, COMMA, COLON, SEMICOLON, DOT, DOLLAR, AT, ATAT, HASH, QUESTION, OTHER,
    PLUS, MINUS, STAR, SLASH, POWER, MIN, MAX, CONCAT, BAR, AND, OR, NOT,
    EQ, NE, LT, LE, GT, GE, EQCOLON, NECOLON, LTCOLON, LECOLON, GTCOLON, GECOLON, SOUNDSLIKE,
    IN, BETWEEN, CONTAINS, LIKE, IS, NULL, MISSINGWORD, OF,
    KEEPOPTION, DROPOPTION, RENAMEOPTION, WHEREOPTION,
    IF, THEN, ELSE, DO, TO, BY, WHILE, UNTIL, OVER, END, SELECT, WHEN, OTHERWISE, OUTPUT, DELETE, STOP, RETURN, LEAVE,
    CONTINUE, ABORT, GOTO, LINK, SET, MERGE, UPDATE, WHERE, KEEP, DROP, RENAME, RETAIN, LENGTH, DEFAULT, FORMAT,
    INFORMAT, LABEL, ATTRIB, ARRAY, CALL, INFILE, FILE, INPUT, PUT, PUTLOG, ERROR
}
