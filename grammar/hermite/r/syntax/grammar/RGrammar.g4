/**
 * The R language, version 4.2. Newlines reach the parser only where they may end an expression: the token source
 * drops those inside parentheses and brackets, after operators and after the head of a control structure.
 */
grammar RGrammar;

/** One expression at top level, or nothing. */
toplevel
    : expr (NEWLINE | SEMICOLON | EOF)
    | NEWLINE
    | EOF
    ;

/** From the tightest binding to the loosest. */
expr
    : name op=(NAMESPACE | NAMESPACEINTERNAL) name                          # namespaced
    | expr op=(DOLLAR | AT) member                                          # component
    | expr LBB arguments RB RB                                              # element
    | expr LB arguments RB                                                  # subset
    | expr LP arguments RP                                                  # call
    | <assoc = right> expr CARET expr                                       # binary
    | op=(MINUS | PLUS) expr                                                # unary
    | expr COLON expr                                                       # binary
    | expr op=(SPECIAL | PIPE) expr                                         # binary
    | expr op=(STAR | SLASH) expr                                           # binary
    | expr op=(PLUS | MINUS) expr                                           # binary
    | expr op=(EQ | NE | LT | LE | GT | GE) expr                            # binary
    | NOT expr                                                              # unary
    | expr op=(AND | ANDAND) expr                                           # binary
    | expr op=(OR | OROR) expr                                              # binary
    | TILDE expr                                                            # unary
    | expr TILDE expr                                                       # binary
    | expr op=(RIGHTASSIGN | RIGHTSUPERASSIGN) expr                         # binary
    | <assoc = right> expr op=(ASSIGN | SUPERASSIGN | COLONASSIGN) expr     # binary
    | <assoc = right> expr EQASSIGN expr                                    # binary
    | expr QUESTION expr                                                    # binary
    | QUESTION expr                                                         # unary
    | (FUNCTION | BACKSLASH) LP parameters RP expr                          # function
    | WHILE LP expr RP expr                                                 # whileLoop
    | REPEAT expr                                                           # repeatLoop
    | FOR LP SYMBOL IN expr RP expr                                         # forLoop
    | IF LP expr RP expr (ELSE expr)?                                       # conditional
    | LC block RC                                                           # braces
    | LP expr RP                                                            # parentheses
    | BREAK                                                                 # leave
    | NEXT                                                                  # leave
    | SYMBOL                                                                # symbol
    | PLACEHOLDER                                                           # placeholder
    | constant                                                              # literal
    ;

block
    : (NEWLINE | SEMICOLON)* (expr ((NEWLINE | SEMICOLON)+ expr)* (NEWLINE | SEMICOLON)*)?
    ;

name
    : SYMBOL
    | STRING
    ;

member
    : SYMBOL
    | STRING
    | PLACEHOLDER
    | LC block RC
    | LP expr RP
    ;

arguments
    : argument (COMMA argument)*
    ;

argument
    : (SYMBOL | STRING | NULL) EQASSIGN expr?
    | expr?
    ;

parameters
    : (parameter (COMMA parameter)*)?
    ;

parameter
    : SYMBOL (EQASSIGN expr)?
    ;

constant
    : NUMBER
    | STRING
    | NULL
    | TRUE
    | FALSE
    | NA
    | NAINTEGER
    | NAREAL
    | NACOMPLEX
    | NACHARACTER
    | INF
    | NAN
    ;

FUNCTION : 'function';
WHILE : 'while';
REPEAT : 'repeat';
FOR : 'for';
IF : 'if';
IN : 'in';
ELSE : 'else';
NEXT : 'next';
BREAK : 'break';
NULL : 'NULL';
TRUE : 'TRUE';
FALSE : 'FALSE';
NA : 'NA';
NAINTEGER : 'NA_integer_';
NAREAL : 'NA_real_';
NACOMPLEX : 'NA_complex_';
NACHARACTER : 'NA_character_';
INF : 'Inf';
NAN : 'NaN';

