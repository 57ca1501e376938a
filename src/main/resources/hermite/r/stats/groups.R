aggregate <- function(x, ...) UseMethod("aggregate")

aggregate.default <- function(x, ...) aggregate.data.frame(as.data.frame(x), ...)

aggregate.data.frame <- function(x, by, FUN, ..., simplify = TRUE, drop = TRUE) {
  if (inherits(by, "formula")) return(aggregate.formula(by, data = x, FUN, ...))
  if (!is.data.frame(x)) x <- as.data.frame(x)
  FUN <- match.fun(FUN)
  if (!is.list(by)) stop("'by' must be a list")
  nm <- names(by)
  if (is.null(nm)) nm <- rep("", length(by))
  nm[!nzchar(nm)] <- paste0("Group.", seq_along(by))[!nzchar(nm)]
  names(by) <- nm
  ok <- complete.cases(by)
  by <- lapply(by, function(b) b[ok])
  x <- x[ok, , drop = FALSE]
  key <- rep.int(0, nrow(x))
  for (k in rev(seq_along(by))) {
    b <- by[[k]]
    code <- if (is.factor(b)) as.integer(b) else match(b, sort(unique(b)))
    key <- key * (max(code, 0L) + 1) + code
  }
  ukey <- sort(unique(key))
  g <- match(key, ukey)
  first <- match(seq_along(ukey), g)
  out <- lapply(by, function(b) b[first])
  places <- .split_places_of(g, length(ukey))
  for (j in seq_along(x)) {
    column <- x[[j]]
    res <- lapply(places, function(at) FUN(column[at], ...))
    if (simplify && length(len <- unique(lengths(res))) == 1L) {
      if (len == 1L) {
        cl <- lapply(res, oldClass)
        res <- if (is.null(cl[[1L]])) unlist(res, use.names = FALSE) else do.call(c, res)
      } else if (len > 1L) {
        labels <- names(res[[1L]])
        res <- matrix(unlist(res), nrow = length(ukey), byrow = TRUE,
                      dimnames = if (!is.null(labels)) list(NULL, labels))
      }
    }
    out[[names(x)[j]]] <- res
  }
  structure(out, class = "data.frame", row.names = .set_row_names(length(ukey)))
}

.split_places_of <- function(g, n) {
  o <- order(g)
  counts <- tabulate(g, n)
  ends <- cumsum(counts)
  lapply(seq_len(n), function(k) o[(ends[k] - counts[k] + 1L):ends[k]])
}

aggregate.formula <- function(x, data, FUN, ..., subset, na.action = na.omit) {
  formula <- x
  if (missing(FUN)) {
    stop(simpleError("argument \"FUN\" is missing, with no default", quote(aggregate.data.frame(lhs, mf[-1L], FUN = FUN, ...))))
  }
  data <- read_again(data, substitute(data), parent.frame())
  if (length(formula) != 3L) stop("'formula' must have both left and right hand sides")
  left <- formula[[2L]]
  right <- formula[[3L]]
  rhs <- if (identical(right, quote(.))) setdiff(names(data), all.vars(left)) else NULL
  lhs <- if (identical(left, quote(.))) setdiff(names(data), all.vars(right)) else NULL
  terms_of <- function(e) if (is.call(e) && identical(e[[1L]], quote(`+`))) c(terms_of(e[[2L]]), terms_of(e[[3L]])) else list(e)
  env <- environment(formula)
  groups <- if (!is.null(rhs)) lapply(setNames(rhs, rhs), as.name) else terms_of(right)
  names(groups) <- vapply(groups, function(e) deparse(e)[1L], "")
  if (identical(right, 1)) groups <- list()
  response <- if (!is.null(lhs)) lapply(lhs, as.name)
    else if (is.call(left) && identical(left[[1L]], quote(cbind))) as.list(left)[-1L] else list(left)
  nms <- vapply(response, function(e) deparse(e)[1L], "")
  if (!is.null(names(response))) nms[nzchar(names(response))] <- names(response)[nzchar(names(response))]
  names(response) <- nms
  predvars <- as.call(c(list(as.name("list")), unname(groups), unname(response)))
  every <- eval(predvars, data, env)
  by <- structure(every[seq_along(groups)], names = names(groups))
  values <- structure(every[length(groups) + seq_along(response)], names = names(response))
  # cbind() repeats a single number for each row
  if (length(values) > 1L) values[lengths(values) == 1L] <- lapply(values[lengths(values) == 1L], rep_len, max(lengths(by), lengths(values)))
  ok <- do.call(complete.cases, unname(c(by, values)))
  values <- lapply(values, function(v) v[ok])
  by <- lapply(by, function(v) v[ok])
  values <- structure(values, class = "data.frame", row.names = .set_row_names(sum(ok)))
  if (!length(by)) return(as.data.frame(lapply(values, FUN, ...)))
  aggregate.data.frame(values, by, FUN, ...)
}

