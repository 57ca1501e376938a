median <- function(x, na.rm = FALSE, ...) UseMethod("median")

median.default <- function(x, na.rm = FALSE, ...) {
  if (is.factor(x) || is.data.frame(x)) stop("need numeric data")
  if (length(names(x))) names(x) <- NULL
  if (na.rm) x <- x[!is.na(x)] else if (anyNA(x)) return(x[NA_integer_][1L])
  n <- length(x)
  if (n == 0L) return(x[NA_integer_])
  half <- (n + 1L) %/% 2L
  x <- sort(x)
  if (n %% 2L == 1L) x[half] else mean(x[half + 0L:1L])
}

var <- function(x, y = NULL, na.rm = FALSE, use) {
  if (missing(use)) use <- if (na.rm) "na.or.complete" else "everything"
  if (is.data.frame(x)) x <- as.matrix(x) else if (!is.atomic(x)) stop("is.atomic(x) is not TRUE")
  if (is.factor(x)) stop("Calling var(x) on a factor x is defunct.\n  Use something like 'all(duplicated(x)[-1L])' to test for a constant vector.")
  if (is.data.frame(y)) y <- as.matrix(y)
  .moments(x, y, use, FALSE)
}

cov <- function(x, y = NULL, use = "everything", method = c("pearson", "kendall", "spearman"))
  .moments_of(x, y, use, match.arg(method), FALSE)

cor <- function(x, y = NULL, use = "everything", method = c("pearson", "kendall", "spearman"))
  .moments_of(x, y, use, match.arg(method), TRUE)

.moments_of <- function(x, y, use, method, correlation) {
  if (is.data.frame(x)) x <- as.matrix(x)
  if (is.data.frame(y)) y <- as.matrix(y)
  if (!is.numeric(x) && !is.logical(x)) stop("'x' must be numeric")
  if (!is.null(y) && !is.numeric(y) && !is.logical(y)) stop("'y' must be numeric")
  if (is.null(y) && !is.matrix(x) && correlation) stop("supply both 'x' and 'y' or a matrix-like 'x'")
  if (method == "spearman") {
    ranked <- function(v) if (is.matrix(v)) {
      r <- apply(v, 2L, rank, na.last = "keep")
      dimnames(r) <- dimnames(v)
      r
    } else rank(v, na.last = "keep")
    if (use != "everything") {
      ok <- if (is.null(y)) complete.cases(x) else complete.cases(x, y)
      x <- if (is.matrix(x)) x[ok, , drop = FALSE] else x[ok]
      y <- if (is.null(y)) NULL else if (is.matrix(y)) y[ok, , drop = FALSE] else y[ok]
    }
    return(.moments(ranked(x), if (!is.null(y)) ranked(y), use, correlation))
  }
  if (method == "kendall") {
    if (is.matrix(x) || is.matrix(y)) stop("method = \"kendall\" is supported for two vectors only")
    ok <- complete.cases(x, y)
    x <- x[ok]
    y <- y[ok]
    sx <- sign(outer(x, x, "-"))
    sy <- sign(outer(y, y, "-"))
    return(sum(sx * sy) / if (correlation) sqrt(sum(sx^2) * sum(sy^2)) else 1)
  }
  .moments(x, y, use, correlation)
}

.moments <- function(x, y, use, correlation) {
  use <- match.arg(use, c("everything", "all.obs", "complete.obs", "na.or.complete", "pairwise.complete.obs"))
  if (use == "pairwise.complete.obs" && (is.matrix(x) || is.matrix(y))) {
    xm <- as.matrix(x)
    ym <- if (is.null(y)) xm else as.matrix(y)
    out <- matrix(NA_real_, ncol(xm), ncol(ym), dimnames = list(colnames(xm), colnames(ym)))
    for (i in seq_len(ncol(xm))) for (j in seq_len(ncol(ym))) {
      ok <- complete.cases(xm[, i], ym[, j])
      out[i, j] <- .covariance(xm[ok, i], ym[ok, j], correlation)
    }
    return(out)
  }
  if (use == "all.obs" && (anyNA(x) || anyNA(y))) stop("missing observations in cov/cor")
  if (use %in% c("complete.obs", "na.or.complete", "pairwise.complete.obs")) {
    ok <- if (is.null(y)) complete.cases(x) else complete.cases(x, y)
    if (use == "complete.obs" && !any(ok)) stop("no complete element pairs")
    x <- if (is.matrix(x)) x[ok, , drop = FALSE] else x[ok]
    if (!is.null(y)) y <- if (is.matrix(y)) y[ok, , drop = FALSE] else y[ok]
  }
  if (NROW(x) != NROW(if (is.null(y)) x else y)) stop("incompatible dimensions")
  .covariance(x, y, correlation)
}

