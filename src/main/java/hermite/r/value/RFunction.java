package hermite.r.value;

/** A function: written in R, or built in. */
public sealed interface RFunction extends RValue permits RClosure, RBuiltin {}
