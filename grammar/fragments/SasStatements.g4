/** Statements of the DATA step, one at a time; blocks are put together from them afterwards. */
parser grammar SasStatements;

wholeStatement : statement EOF ;

wholeDataStatement : dataSetItem* (SLASH (name (EQ optionText)?)+)? EOF ;

/** The words that open a statement are promoted from names by the token source, where a statement can begin. */
statement
    : IF expression (THEN statement)?                                       # ifStatement
    | ELSE statement                                                        # elseStatement
    | DO doHead?                                                            # doStatement
    | SELECT (LP expression RP)?                                            # selectStatement
    | WHEN LP expression (COMMA expression)* RP statement                   # whenStatement
    | OTHERWISE statement                                                   # otherwiseStatement
    | END                                                                   # endStatement
    | LABELNAME COLON statement                                             # labelledStatement
    | OUTPUT dataSet*                                                       # outputStatement
    | (DELETE | STOP | RETURN | LEAVE | CONTINUE)                           # plainStatement
    | ABORT name? NUMBER?                                                   # abortStatement
    | (GOTO | LINK) name                                                    # jumpStatement
    | (SET | MERGE | UPDATE) readItem*                                      # readStatement
    | BY name+                                                              # byStatement
    | WHERE expression                                                      # whereStatement
    | (KEEP | DROP) variable+                                               # selectVariablesStatement
    | RENAME renamePair+                                                    # renameStatement
    | RETAIN retainGroup*                                                   # retainStatement
    | LENGTH lengthItem* (DEFAULT EQ NUMBER)?                               # lengthStatement
    | (FORMAT | INFORMAT) formatItem+                                       # formatStatement
    | LABEL (name EQ labelText)+                                            # labelStatement
    | ATTRIB attribItem+                                                    # attribStatement
    | ARRAY name arrayBounds? DOLLAR? NUMBER? variable* initialValues?      # arrayStatement
    | CALL name LP arguments RP                                            # callStatement
    | (INFILE | FILE) fileTarget fileOption*                                # fileStatement
    | INPUT inputItem* hold?                                                # inputStatement
    | (PUT | PUTLOG | ERROR) putItem* hold?                                 # putStatement
    | reference EQ expression                                               # assignment
    | reference PLUS expression                                             # sumStatement
    |                                                                       # nullStatement
    ;

doHead
    : WHILE LP expression RP                                                # doWhile
    | UNTIL LP expression RP                                                # doUntil
    | OVER name                                                             # doOver
    | reference EQ doRange (COMMA doRange)*                                 # doIterative
    ;

doRange
    : expression (TO to=expression (BY by=expression)? | BY by=expression (TO to=expression)?)?
        ((WHILE | UNTIL) LP condition=expression RP)?
    ;

readItem : name EQ optionText (SLASH name)? | dataSetItem ;

retainGroup : variable+ (retainValue | initialValues)? ;

retainValue : signedConstant ;

initialValues : LP initialValue (COMMA? initialValue)* RP ;

initialValue : NUMBER STAR (signedConstant | initialValues) | signedConstant | initialValues ;

lengthItem : variable+ DOLLAR? NUMBER ;

formatItem : variable+ FORMATNAME? | DEFAULT EQ FORMATNAME ;

labelText : STRING | name | NUMBER ;

attribItem : variable+ attribute+ ;

attribute
    : LENGTH EQ DOLLAR? NUMBER
    | (FORMAT | INFORMAT) EQ FORMATNAME
    | LABEL EQ STRING
    ;

arrayBounds : LP bounds RP | LB bounds RB | LC bounds RC ;

bounds : bound (COMMA? bound)* ;

bound : STAR | signedConstant (COLON signedConstant)? ;

fileTarget : name | STRING | LP expression RP ;

fileOption : name (EQ fileValue)? ;

fileValue : signedConstant | name | LP expression RP ;

hold : AT | ATAT ;

inputItem
    : pointer                                                               # inputPointer
    | LP variable+ RP LP groupElement* RP                                   # inputGroup
    | inputVariable EQ? inputModifier* (columns | FORMATNAME)?              # inputSingle
    ;

inputModifier : DOLLAR | COLON | AND | NOT | QUESTION ;

inputVariable : name MINUS name | name (LB subscripts RB | LC subscripts RC)? ;

columns : NUMBER (MINUS NUMBER)? DECIMALS? ;

pointer
    : (AT | PLUS | HASH) (NUMBER | STRING | name | LP expression RP)
    | SLASH
    ;

groupElement
    : (NUMBER STAR)? inputModifier* FORMATNAME
    | inputModifier+
    | EQ
    | pointer
    | COMMA
    ;

putItem
    : pointer                                                               # putPointer
    | (NUMBER STAR)? STRING                                                 # putText
    | LP variable+ RP LP groupElement* RP                                   # putGroup
    | inputVariable EQ? (DOLLAR columns? | columns | COLON? FORMATNAME (MINUS ALIGN)?)?    # putVariable
    ;