cov2cor <- function(V) {
  s <- sqrt(1 / diag(V))
  r <- V
  r[] <- s * V * rep(s, each = nrow(V))
  r[cbind(seq_len(nrow(V)), seq_len(nrow(V)))] <- 1
  r
}

sd <- function(x, na.rm = FALSE) sqrt(var(if (is.vector(x) || is.factor(x)) x else as.double(x), na.rm = na.rm))

mad <- function(x, center = median(x), constant = 1.4826, na.rm = FALSE, low = FALSE, high = FALSE) {
  if (na.rm) x <- x[!is.na(x)]
  constant * median(abs(x - center))
}

IQR <- function(x, na.rm = FALSE, type = 7) diff(quantile(as.numeric(x), c(0.25, 0.75), na.rm = na.rm, names = FALSE, type = type))

quantile <- function(x, ...) UseMethod("quantile")

quantile.default <- function(x, probs = seq(0, 1, 0.25), na.rm = FALSE, names = TRUE, type = 7, ...) {
  if (is.factor(x)) stop("(unordered) factors are not allowed")
  if (na.rm) x <- x[!is.na(x)]
  else if (anyNA(x)) stop("missing values and NaN's not allowed if 'na.rm' is FALSE")
  if (any(!is.na(probs) & (probs < -1e-12 | probs > 1 + 1e-12))) stop("'probs' outside [0,1]")
  n <- length(x)
  given <- probs
  ok <- !is.na(probs)
  probs <- pmin(1, pmax(0, probs[ok]))
  qs <- rep(NA_real_, length(given))
  if (n > 0L && length(probs)) {
    x <- sort(as.numeric(x))
    if (type == 7) {
      index <- 1 + (n - 1) * probs
      lo <- floor(index)
      hi <- ceiling(index)
      q <- x[lo]
      h <- index - lo
      move <- which(index > lo & x[hi] != q)
      q[move] <- (1 - h[move]) * q[move] + h[move] * x[hi[move]]
    } else {
      if (type <= 3) {
        nppm <- if (type == 3) n * probs - 0.5 else n * probs
        j <- floor(nppm + 4 * .Machine$double.eps)
        h <- switch(type, nppm > j, ((nppm > j) + 1) / 2, (nppm != j) | (j %% 2 == 1))
      } else {
        ab <- switch(type - 3, c(0, 1), c(0.5, 0.5), c(0, 0), c(1, 1), c(1 / 3, 1 / 3), c(3 / 8, 3 / 8))
        fuzz <- 4 * .Machine$double.eps
        nppm <- ab[1L] + probs * (n + 1 - sum(ab))
        j <- floor(nppm + fuzz)
        h <- nppm - j
        h[abs(h) < fuzz] <- 0
      }
      ext <- c(x[1L], x[1L], x, x[n], x[n])
      q <- ext[j + 2L]
      upper <- ext[j + 3L]
      q[h == 1] <- upper[h == 1]
      mid <- h > 0 & h < 1 & ext[j + 2L] != upper
      q[mid] <- ((1 - h) * ext[j + 2L] + h * upper)[mid]
    }
    qs[ok] <- q
  }
  if (names && length(given)) {
    nm <- paste0(formatC(100 * given, format = "fg", width = 1, digits = 7), "%")
    nm[is.na(given)] <- ""
    names(qs) <- nm
  }
  qs
}

fivenum <- function(x, na.rm = TRUE) {
  x <- sort(x[!is.na(x)])
  n <- length(x)
  if (n == 0) return(rep(NA_real_, 5))
  n4 <- floor((n + 3) / 2) / 2
  d <- c(1, n4, (n + 1) / 2, n + 1 - n4, n)
  0.5 * (x[floor(d)] + x[ceiling(d)])
}

