/** Effects of model statements: a b a*b a(b) a|b|c@2. */
parser grammar SasEffects;

wholeEffects : effect* EOF ;

effect : crossing (BAR crossing)* (AT NUMBER)? ;

crossing : factor (STAR factor)* ;

factor
    : name MINUS name                                   # rangeFactor
    | name COLON                                        # prefixFactor
    | name nesting?                                     # nameFactor
    | LP effect+ RP nesting?                            # groupFactor
    ;

nesting : LP (name (STAR name)*)+ RP ;
