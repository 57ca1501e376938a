package hermite.r.value.language;

import hermite.r.value.RLanguage;

/** A function: written in R, or built in. */
public sealed interface RFunction extends RLanguage permits RClosure, RBuiltin {}
