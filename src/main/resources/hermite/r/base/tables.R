table <- function(..., exclude = if (useNA == "no") c(NA, NaN), useNA = c("no", "ifany", "always"),
                  dnn = NULL, deparse.level = 1) {
  args <- list(...)
  if (missing(useNA) && !missing(exclude) && !(NA %in% exclude)) useNA <- "ifany"
  useNA <- match.arg(useNA)
  if (length(args) == 1L && is.list(args[[1L]])) {
    args <- as.list(args[[1L]])
    if (is.null(dnn)) dnn <- if (is.null(names(args))) rep("", length(args)) else names(args)
  } else if (is.null(dnn)) {
    exprs <- as.list(substitute(list(...)))[-1L]
    dnn <- names(args)
    if (is.null(dnn)) dnn <- rep("", length(args))
    for (i in seq_along(args)) if (dnn[i] == "" && i <= length(exprs) && is.name(exprs[[i]])) dnn[i] <- as.character(exprs[[i]])
  }
  if (!length(args)) stop("nothing to tabulate")
  codes <- 0L
  size <- 1
  dims <- integer()
  dn <- list()
  for (i in seq_along(args)) {
    a <- args[[i]]
    f <- if (is.factor(a)) a else factor(a, exclude = if (useNA == "no") exclude else NULL)
    lv <- levels(f)
    code <- as.integer(f)
    if (useNA == "no") {
      if (anyNA(lv) && !(is.factor(a) && missing(exclude))) {
        code[code == which(is.na(lv))] <- NA_integer_
        lv <- lv[!is.na(lv)]
      }
    } else {
      if (!anyNA(lv) && (useNA == "always" || anyNA(code))) {
        lv <- c(lv, NA)
      }
      if (anyNA(lv)) code[is.na(code)] <- which(is.na(lv))
    }
    if (!missing(exclude) && any(lv %in% exclude)) {
      keep <- which(!(lv %in% exclude))
      code <- match(code, keep)
      lv <- lv[keep]
    }
    if (i > 1L && length(code) != length(codes)) stop("all arguments must have the same length")
    codes <- codes + (code - 1L) * size
    size <- size * length(lv)
    dims <- c(dims, length(lv))
    dn[[i]] <- lv
  }
  names(dn) <- dnn
  codes <- codes[!is.na(codes)] + 1L
  out <- array(tabulate(codes, size), dims, dimnames = dn)
  class(out) <- "table"
  out
}

as.table <- function(x, ...) UseMethod("as.table")

as.table.default <- function(x, ...) {
  if (inherits(x, "table")) return(x)
  if (!is.array(x)) x <- array(x, dim = length(x), dimnames = if (!is.null(names(x))) list(names(x)))
  dn <- dimnames(x)
  if (is.null(dn)) dn <- vector("list", length(dim(x)))
  for (i in seq_along(dn)) if (is.null(dn[[i]])) dn[[i]] <- make.unique(LETTERS[seq.int(from = 0L, length.out = dim(x)[i]) %% 26L + 1L], sep = "")
  dimnames(x) <- dn
  class(x) <- "table"
  x
}

is.table <- function(x) inherits(x, "table")

summary.table <- function(object, ...) {
  n.cases <- sum(object)
  y <- structure(list(n.vars = length(dim(object)), n.cases = n.cases), class = "summary.table")
  if (length(dim(object)) > 1L) {
    m <- lapply(seq_along(dim(object)), function(k) as.vector(apply(object, k, sum)))
    expected <- m[[1L]]
    for (k in 2L:length(m)) expected <- outer(expected, m[[k]]) / n.cases
    y$statistic <- sum((as.vector(object) - as.vector(expected))^2 / as.vector(expected))
    y$parameter <- prod(dim(object)) - 1L - sum(dim(object) - 1L)
    y$approx.ok <- all(expected >= 5)
    y$p.value <- stats::pchisq(y$statistic, y$parameter, lower.tail = FALSE)
    y$call <- attr(object, "call")
  }
  y
}

print.summary.table <- function(x, digits = max(1L, getOption("digits") - 3L), ...) {
  if (!is.null(x$call)) {
    cat("Call: ")
    print(x$call)
  }
  cat("Number of cases in table:", x$n.cases, "\n")
  cat("Number of factors:", x$n.vars, "\n")
  if (x$n.vars > 1L) {
    cat("Test for independence of all factors:\n")
    cat("\tChisq = ", format(round(x$statistic, max(0, digits - log10(x$statistic)))), ", df = ", format(x$parameter),
        ", p-value = ", format.pval(x$p.value, digits, eps = 0), "\n", sep = "")
    if (!x$approx.ok) cat("\tChi-squared approximation may be incorrect\n")
  }
  invisible(x)
}

prop.table <- function(x, margin = NULL) {
  if (length(margin)) sweep(x, margin, margin.table(x, margin), "/") else x / sum(x)
}