weighted.mean <- function(x, w, ..., na.rm = FALSE) {
  if (missing(w)) return(mean(x, na.rm = na.rm))
  if (length(w) != length(x)) stop("'x' and 'w' must have the same length")
  if (na.rm) {
    keep <- !is.na(x)
    w <- w[keep]
    x <- x[keep]
  }
  w <- w / sum(w)
  sum((x * w)[w != 0])
}

complete.cases <- function(...) {
  ok <- NULL
  for (a in list(...)) {
    parts <- if (is.list(a)) unclass(a) else list(a)
    for (p in parts) {
      good <- if (is.matrix(p)) rowSums(is.na(p)) == 0 else !is.na(p)
      names(good) <- NULL
      ok <- if (is.null(ok)) as.vector(good) else {
        if (length(ok) != length(good)) stop("not all arguments have the same length")
        ok & as.vector(good)
      }
    }
  }
  if (is.null(ok)) stop("no input has determined the number of cases")
  ok
}

na.omit <- function(object, ...) UseMethod("na.omit")

na.omit.default <- function(object, ...) {
  if (!is.atomic(object)) return(object)
  missing <- if (is.matrix(object)) rowSums(is.na(object)) > 0 else is.na(object)
  omit <- which(missing)
  if (!length(omit)) return(object)
  nm <- if (is.matrix(object)) rownames(object) else names(object)
  out <- if (is.matrix(object)) object[-omit, , drop = FALSE] else object[-omit]
  attr(omit, "class") <- "omit"
  attr(out, "na.action") <- omit
  out
}

na.omit.data.frame <- function(object, ...) {
  omit <- which(!complete.cases(object))
  if (!length(omit)) return(object)
  out <- object[-omit, , drop = FALSE]
  names(omit) <- row.names(object)[omit]
  attr(omit, "class") <- "omit"
  attr(out, "na.action") <- omit
  out
}

na.exclude <- function(object, ...) {
  out <- na.omit(object)
  if (!is.null(attr(out, "na.action"))) class(attr(out, "na.action")) <- "exclude"
  out
}

na.pass <- function(object, ...) object

