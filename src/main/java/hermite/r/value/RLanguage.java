package hermite.r.value;

/** What programs are made of and run in: names, calls, functions, environments, promises ({@code value.language}). */
public non-sealed interface RLanguage extends RValue {}
