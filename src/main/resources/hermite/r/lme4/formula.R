# The random terms of a formula: (slopes | group), with their designs.

# Expressions inside parentheses with a bar, in the order written; x || g and g1/g2 written out.
findbars <- function(term) {
  if (inherits(term, "formula")) return(findbars(term[[length(term)]]))
  if (!is.call(term)) return(NULL)
  head <- as.character(term[[1]])[1]
  if (head == "(") return(findbars(term[[2]]))
  if (head == "|") return(expand_nested(term))
  if (head == "||") return(expand_double(term))
  unlist(lapply(as.list(term)[-1], findbars))
}
expand_nested <- function(bar) {
  groups <- nested_groups(bar[[3]])
  lapply(groups, function(g) call("|", bar[[2]], g))
}
# a/b gives b:a and a.
nested_groups <- function(g) {
  if (is.call(g) && identical(g[[1]], quote(`(`))) return(nested_groups(g[[2]]))
  if (!(is.call(g) && identical(g[[1]], quote(`/`)))) return(list(g))
  outer <- nested_groups(g[[2]])
  c(list(call(":", g[[3]], outer[[1]])), outer)
}
# (a + b || g): an uncorrelated term each.
expand_double <- function(bar) {
  t <- terms(structure(call("~", bar[[2]]), class = "formula", .Environment = globalenv()))
  parts <- lapply(attr(t, "term.labels"), function(l) call("+", 0, parse(text = l)[[1]]))
  if (attr(t, "intercept") == 1) parts <- c(list(1), parts)
  unlist(lapply(parts, function(p) expand_nested(call("|", p, bar[[3]]))))
}
isNested <- function(f1, f2) {
  pairs <- unique(paste(as.integer(f1), as.integer(f2)))
  length(pairs) == length(unique(as.integer(f1)))
}

# A formula with (a + b || g) written out.
expandDoubleVerts <- function(term) {
  if (!is.call(term)) return(term)
  if (identical(term[[1]], quote(`(`)) && is.call(term[[2]]) && identical(term[[2]][[1]], quote(`||`))) return(shown_formula(term))
  for (i in seq_along(term)[-1]) term[[i]] <- expandDoubleVerts(term[[i]])
  term
}

# The formula without its random terms.
nobars <- function(term) {
  if (inherits(term, "formula")) {
    right <- without_bars(term[[length(term)]])
    if (is.null(right)) right <- if (length(term) == 3) 1 else return(NULL)
    term[[length(term)]] <- right
    return(term)
  }
  without_bars(term)
}
without_bars <- function(e) {
  if (!is.call(e) || !has_bar(e)) return(e)
  head <- as.character(e[[1]])[1]
  if (head %in% c("|", "||")) return(NULL)
  if (head == "(") {
    inner <- without_bars(e[[2]])
    return(if (is.null(inner)) NULL else call("(", inner))
  }
  kept <- Filter(Negate(is.null), lapply(as.list(e)[-1], without_bars))
  if (length(kept) == 0) NULL
  else if (length(kept) == 1) if (length(e) == 3 && head == "-") call("-", kept[[1]]) else kept[[1]]
  else as.call(c(e[[1]], kept))
}

# The formula with bars read as sums, for the model frame.
subbars <- function(term) {
  if (inherits(term, "formula")) {
    term[[length(term)]] <- subbars(term[[length(term)]])
    return(term)
  }
  if (!is.call(term)) return(term)
  if (as.character(term[[1]])[1] %in% c("|", "||")) term[[1]] <- as.name("+")
  for (i in seq_along(term)[-1]) term[[i]] <- subbars(term[[i]])
  term
}

# Design and grouping of each random term over a frame; terms with more levels first, as lme4 orders them.
random_terms <- function(bars, frame, scope, levels = NULL, seen = frame) {
  out <- lapply(seq_along(bars), function(i) {
    bar <- bars[[i]]
    name <- paste(deparse(bar[[3]], 500L), collapse = "")
    group <- eval(factored(bar[[3]]), frame, scope)
    group <- if (is.null(levels)) factor(group) else factor(as.character(group), levels = levels[[name]])
    if (length(group) != nrow(frame) || is.null(levels) && all(is.na(group))) {
      stop("Invalid grouping factor specification, ", name, call. = FALSE)
    }
    left <- structure(call("~", bar[[2]]), class = "formula", .Environment = scope)
    z <- model.matrix.default(if (is.null(attr(seen, "terms"))) left else as_seen(terms(left), seen), frame)
    list(group = name, factor = group, z = z, names = colnames(z), bar = bar)
  })
  if (is.null(levels)) out <- out[order(-vapply(out, function(t) nlevels(t$factor), 1L))]
  out
}
# Indicators of levels of a factor, all but the first by default.
dummy <- function(f, levelsToKeep) {
  f <- as.factor(f)
  kept <- if (missing(levelsToKeep)) levels(f)[-1] else levelsToKeep
  # a single one goes by the name of the call in a design
  out <- vapply(kept, function(level) as.numeric(f == level), numeric(length(f)))
  if (length(kept) == 1) unname(out) else out
}
# g1:g2 as an interaction of factors, anything else as it is.
factored <- function(g) {
  if (is.call(g) && identical(g[[1]], quote(`:`))) {
    as.call(list(interaction_of, factored(g[[2]]), factored(g[[3]])))
  } else g
}
interaction_of <- function(a, b) {
  a <- factor(a)
  b <- factor(b)
  all <- as.vector(t(outer(levels(a), levels(b), paste, sep = ":")))
  factor(paste(a, b, sep = ":"), levels = all[all %in% paste(a, b, sep = ":")])
}
