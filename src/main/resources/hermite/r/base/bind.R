cbind <- function(..., deparse.level = 1) {
  args <- list(...)
  labels <- .bind_labels(args, as.list(substitute(list(...)))[-1L], deparse.level)
  if (.any_frame(args)) {
    names(args) <- ifelse(vapply(args, is.data.frame, NA) | vapply(args, is.matrix, NA), "", labels)
    args <- args[!vapply(args, is.null, NA)]
    return(tryCatch(do.call(data.frame, c(args, check.names = FALSE)), error = function(e) {
      e$call <- quote(data.frame(..., check.names = FALSE))
      stop(e)
    }))
  }
  method <- .bind_method("cbind", args)
  if (!is.null(method)) return(method(..., deparse.level = deparse.level))
  .bind(args, labels, TRUE)
}

rbind <- function(..., deparse.level = 1) {
  args <- list(...)
  if (.any_frame(args)) return(.rbind_frames(args))
  method <- .bind_method("rbind", args)
  if (!is.null(method)) return(method(..., deparse.level = deparse.level))
  .bind(args, .bind_labels(args, as.list(substitute(list(...)))[-1L], deparse.level), FALSE)
}

cbind.data.frame <- function(..., deparse.level = 1) data.frame(..., check.names = FALSE)

rbind.data.frame <- function(..., deparse.level = 1) .rbind_frames(list(...))

# The method of the first class that has one.
.bind_method <- function(generic, args) {
  for (a in args) if (is.object(a)) for (class in oldClass(a)) {
    name <- paste(generic, class, sep = ".")
    if (exists(name, envir = globalenv(), mode = "function")) return(get(name, envir = globalenv(), mode = "function"))
    if (exists(name, mode = "function")) return(get(name, mode = "function"))
  }
  NULL
}
.any_frame <- function(args) {
  for (a in args) if (is.data.frame(a)) return(TRUE)
  FALSE
}

.bind_labels <- function(args, exprs, level) {
  labels <- names(args)
  if (is.null(labels)) labels <- rep("", length(args))
  if (level > 0 && length(exprs) == length(args))
    for (i in seq_along(args)) if (!nzchar(labels[i]) && is.name(exprs[[i]])) labels[i] <- as.character(exprs[[i]])
  labels
}

.rbind_frames <- function(args) {
  args <- args[vapply(args, function(a) !is.null(a) && (!is.data.frame(a) || length(a) > 0L), NA)]
  if (!length(args)) return(data.frame())
  first <- NULL
  for (a in args) if (is.data.frame(a)) {
    first <- a
    break
  }
  heads <- names(first)
  nc <- length(heads)
  parts <- lapply(args, function(a) {
    if (is.data.frame(a)) {
      if (length(a) != nc) stop(simpleError("numbers of columns of arguments do not match", quote(rbind(deparse.level, ...))))
      at <- match(heads, names(a))
      if (anyNA(at)) stop(simpleError("names do not match previous names", quote(match.names(clabs, names(xi)))))
      list(cols = unclass(a)[at], n = nrow(a), rn = if (is.character(attr(a, "row.names"))) row.names(a))
    } else if (is.list(a)) {
      cols <- if (!is.null(names(a)) && all(heads %in% names(a))) a[heads] else a
      list(cols = cols, n = max(lengths(cols)), rn = NULL)
    } else if (is.matrix(a)) {
      list(cols = lapply(seq_len(ncol(a)), function(j) as.vector(a[, j])), n = nrow(a), rn = rownames(a))
    } else list(cols = as.list(rep_len(a, nc)), n = 1L, rn = NULL)
  })
  labels <- names(args)
  out <- vector("list", nc)
  for (j in seq_len(nc)) {
    pieces <- lapply(parts, function(p) p$cols[[j]])
    template <- first[[j]]
    out[[j]] <- if (is.factor(template)) {
      levels <- levels(template)
      for (p in pieces) levels <- c(levels, setdiff(if (is.factor(p)) levels(p) else unique(as.character(p[!is.na(p)])), levels))
      f <- factor(unlist(lapply(pieces, as.character)), levels = levels, ordered = is.ordered(template))
      f
    } else if (is.object(template)) do.call(c, pieces)
    else unlist(lapply(pieces, function(p) if (is.factor(p)) as.character(p) else p), use.names = FALSE)
    if (is.null(out[[j]])) out[[j]] <- template
  }
  names(out) <- heads
  total <- sum(vapply(parts, function(p) as.integer(p$n), 0L))
  named <- vapply(parts, function(p) !is.null(p$rn), NA)
  rn <- NULL
  if (any(named) || (!is.null(labels) && any(nzchar(labels)))) {
    at <- 0L
    rn <- character()
    for (i in seq_along(parts)) {
      p <- parts[[i]]
      label <- if (is.null(labels)) "" else labels[i]
      own <- if (!is.null(p$rn)) p$rn
        else if (nzchar(label) && p$n == 1L) label
        else if (nzchar(label)) paste(label, seq_len(p$n), sep = ".")
        else as.character(at + seq_len(p$n))
      if (!is.null(p$rn) && nzchar(label)) own <- paste(label, p$rn, sep = ".")
      rn <- c(rn, own)
      at <- at + p$n
    }
    rn <- make.unique(rn, sep = "")
  }
  structure(out, class = oldClass(first), row.names = if (is.null(rn)) .set_row_names(total) else rn)
}