na.fail <- function(object, ...) if (all(complete.cases(object))) object else stop("missing values in object")

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
  by <- lapply(groups, eval, data, env)
  values <- lapply(response, eval, data, env)
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
  two <- length(formula) == 3L
  right <- if (two) formula[[3L]] else formula[[2L]]
  terms_of <- function(e) if (is.call(e) && identical(e[[1L]], quote(`+`))) c(terms_of(e[[2L]]), terms_of(e[[3L]])) else list(e)
  parts <- if (identical(right, quote(.))) lapply(setdiff(names(data), if (two) all.vars(formula[[2L]])), as.name) else terms_of(right)
  names(parts) <- vapply(parts, function(e) deparse(e)[1L], "")
  env <- environment(formula)
  by <- lapply(parts, eval, data, env)
  if (!missing(subset)) {
    keep <- eval(substitute(subset), data, env)
    by <- lapply(by, function(v) v[keep & !is.na(keep)])
  } else keep <- NULL
  by <- lapply(by, function(v) if (is.factor(v)) if (drop.unused.levels) droplevels(v) else v else factor(v, exclude = exclude))
  if (two) {
    y <- eval(formula[[2L]], data, env)
    if (!is.null(keep)) y <- y[keep & !is.na(keep)]
    out <- tapply(y, by, sum)
    out[is.na(out)] <- if (is.integer(y)) 0L else 0
    out <- array(out, dim = vapply(by, nlevels, 0L, USE.NAMES = FALSE), dimnames = lapply(by, levels))
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

ftable <- function(x, ...) {
  if (inherits(x, "formula")) {
    dots <- list(...)
    data <- dots$data
    if (is.null(data)) data <- dots[[1L]]
    rows <- all.vars(x[[3L]])
    cols <- all.vars(x[[2L]])
    tab <- if (inherits(data, "table")) margin.table(data, match(c(rows, cols), names(dimnames(data)))) else table(data[c(rows, cols)])
    return(.flat(tab, length(rows)))
  }
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
  cat(apply(out, 1L, paste, collapse = " "), sep = "\n")
  invisible(x)
}

reshape <- function(data, varying = NULL, v.names = NULL, timevar = "time", idvar = "id", ids = 1L:NROW(data),
                    times = NULL, drop = NULL, direction, new.row.names = NULL, sep = ".", split = NULL) {
  if (!is.null(drop)) data <- data[setdiff(names(data), drop)]
  if (missing(direction)) {
    back <- attr(data, "reshapeLong")
    if (!is.null(back)) direction <- "wide"
    else if (!is.null(varying)) direction <- "long" else direction <- "wide"
  }
  direction <- match.arg(direction, c("wide", "long"))
  if (direction == "long") {
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
    attr(out, "reshapeLong") <- list(varying = varying, v.names = v.names, idvar = idvar, timevar = timevar, times = times)
    return(out)
  }
  back <- attr(data, "reshapeLong")
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

optimise <- function(...) optimize(...)

printCoefmat <- function(x, digits = max(3L, getOption("digits") - 2L), signif.stars = getOption("show.signif.stars"),
                         signif.legend = signif.stars, dig.tst = max(1L, min(5L, digits - 1L)), cs.ind = 1L:k,
                         tst.ind = k + 1L, zap.ind = integer(), P.values = NULL,
                         has.Pvalue = nc >= 4L && length(cn <- colnames(x)) &&
                           any(substr(cn[nc], 1L, 3L) == c("Pr(", "p-v")),
                         eps.Pvalue = .Machine$double.eps, na.print = "NA", quote = FALSE, right = TRUE, ...) {
  d <- dim(x)
  nc <- d[2L]
  if (is.null(P.values)) P.values <- has.Pvalue
  k <- nc - has.Pvalue - (if (missing(tst.ind)) 1 else length(tst.ind))
  xm <- data.matrix(x)
  if (!missing(cs.ind) && length(cs.ind) > k) stop("wrong k / cs.ind")
  Cf <- array("", dim = d, dimnames = dimnames(xm))
  ok <- !(ina <- is.na(xm))
  for (i in zap.ind) xm[, i] <- zapsmall(xm[, i], digits)
  if (length(cs.ind)) {
    acs <- abs(coef.se <- xm[, cs.ind, drop = FALSE])
    if (any(ia <- is.finite(acs))) {
      digmin <- 1 + (if (length(acs <- acs[ia & acs != 0])) floor(log10(range(acs[acs != 0], finite = TRUE))) else 0)
      Cf[, cs.ind] <- format(round(coef.se, max(1L, digits - digmin)), digits = digits)
    }
  }
  if (length(tst.ind)) Cf[, tst.ind] <- format(round(xm[, tst.ind], digits = dig.tst), digits = digits)
  if (any(r.ind <- !((1L:nc) %in% c(cs.ind, tst.ind, if (has.Pvalue) nc))))
    for (i in which(r.ind)) Cf[, i] <- format(xm[, i], digits = digits)
  ok[, tst.ind] <- FALSE
  okP <- if (has.Pvalue) ok[, -nc] else ok
  x1 <- Cf[okP]
  x0 <- (xm[okP] == 0) != (as.numeric(x1) == 0)
  if (length(not.both.0 <- which(x0 & !is.na(x0)))) {
    Cf[okP][not.both.0] <- format(xm[okP][not.both.0], digits = max(1L, digits - 1L))
  }
  if (any(ina)) Cf[ina] <- na.print
  if (any(inan <- is.nan(xm))) Cf[inan] <- "NaN"
  if (P.values) {
    if (any(okP <- ok[, nc])) {
      pv <- as.vector(xm[, nc])
      Cf[okP, nc] <- format.pval(pv[okP], digits = dig.tst, eps = eps.Pvalue)
      signif.stars <- signif.stars && any(pv[okP] < 0.1)
      if (signif.stars) {
        Signif <- symnum(pv, corr = FALSE, na = FALSE, cutpoints = c(0, 0.001, 0.01, 0.05, 0.1, 1),
                         symbols = c("***", "**", "*", ".", " "))
        Cf <- cbind(Cf, format(Signif))
      }
    } else signif.stars <- FALSE
  } else signif.stars <- FALSE
  print.default(Cf, quote = quote, right = right, na.print = na.print, ...)
  if (signif.stars && signif.legend) {
    legend <- "0 \u2018***\u2019 0.001 \u2018**\u2019 0.01 \u2018*\u2019 0.05 \u2018.\u2019 0.1 \u2018 \u2019 1"
    if ((w <- getOption("width")) < nchar(legend)) legend <- strwrap(legend, width = w - 2, prefix = "  ")
    cat("---\nSignif. codes:  ", legend, sep = "", fill = w + 4 + max(nchar(legend, "bytes") - nchar(legend)))
  }
  invisible(x)
}

symnum <- function(x, cutpoints = c(0.3, 0.6, 0.8, 0.9, 0.95), symbols = c(" ", ".", ",", "+", "*", "B"),
                   legend = FALSE, na = "?", corr = TRUE, ...) {
  at <- findInterval(x, cutpoints, left.open = TRUE, rightmost.closed = TRUE)
  at[!is.na(x) & x == cutpoints[1L]] <- 1L
  out <- symbols[at]
  out[is.na(out)] <- if (identical(na, FALSE)) "" else na
  attributes(out) <- attributes(x)
  structure(out, class = "noquote")
}

ecdf <- function(x) {
  x <- sort(x)
  n <- length(x)
  vals <- unique(x)
  f <- cumsum(tabulate(match(x, vals))) / n
  function(v) c(0, f)[findInterval(v, vals) + 1L]
}

approx <- function(x, y = NULL, xout, method = "linear", n = 50, yleft, yright, rule = 1, f = 0, ties = mean) {
  if (is.null(y)) {
    y <- as.numeric(x)
    x <- seq_along(y)
  }
  ok <- !(is.na(x) | is.na(y))
  x <- x[ok]
  y <- y[ok]
  if (anyDuplicated(x)) {
    y <- as.vector(tapply(y, x, match.fun(ties)))
    x <- sort(unique(x))
  } else {
    o <- order(x)
    x <- x[o]
    y <- y[o]
  }
  if (missing(xout)) xout <- seq(x[1L], x[length(x)], length.out = n)
  rule <- rep_len(rule, 2L)
  left <- if (!missing(yleft)) yleft else if (rule[1L] == 1) NA else y[1L]
  right <- if (!missing(yright)) yright else if (rule[2L] == 1) NA else y[length(y)]
  at <- findInterval(xout, x, rightmost.closed = TRUE)
  m <- length(x)
  inside <- pmin(pmax(at, 1L), m - 1L)
  out <- if (method == "constant") y[pmin(pmax(at, 1L), m)] * (1 - f) + y[pmin(at + 1L, m)] * f
    else y[inside] + (y[inside + 1L] - y[inside]) * (xout - x[inside]) / (x[inside + 1L] - x[inside])
  if (method == "constant") out[!is.na(xout) & xout == x[m]] <- y[m]
  out[!is.na(xout) & xout < x[1L]] <- left
  out[!is.na(xout) & xout > x[m]] <- right
  list(x = xout, y = out)
}

approxfun <- function(x, y = NULL, method = "linear", yleft, yright, rule = 1, f = 0, ties = mean) {
  force(x)
  force(y)
  function(v) approx(x, y, xout = v, method = method, rule = rule, f = f)$y
}

setNames <- function(object = nm, nm) {
  names(object) <- nm
  object
}


dist <- function(x, method = "euclidean", diag = FALSE, upper = FALSE, p = 2) {
  x <- as.matrix(x)
  n <- nrow(x)
  method <- match.arg(method, c("euclidean", "maximum", "manhattan", "minkowski"))
  f <- switch(method, euclidean = function(d) sqrt(sum(d^2)), maximum = function(d) max(abs(d)),
              manhattan = function(d) sum(abs(d)), minkowski = function(d) sum(abs(d)^p)^(1 / p))
  out <- numeric()
  for (j in seq_len(n - 1L)) for (i in (j + 1L):n) out <- c(out, f(x[i, ] - x[j, ]))
  structure(out, Size = n, Labels = rownames(x), Diag = diag, Upper = upper, method = method, call = match.call(), class = "dist")
}

as.matrix.dist <- function(x, ...) {
  n <- attr(x, "Size")
  m <- matrix(0, n, n)
  m[row(m) > col(m)] <- unclass(x)[seq_len(n * (n - 1) / 2)]
  m <- m + t(m)
  lab <- attr(x, "Labels")
  dimnames(m) <- if (is.null(lab)) list(seq_len(n), seq_len(n)) else list(lab, lab)
  m
}


toeplitz <- function(x, ...) {
  n <- length(x)
  matrix(x[abs(outer(seq_len(n), seq_len(n), "-")) + 1L], n, n)
}