ave <- function(x, ..., FUN = mean) {
  if (missing(...)) x[] <- FUN(x)
  else {
    g <- interaction(..., drop = TRUE)
    for (at in split(seq_along(x), g)) x[at] <- FUN(x[at])
  }
  x
}

reorder <- function(x, ...) UseMethod("reorder")

reorder.default <- function(x, X, FUN = mean, ..., order = is.ordered(x), decreasing = FALSE) {
  scores <- tapply(X, x, FUN, ...)
  levels <- names(base::sort(scores, na.last = TRUE, decreasing = decreasing))
  ans <- if (order) ordered(x, levels = levels) else factor(x, levels = levels)
  attr(ans, "scores") <- scores
  ans
}

relevel <- function(x, ref, ...) UseMethod("relevel")

relevel.default <- function(x, ref, ...) stop("'relevel' only for (unordered) factors")

relevel.ordered <- function(x, ref, ...) stop("'relevel' only for (unordered) factors")

relevel.factor <- function(x, ref, ...) {
  lev <- levels(x)
  if (length(ref) != 1L) stop("'ref' must be of length one")
  if (is.character(ref)) {
    at <- match(ref, lev)
    if (is.na(at)) stop(gettextf("'ref' must be an existing level"))
    ref <- at
  }
  if (ref < 1 || ref > length(lev)) stop(gettextf("ref = %d must be in 1L:%d", ref, length(lev)))
  factor(as.character(x), levels = lev[c(ref, seq_along(lev)[-ref])])
}

xtabs <- function(formula, data = parent.frame(), subset, na.action, addNA = FALSE, exclude = if (!addNA) c(NA, NaN),
                  drop.unused.levels = FALSE) {
  cl <- match.call()
  data <- read_again(data, cl$data, parent.frame(), 3L)
  two <- length(formula) == 3L
  right <- if (two) formula[[3L]] else formula[[2L]]
  terms_of <- function(e) if (is.call(e) && identical(e[[1L]], quote(`+`))) c(terms_of(e[[2L]]), terms_of(e[[3L]])) else list(e)
  parts <- if (identical(right, quote(.))) lapply(setdiff(names(data), if (two) all.vars(formula[[2L]])), as.name) else terms_of(right)
  names(parts) <- vapply(parts, function(e) deparse(e)[1L], "")
  env <- environment(formula)
  by <- lapply(parts, eval, data, env)
  if (!missing(subset)) {
    keep <- eval(substitute(subset), data, env)
  } else keep <- NULL
  # rows with missing values are left out of sums
  if (two && !addNA) {
    y <- eval(formula[[2L]], data, env)
    whole <- !is.na(if (is.matrix(y)) rowSums(y) else y)
    keep <- if (is.null(keep)) whole else keep & whole
  }
  if (!is.null(keep)) {
    by <- lapply(by, function(v) v[keep & !is.na(keep)])
  }
  by <- lapply(by, function(v) if (is.factor(v)) if (drop.unused.levels) droplevels(v) else v else factor(v, exclude = exclude))
  if (two) {
    y <- eval(formula[[2L]], data, env)
    columns <- if (is.matrix(y)) lapply(seq_len(ncol(y)), function(k) y[, k]) else list(y)
    out <- unlist(lapply(columns, function(v) {
      sums <- tapply(if (is.null(keep)) v else v[keep & !is.na(keep)], by, sum)
      sums[is.na(sums)] <- if (is.integer(v)) 0L else 0
      as.vector(sums)
    }))
    # the columns of a matrix are the last dimension
    out <- array(out, dim = c(vapply(by, nlevels, 0L, USE.NAMES = FALSE), if (is.matrix(y)) ncol(y)),
                 dimnames = c(lapply(by, levels), if (is.matrix(y)) list(colnames(y))))
  } else {
    out <- do.call(table, by)
  }
  structure(out, class = c("xtabs", "table"), call = cl)
}

print.xtabs <- function(x, na.print = "", ...) {
  attr(x, "call") <- NULL
  class(x) <- "table"
  print.table(x, na.print = na.print, ...)
  invisible(x)
}

