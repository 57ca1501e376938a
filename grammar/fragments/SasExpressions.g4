/** Expressions, variable lists and data set references: what every SAS statement is made of. */
parser grammar SasExpressions;

wholeExpression : expression EOF ;

/** Loosest first. NOT binds just above AND; chained comparisons are read in pairs. */
expression : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT negation | comparison ;

comparison : concatenation comparisonTail* ;

comparisonTail
    : comparisonOperator concatenation                                    # compared
    | NOT? IN (LP inItem (COMMA? inItem)* RP | name)                      # listed
    | NOT? BETWEEN concatenation AND concatenation                        # between
    | NOT? CONTAINS concatenation                                         # contains
    | NOT? LIKE concatenation                                             # like
    | IS NOT? (NULL | MISSINGWORD)                                        # isMissing
    ;

comparisonOperator
    : EQ | NE | LT | LE | GT | GE | EQCOLON | NECOLON | LTCOLON | LECOLON | GTCOLON | GECOLON | SOUNDSLIKE
    ;

inItem : signedConstant (COLON signedConstant)? | name ;

signedConstant : (PLUS | MINUS)? constant ;

concatenation : sum (CONCAT sum)* ;

sum : product ((PLUS | MINUS) product)* ;

product : power ((STAR | SLASH) power)* ;

/** Signs, powers and the MIN and MAX operators are one group, right to left: -3**2 is -9. */
power : (PLUS | MINUS | NOT) power | primary ((POWER | MIN | MAX) power)? ;

primary
    : constant                                          # constantPrimary
    | reference                                         # referencePrimary
    | LP expression RP                                  # groupPrimary
    ;

/** A variable, FIRST.x, an array element, or a function call. */
reference : name (DOT name)? (LP arguments RP | LB subscripts RB | LC subscripts RC)? ;

subscripts : STAR | expression (COMMA expression)* ;

arguments : argument (COMMA argument)* ;

argument
    : OF variable+                                      # ofArgument
    | QUESTION* FORMATNAME                              # formatArgument
    | expression                                        # valueArgument
    | STAR                                              # starArgument
    |                                                   # noArgument
    ;

constant : NUMBER | MISSING | STRING ;

/** Words that mean something only in their context stay names everywhere else. */
name : NAME ;

wholeVariables : variable* EOF ;

variable
    : name MINUS MINUS name                             # positional
    | name MINUS name MINUS name                        # positionalOfType
    | name MINUS name                                   # numbered
    | name COLON                                        # prefixed
    | name (LB STAR RB | LC STAR RC | LP STAR RP)       # elements
    | name                                              # single
    ;

wholeDataSet : dataSet EOF ;

wholeDataSets : dataSetItem* EOF ;

dataSetItem : name MINUS name dataSetOptions? | name COLON dataSetOptions? | dataSet ;

dataSet : (STRING | name (DOT name)?) dataSetOptions? ;

dataSetOptions : LP dataSetOption* RP ;

dataSetOption
    : KEEPOPTION EQ variable+                           # keepOption
    | DROPOPTION EQ variable+                           # dropOption
    | RENAMEOPTION EQ LP renamePair* RP                 # renameOption
    | WHEREOPTION EQ LP expression RP                   # whereOption
    | name EQ optionText                                # otherOption
    | name                                              # flagOption
    ;

renamePair : variable EQ variable ;

/** A value we keep as text: options without effect here. */
optionText : MINUS? (name | NUMBER | STRING | MISSING) | LP balanced* RP ;

balanced : LP balanced* RP | ~(LP | RP) ;

wholeNumbers : LP numberItem (COMMA? numberItem)* RP EOF | numberItem (COMMA? numberItem)* EOF ;

numberItem : signedConstant (TO signedConstant (BY signedConstant)?)? ;