NUMBER
    : ('0x' | '0X') HEX+ ('.' HEX*)? ([pP] [+-]? DIGIT+)? [Li]?
    | (DIGIT+ ('.' DIGIT*)? | '.' DIGIT+) ([eE] [+-]? DIGIT+)? [Li]?
    ;

WRONGNUMBER
    : '0' [xX]
    | (DIGIT+ ('.' DIGIT*)? | '.' DIGIT+) [eE] [+-]?
    ;

STRING
    : '"' ('\\' . | ~["\\])* '"'
    | '\'' ('\\' . | ~['\\])* '\''
    | [rR] '"' (RAWBODY | '-' RAWBODY1 | '--' RAWBODY2 | '---' RAWBODY3)
    | [rR] '\'' (RAWBODYQ | '-' RAWBODYQ1 | '--' RAWBODYQ2 | '---' RAWBODYQ3)
    ;

SYMBOL
    : (LETTER | '.' (LETTER | [._])) (LETTER | DIGIT | [._])*
    | '.'
    | '`' ('\\' . | ~[`\\])* '`'
    ;

INCOMPLETESTRING
    : '"' ('\\' . | ~["\\])* EOF
    | '\'' ('\\' . | ~['\\])* EOF
    | '`' ('\\' . | ~[`\\])* EOF
    ;

SPECIAL : '%' ~[%\r\n]* '%';
WRONGSPECIAL : '%' ~[%\r\n]*;
PIPE : '|>';
ASSIGN : '<-';
SUPERASSIGN : '<<-';
RIGHTASSIGN : '->';
RIGHTSUPERASSIGN : '->>';
COLONASSIGN : ':=';
EQ : '==';
NE : '!=';
LE : '<=';
GE : '>=';
LT : '<';
GT : '>';
EQASSIGN : '=';
ANDAND : '&&';
AND : '&';
OROR : '||';
OR : '|';
NOT : '!';
TILDE : '~';
QUESTION : '?';
NAMESPACEINTERNAL : ':::';
NAMESPACE : '::';
COLON : ':';
CARET : '^' | '**';
STAR : '*';
SLASH : '/';
PLUS : '+';
MINUS : '-';
DOLLAR : '$';
AT : '@';
BACKSLASH : '\\';
WRONGNAME : '_' (LETTER | DIGIT | [._])+;
PLACEHOLDER : '_';
LBB : '[[';
LB : '[';
RB : ']';
LP : '(';
RP : ')';
LC : '{';
RC : '}';
COMMA : ',';
SEMICOLON : ';';
NEWLINE : '\r'? '\n';
BLANK : [ \t\f\r\u00A0]+ -> skip;
COMMENT : '#' ~[\r\n]* -> skip;
OTHER : .;

fragment DIGIT : [0-9];
fragment HEX : [0-9a-fA-F];
fragment LETTER : [\p{L}\p{Nl}];

fragment RAWBODY : '(' .*? ')"' | '[' .*? ']"' | '{' .*? '}"';
fragment RAWBODY1 : '(' .*? ')-"' | '[' .*? ']-"' | '{' .*? '}-"';
fragment RAWBODY2 : '(' .*? ')--"' | '[' .*? ']--"' | '{' .*? '}--"';
fragment RAWBODY3 : '(' .*? ')---"' | '[' .*? ']---"' | '{' .*? '}---"';
fragment RAWBODYQ : '(' .*? ')\'' | '[' .*? ']\'' | '{' .*? '}\'';
fragment RAWBODYQ1 : '(' .*? ')-\'' | '[' .*? ']-\'' | '{' .*? '}-\'';
fragment RAWBODYQ2 : '(' .*? ')--\'' | '[' .*? ']--\'' | '{' .*? '}--\'';
fragment RAWBODYQ3 : '(' .*? ')---\'' | '[' .*? ']---\'' | '{' .*? '}---\'';