addmargins <- function(A, margin = seq_along(dim(A)), FUN = sum, quiet = FALSE) {
  dn <- dimnames(A)
  label <- if (missing(FUN)) "Sum" else deparse(substitute(FUN))
  for (m in margin) {
    d <- dim(A)
    sums <- if (length(d) == 1L) FUN(A) else apply(A, seq_along(d)[-m], FUN)
    if (length(d) == 1L) out <- c(as.vector(A), sums)
    else {
      perm <- c(seq_along(d)[-m], m)
      moved <- aperm(unclass(A), perm)
      out <- c(as.vector(moved), as.vector(sums))
      nd <- d
      nd[m] <- nd[m] + 1L
      dim(out) <- nd[perm]
      out <- aperm(out, order(perm))
    }
    nd <- d
    nd[m] <- nd[m] + 1L
    dn[[m]] <- c(dn[[m]], label)
    A <- array(as.vector(out), nd, dimnames = dn)
  }
  class(A) <- "table"
  A
}

ftable <- function(x, ...) UseMethod("ftable")
ftable.formula <- function(formula, data = NULL, subset, na.action, ...) {
  data <- read_again(data, substitute(data), parent.frame(), 3L)
  rows <- all.vars(formula[[3L]])
  cols <- all.vars(formula[[2L]])
  if (inherits(data, "table")) return(.flat(margin.table(data, match(c(rows, cols), names(dimnames(data)))), length(rows)))
  env <- environment(formula)
  if (identical(rows, ".")) rows <- setdiff(names(data), cols)
  if (identical(cols, ".")) cols <- setdiff(names(data), rows)
  columns <- lapply(setNames(nm = c(rows, cols)), function(v) eval(as.name(v), data, env))
  if (!missing(subset)) {
    kept <- eval(substitute(subset), data, env)
    columns <- lapply(columns, `[`, kept & !is.na(kept))
  }
  .flat(table(columns), length(rows))
}
ftable.default <- function(x, ...) {
  dots <- list(...)
  if (!inherits(x, "table")) x <- if (is.data.frame(x)) table(x) else table(x, ...)
  k <- length(dim(x))
  row.vars <- dots$row.vars
  col.vars <- dots$col.vars
  nm <- names(dimnames(x))
  at <- function(v) if (is.character(v)) match(v, nm) else v
  if (is.null(row.vars) && is.null(col.vars)) return(.flat(x, k - 1L))
  if (!is.null(row.vars) && is.null(col.vars)) col.vars <- setdiff(seq_len(k), at(row.vars))
  if (is.null(row.vars)) row.vars <- setdiff(seq_len(k), at(col.vars))
  .flat(aperm(x, c(at(row.vars), at(col.vars))), length(row.vars))
}

.flat <- function(tab, nrowvars) {
  dn <- dimnames(tab)
  rv <- seq_len(nrowvars)
  d <- dim(tab)
  k <- length(d)
  perm <- c(rev(rv), rev(setdiff(seq_len(k), rv)))
  m <- matrix(as.vector(aperm(unclass(tab), perm)), nrow = prod(d[rv]))
  structure(m, row.vars = dn[rv], col.vars = dn[-rv], class = "ftable")
}

print.ftable <- function(x, digits = getOption("digits"), ...) {
  rv <- attr(x, "row.vars")
  cv <- attr(x, "col.vars")
  labels <- function(vars) {
    sizes <- lengths(vars)
    total <- prod(sizes)
    lapply(seq_along(vars), function(i) {
      each <- prod(sizes[-seq_len(i)])
      out <- rep("", total)
      starts <- seq(1L, total, by = each)
      out[starts] <- rep(vars[[i]], length.out = length(starts))
      out
    })
  }
  body <- format(unclass(x), digits = digits)
  body <- matrix(as.vector(body), nrow(x), ncol(x))
  rl <- do.call(cbind, labels(rv))
  cl <- do.call(rbind, labels(cv))
  nc <- length(cv)
  left <- rbind(matrix("", nc, length(rv)), rep("", length(rv)), rl)
  left[nc + 1L, ] <- names(rv)
  mid <- c(names(cv), rep("", nrow(x) + 1L))
  right <- rbind(cl, rep("", ncol(x)), body)
  out <- cbind(left, mid, right)
  left_cols <- seq_len(length(rv) + 1L)
  for (j in seq_len(ncol(out))) out[, j] <- formatC(out[, j], width = max(nchar(out[, j])), flag = if (j %in% left_cols) "-" else "")
  cat(paste0(apply(out, 1L, paste, collapse = " "), "\n"), sep = "")
  invisible(x)
}

