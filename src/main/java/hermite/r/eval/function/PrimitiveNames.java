package hermite.r.eval.function;

import java.util.Set;

/** Functions that are primitives in R: an error while their arguments are evaluated does not name them. */
public final class PrimitiveNames {
    private static final Set<String> NAMES = Set.of(("abs acos acosh all any anyNA as.call as.character as.double"
                    + " as.environment as.integer as.logical as.numeric asin asinh atan atanh attr attributes baseenv c ceiling"
                    + " class cos cosh cummax cummin cumprod cumsum digamma dim dimnames emptyenv enc2native enc2utf8"
                    + " environment<- exp expm1 floor gamma globalenv interactive invisible is.array is.call is.character"
                    + " is.double is.environment is.expression is.finite is.function is.infinite is.integer is.language is.list"
                    + " is.logical is.matrix is.na is.name is.nan is.null is.numeric is.object is.symbol isS4 length levels<-"
                    + " lgamma list log log10 log1p log2 max min names nargs nzchar oldClass proc.time prod range rep round"
                    + " seq_along seq_len seq.int sign signif sin sinh sqrt sum tan tanh trigamma trunc unclass xtfrm")
            .split(" "));

    private PrimitiveNames() {}

    public static boolean contains(String name) {
        return NAMES.contains(name);
    }
}