proportions <- function(x, margin = NULL) prop.table(x, margin)

margin.table <- function(x, margin = NULL) {
  if (!is.array(x)) stop("'x' is not an array")
  if (length(margin)) {
    z <- apply(x, margin, sum)
    dim(z) <- dim(x)[margin]
    dimnames(z) <- dimnames(x)[margin]
  } else return(sum(x))
  class(z) <- oldClass(x)
  z
}

marginSums <- function(x, margin = NULL) margin.table(x, margin)

as.data.frame.table <- function(x, row.names = NULL, ..., responseName = "Freq", stringsAsFactors = TRUE) {
  dn <- dimnames(x)
  if (is.null(names(dn)) || !all(nzchar(names(dn)))) {
    nm <- if (is.null(names(dn))) rep("", length(dn)) else names(dn)
    nm[!nzchar(nm)] <- paste0("Var", seq_along(dn))[!nzchar(nm)]
    names(dn) <- nm
  }
  out <- expand.grid(dn, KEEP.OUT.ATTRS = FALSE, stringsAsFactors = stringsAsFactors)
  out[[responseName]] <- as.vector(unclass(x))
  out
}

tapply <- function(X, INDEX, FUN = NULL, ..., default = NA, simplify = TRUE) {
  FUN <- if (!is.null(FUN)) match.fun(FUN)
  if (inherits(INDEX, "formula")) INDEX <- lapply(attr(terms(INDEX), "term.labels"), function(v) eval(parse(text = v)[[1L]], environment(INDEX)))
  if (!is.list(INDEX)) INDEX <- list(INDEX)
  INDEX <- lapply(INDEX, as.factor)
  n <- if (is.data.frame(X)) nrow(X) else length(X)
  for (f in INDEX) if (length(f) != n) stop("arguments must have same length")
  dims <- vapply(INDEX, nlevels, 0L, USE.NAMES = FALSE)
  group <- rep.int(1L, n)
  step <- 1L
  for (k in seq_along(INDEX)) {
    group <- group + step * (as.integer(INDEX[[k]]) - 1L)
    step <- step * dims[k]
  }
  if (is.null(FUN)) return(group)
  total <- prod(dims)
  groups <- split(X, factor(group, levels = seq_len(total)))
  filled <- which(tabulate(group, total) > 0L)
  res <- lapply(groups[filled], FUN, ...)
  names(res) <- NULL
  dn <- lapply(INDEX, levels)
  if (simplify && all(lengths(res) == 1L)) {
    res <- unlist(res, use.names = FALSE)
    ans <- rep(if (is.na(default) && is.atomic(res)) res[1L][NA_integer_] else default, total)
    if (length(filled)) {
      if (is.factor(res)) res <- as.character(res)
      ans[filled] <- res
    }
    if (is.null(ans)) ans <- rep(default, total)
  } else {
    ans <- vector("list", total)
    ans[filled] <- res
  }
  ans <- array(ans, dims, dimnames = dn)
  ans
}

by <- function(data, INDICES, FUN, ..., simplify = TRUE) {
  alone <- length(dim(data)) != 2L
  if (!is.data.frame(data) && !alone) data <- as.data.frame(data)
  if (inherits(INDICES, "formula")) {
    vars <- all.vars(INDICES)
    INDICES <- as.list(data[vars])
  }
  if (!is.list(INDICES)) {
    name <- deparse(substitute(INDICES))[1L]
    INDICES <- list(INDICES)
    names(INDICES) <- name
  } else if (is.null(names(INDICES))) names(INDICES) <- rep("", length(INDICES))
  FUN <- match.fun(FUN)
  ans <- tapply(seq_len(NROW(data)), INDICES,
    function(at) FUN(if (alone) data[at] else data[at, , drop = FALSE], ...), simplify = simplify)
  structure(ans, call = match.call(), class = "by")
}

print.by <- function(x, ..., vsep) {
  if (missing(vsep)) vsep <- strrep("-", 0.75 * getOption("width"))
  dn <- dimnames(x)
  d <- dim(x)
  nm <- names(dn)
  cells <- expand.grid(dn, stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE)
  y <- unclass(x)
  for (i in seq_len(prod(d))) {
    if (i > 1L) cat(vsep, "\n")
    cat(paste0(nm, ": ", vapply(cells, function(col) as.character(col[i]), ""), collapse = "\n"), "\n", sep = "")
    value <- if (is.list(y)) y[[i]] else y[i]
    print(if (is.list(y)) value else unname(value), ...)
  }
  invisible(x)
}

merge <- function(x, y, ...) UseMethod("merge")

merge.default <- function(x, y, ...) merge(as.data.frame(x), as.data.frame(y), ...)