reshape <- function(data, varying = NULL, v.names = NULL, timevar = "time", idvar = "id", ids = 1L:NROW(data),
                    times = NULL, drop = NULL, direction, new.row.names = NULL, sep = ".", split = NULL) {
  if (!is.null(drop)) data <- data[setdiff(names(data), drop)]
  if (missing(direction)) {
    back <- attr(data, "reshapeLong")
    if (!is.null(back)) direction <- "wide"
    else if (!is.null(varying)) direction <- "long"
    else if (!is.null(attr(data, "reshapeWide"))) direction <- "long"
    else stop(simpleError("argument \"direction\" is missing, with no default", quote(match.arg(direction, c("wide", "long")))))
  }
  direction <- match.arg(direction, c("wide", "long"))
  if (direction == "long") {
    back <- attr(data, "reshapeWide")
    if (is.null(varying) && !is.null(back)) {
      timevar <- back$timevar
      idvar <- back$idvar
      times <- back$times
      varying <- lapply(back$v.names, function(v) paste(v, times, sep = sep))
    }
    if (is.null(varying)) stop("no 'reshapeWide' attribute, must specify 'varying'")
    if (is.numeric(varying)) varying <- names(data)[varying]
    if (is.list(varying)) {
      varying <- lapply(varying, function(v) if (is.numeric(v)) names(data)[v] else v)
      ntimes <- length(varying[[1L]])
      if (is.null(v.names)) v.names <- vapply(varying, function(v) v[1L], "")
      if (is.null(times)) times <- seq_len(ntimes)
    } else {
      if (is.null(v.names) || (length(v.names) >= 1L && is.null(times) && all(grepl(sep, varying, fixed = TRUE)) && is.null(v.names))) {
        stems <- sub(if (nzchar(sep)) paste0("\\Q", sep, "\\E[^", sep, "]*$") else "[0-9]+$", "", varying, perl = TRUE)
        suffix <- substring(varying, nchar(stems) + nchar(sep) + 1L)
        v.names <- unique(stems)
        if (is.null(times)) times <- unique(suffix)
        number <- suppressWarnings(as.numeric(times))
        if (!anyNA(number)) times <- number
        varying <- lapply(v.names, function(v) varying[stems == v])
      } else {
        ntimes <- length(varying) / length(v.names)
        if (is.null(times)) times <- seq_len(ntimes)
        varying <- if (length(v.names) == 1L) list(varying) else lapply(seq_along(v.names), function(k) varying[seq(k, length(varying), by = length(v.names))])
      }
    }
    rest <- setdiff(names(data), unlist(varying))
    n <- nrow(data)
    if (!(length(idvar) == 1L && !(idvar %in% names(data)))) newid <- NULL else newid <- ids
    pieces <- lapply(seq_along(times), function(k) {
      d <- data[rest]
      d[[timevar]] <- rep(times[k], n)
      for (j in seq_along(v.names)) d[[v.names[j]]] <- data[[varying[[j]][k]]]
      if (!is.null(newid)) d[[idvar]] <- newid
      key <- if (is.null(newid)) do.call(paste, c(unname(as.list(data[idvar])), sep = ".")) else as.character(newid)
      row.names(d) <- paste(key, times[k], sep = ".")
      d
    })
    out <- do.call(rbind, pieces)
    if (!is.null(new.row.names)) row.names(out) <- new.row.names
    attr(out, "reshapeLong") <- list(varying = structure(setNames(varying, v.names), v.names = v.names, times = times),
                                     v.names = v.names, idvar = idvar, timevar = timevar)
    return(out)
  }
  back <- if (missing(timevar) && missing(idvar)) attr(data, "reshapeLong")
  if (!is.null(back) && missing(timevar) && missing(idvar)) {
    timevar <- back$timevar
    idvar <- back$idvar
    v.names <- back$v.names
  }
  times <- unique(data[[timevar]])
  if (is.null(v.names)) v.names <- setdiff(names(data), c(timevar, idvar))
  key <- if (length(idvar) > 1L) interaction(data[idvar], drop = TRUE) else data[[idvar]]
  first <- !duplicated(key)
  out <- data[first, setdiff(names(data), c(v.names, timevar)), drop = FALSE]
  ukey <- key[first]
  for (t in seq_along(times)) {
    part <- data[data[[timevar]] %in% times[t], , drop = FALSE]
    pk <- key[data[[timevar]] %in% times[t]]
    at <- match(ukey, pk)
    for (v in v.names) {
      nm <- if (!is.null(back) && missing(sep)) back$varying[[match(v, v.names)]][match(times[t], back$times)] else paste(v, times[t], sep = sep)
      out[[nm]] <- part[[v]][at]
    }
  }
  attr(out, "reshapeWide") <- list(v.names = v.names, timevar = timevar, idvar = idvar, times = times)
  out
}
