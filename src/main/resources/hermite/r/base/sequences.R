# Sequences, and the printing of timings and groups.

print.proc_time <- function(x, ...) {
  print(c(user = x[["user.self"]], system = x[["sys.self"]], elapsed = x[["elapsed"]]))
  invisible(x)
}

seq <- function(...) UseMethod("seq")

seq.default <- function(from = 1, to = 1, by = ((to - from) / (length.out - 1)), length.out = NULL,
                        along.with = NULL, ...) {
  if (!missing(along.with)) {
    length.out <- length(along.with)
    if (missing(from) && missing(to) && missing(by)) return(seq_len(length.out))
  }
  one <- nargs() == 1L
  if (one && !missing(from)) {
    n <- length(from)
    return(if (n == 1L && is.numeric(from)) (if (from >= 1) seq_len(from) else 1L:from) else if (n) seq_len(n) else integer())
  }
  if (is.null(length.out)) {
    if (missing(by)) return(from:to)
    if (length(from) != 1L) stop("'from' must be of length 1")
    if (length(to) != 1L) stop("'to' must be of length 1")
    del <- to - from
    if (del == 0 && to == 0) return(to)
    n <- del / by
    if (!is.finite(n)) {
      if (!is.na(by) && by == 0 && del == 0) return(from)
      stop("invalid '(to - from)/by' in seq(.)")
    }
    if (n < 0) stop("wrong sign in 'by' argument")
    if (is.integer(from) && is.integer(by)) return(from + (0L:as.integer(n)) * by)
    n <- as.integer(n + 1e-10)
    out <- from + (0L:n) * by
    if (is.numeric(from) && by == floor(by) && from == floor(from) && is.integer(from)) return(as.integer(out))
    if (by > 0) pmin(out, to) else pmax(out, to)
  } else {
    if (length.out < 0) stop("'length.out' must be a non-negative number")
    length.out <- ceiling(length.out)
    if (missing(by)) {
      if (missing(to)) {
        out <- from + seq_len(length.out) - 1
        return(if (from == floor(from) && missing(from)) as.integer(out) else if (from == floor(from)) as.integer(out) else out)
      }
      if (missing(from)) {
        out <- to - length.out + seq_len(length.out)
        return(if (to == floor(to)) as.integer(out) else out)
      }
      if (length.out == 1L) return(from)
      if (length.out < 1L) return(integer())
      step <- (to - from) / (length.out - 1)
      out <- from + (seq_len(length.out) - 1) * step
      out[length.out] <- to
      if (step == floor(step) && from == floor(from) && is.integer(from)) as.integer(out) else out
    } else if (missing(to)) {
      out <- from + (seq_len(length.out) - 1) * by
      if (is.integer(from) && is.integer(by)) as.integer(out) else if (from == floor(from) && by == floor(by)) as.integer(out) else out
    } else if (missing(from)) {
      to - ((length.out - 1):0) * by
    } else stop("too many arguments")
  }
}

seq.int <- function(...) seq.default(...)

sequence <- function(nvec, ...) unlist(lapply(nvec, seq_len))