merge.data.frame <- function(x, y, by = intersect(names(x), names(y)), by.x = by, by.y = by, all = FALSE,
                             all.x = all, all.y = all, sort = TRUE, suffixes = c(".x", ".y"), no.dups = TRUE, ...) {
  y <- as.data.frame(y)
  if (length(by.x) != length(by.y)) stop("'by.x' and 'by.y' specify different numbers of columns")
  nx <- nrow(x)
  ny <- nrow(y)
  if (length(by.x) == 0L) {
    ix <- rep(seq_len(nx), ny)
    iy <- rep(seq_len(ny), each = nx)
    common <- intersect(names(x), names(y))
    if (length(common)) {
      names(x)[match(common, names(x))] <- paste0(common, suffixes[1L])
      names(y)[match(common, names(y))] <- paste0(common, suffixes[2L])
    }
    out <- cbind(x[ix, , drop = FALSE], y[iy, , drop = FALSE])
    row.names(out) <- NULL
    return(out)
  }
  if (any(c(by.x, by.y) %in% c("row.names", "0"))) {
    # the names of rows are a first column of their own
    rows <- function(d, by) if (any(by %in% c("row.names", "0"))) cbind(Row.names = I(row.names(d)), d) else d
    places <- function(d, by) {
      named <- by %in% c("row.names", "0")
      if (is.numeric(by)) by + any(named) else replace(by, named, "Row.names")
    }
    x <- rows(x, by.x)
    y <- rows(y, by.y)
    by.x <- places(x, by.x)
    by.y <- places(y, by.y)
  }
  unfit <- function(by, side) stop(simpleError("'by' must specify a uniquely valid column",
                                               call("fix.by", as.name(paste0("by.", side)), as.name(side))))
  by.x <- if (is.numeric(by.x)) by.x else match(by.x, names(x))
  if (anyNA(by.x)) unfit(by.x, "x")
  by.y <- if (is.numeric(by.y)) by.y else match(by.y, names(y))
  if (anyNA(by.y)) unfit(by.y, "y")
  key <- rep.int(1L, nx + ny)
  for (k in seq_along(by.x)) {
    vx <- x[[by.x[k]]]
    vy <- y[[by.y[k]]]
    both <- if (is.factor(vx) || is.factor(vy)) c(as.character(vx), as.character(vy)) else c(vx, vy)
    code <- match(both, unique(both))
    key <- (key - 1) * (max(code, 0L)) + code
    key <- match(key, unique(key))
  }
  kx <- key[seq_len(nx)]
  ky <- key[nx + seq_len(ny)]
  ygroups <- .split_places(factor(ky, levels = seq_len(max(key, 0L))), ny)
  counts <- lengths(ygroups, use.names = FALSE)[kx]
  ix <- rep(seq_len(nx), counts)
  iy <- unlist(ygroups[kx], use.names = FALSE)
  if (is.null(iy)) iy <- integer()
  onlyx <- if (all.x) which(counts == 0L) else integer()
  onlyy <- if (all.y) which(!(ky %in% kx)) else integer()
  restx <- x[-by.x]
  resty <- y[-by.y]
  keys <- x[c(ix, onlyx), by.x, drop = FALSE]
  if (length(onlyy)) {
    ykeys <- y[onlyy, by.y, drop = FALSE]
    names(ykeys) <- names(keys)
    keys <- rbind(keys, ykeys)
  }
  if (sort && nrow(keys)) {
    if (sort) {
      matched <- seq_along(ix)
      o <- do.call(order, unname(lapply(keys[matched, , drop = FALSE], function(v) if (is.factor(v)) as.integer(v) else v)))
      extra <- seq_len(nrow(keys))[-matched]
      if (length(ix) == 0L) extra <- seq_len(nrow(keys))
      if (length(extra)) o <- do.call(order, unname(lapply(keys, function(v) if (is.factor(v)) as.integer(v) else v)))
    }
  } else o <- seq_len(nrow(keys))
  nxo <- length(onlyx)
  nyo <- length(onlyy)
  common <- intersect(names(restx), names(resty))
  nmx <- names(restx)
  nmy <- names(resty)
  keynames <- names(keys)
  if (length(common)) {
    nmx[match(common, nmx)] <- paste0(common, suffixes[1L])
    nmy[match(common, nmy)] <- paste0(common, suffixes[2L])
  }
  ixx <- c(ix, onlyx, rep(NA_integer_, nyo))
  iyy <- c(iy, rep(NA_integer_, nxo), onlyy)
  cols <- c(unclass(keys)[seq_along(by.x)],
            lapply(unclass(restx)[seq_along(nmx)], function(v) v[ixx]),
            lapply(unclass(resty)[seq_along(nmy)], function(v) v[iyy]))
  cols <- lapply(cols, function(v) v[o])
  names(cols) <- c(keynames, nmx, nmy)
  structure(cols, class = "data.frame", row.names = .set_row_names(length(o)))
}
