str <- function(object, ...) UseMethod("str")

str.default <- function(object, max.level = NA, vec.len = 4, digits.d = 3, give.attr = TRUE, give.head = TRUE,
                        indent.str = "", nest.lev = 0, comp.str = "$ ", no.list = FALSE, list.len = 99, ...) {
  .str(object, indent.str, nest.lev, max.level, vec.len, digits.d, give.attr, give.head, comp.str, list.len, no.list)
  invisible(NULL)
}

str.data.frame <- function(object, ...) str.default(object, ...)

.str <- function(x, indent, level, max.level, vec.len, digits, give.attr, give.head, comp, list.len, no.list = FALSE,
                 give.length = TRUE) {
  n <- length(x)
  if (is.null(x)) {
    cat(" NULL\n")
  } else if (is.function(x)) {
    cat("function (", paste(names(formals(x)), collapse = ", "), ")  \n", sep = "")
  } else if (is.data.frame(x)) {
    rows <- nrow(x)
    tibble <- inherits(x, "tbl_df")
    if (tibble) cat("tibble [", rows, " x ", n, "] (S3: ", paste(class(x), collapse = "/"), ")\n", sep = "")
    else cat("'data.frame':\t", rows, " obs. of  ", n, " variable", if (n != 1L) "s", if (n) ":", "\n", sep = "")
    .str_parts(x, indent, level, max.level, vec.len, digits, give.attr, comp, list.len)
  } else if (is.factor(x)) {
    labels <- levels(x)
    shown <- paste0("\"", labels, "\"")
    width <- 0
    keep <- 0L
    room <- getOption("width") - (4 + 5 * level + nchar("Factor w/ 10 levels ") + 13)
    for (k in seq_along(shown)) {
      width <- width + nchar(shown[k]) + 1
      if (width > room && k > 1L) break
      keep <- k
    }
    sep <- if (is.ordered(x)) "<" else ","
    text <- paste(shown[seq_len(keep)], collapse = sep)
    if (keep < length(shown)) text <- paste0(text, sep, "..")
    codes <- as.integer(x)
    m <- min(length(codes), 10L)
    cat(if (is.ordered(x)) " Ord.factor" else " Factor", " w/ ", length(labels), " level", if (length(labels) != 1L) "s", " ", text, ":",
        if (m) paste0(" ", paste(codes[seq_len(m)], collapse = " ")), if (length(codes) > m) " ...", "\n", sep = "")
  } else if (inherits(x, "Date")) {
    m <- min(n, 5L)
    cat(if (n == 1L) " Date[1:1], format: " else paste0(" Date[1:", n, "], format: "),
        paste0("\"", format(x[seq_len(m)]), "\"", collapse = " "), if (n > m) " ...", "\n", sep = "")
  } else if (is.list(x)) {
    cls <- oldClass(x)
    if (!no.list) {
      if (n == 0L) cat(" list()\n")
      else cat(if (level == 0 && indent == "") "" else "", "List of ", n, "\n", sep = "")
    }
    if (is.na(max.level) || level < max.level) .str_parts(x, indent, level, max.level, vec.len, digits, give.attr, comp, list.len)
    if (give.attr && !is.null(cls)) cat(indent, " - attr(*, \"class\")=", .str_text(cls, vec.len, digits, TRUE), "\n", sep = "")
  } else if (is.environment(x)) {
    cat("<environment>\n")
  } else if (is.symbol(x)) {
    cat(" symbol ", as.character(x), "\n", sep = "")
  } else if (inherits(x, "formula")) {
    cat("Class 'formula'  language ", paste(deparse(x), collapse = " "), "\n", sep = "")
    cat(indent, "  ..- attr(*, \".Environment\")=<environment: R_GlobalEnv> \n", sep = "")
  } else if (is.language(x)) {
    cat(" language ", deparse(x)[1L], "\n", sep = "")
  } else {
    cat(.str_text(x, vec.len, digits, give.head, give.length), "\n", sep = "")
    if (give.attr) {
      a <- attributes(x)
      a <- a[setdiff(names(a), c("dim", "class", "levels", "tsp"))]
      for (nm in names(a)) {
        cat(indent, " - attr(*, \"", nm, "\")=", sep = "")
        .str(a[[nm]], paste0(indent, "  .."), level + 1, max.level, vec.len, digits, give.attr, TRUE, comp, list.len)
      }
    }
  }
}

.str_parts <- function(x, indent, level, max.level, vec.len, digits, give.attr, comp, list.len) {
  n <- length(x)
  nm <- names(x)
  if (is.null(nm)) nm <- rep("", n)
  nm <- formatC(nm, width = -max(nchar(nm), 0L))
  items <- unclass(x)
  for (i in seq_len(min(n, list.len))) {
    cat(indent, " ", comp, nm[i], ":", sep = "")
    .str(items[[i]], paste(indent, ".."), level + 1, max.level, vec.len, digits, give.attr, TRUE, comp, list.len,
         give.length = !is.data.frame(x))
  }
  if (n > list.len) cat(indent, "  [list output truncated]\n", sep = "")
}

# type, extent and the first values of an atomic vector
.str_text <- function(x, vec.len, digits, give.head, give.length = TRUE) {
  n <- length(x)
  type <- if (is.logical(x)) "logi" else if (is.integer(x)) "int" else if (is.character(x)) "chr" else "num"
  d <- dim(x)
  named <- if (is.null(d) && !is.null(names(x))) "Named " else ""
  extent <- if (!is.null(d)) paste0(" [", paste0("1:", d, collapse = ", "), if (length(d) == 1L) "(1d)", "]")
    else if (n > 1L) { if (give.length) paste0(" [1:", n, "]") else " " } else if (n == 0L) "(0) " else ""
  values <- as.vector(x)
  names(values) <- NULL
  if (type == "chr") {
    m <- min(n, vec.len)
    shown <- ifelse(is.na(values[seq_len(m)]), "NA", paste0("\"", values[seq_len(m)], "\""))
  } else if (type == "num") {
    start <- values[seq_len(min(n, round(2.5 * vec.len)))]
    known <- start[!is.na(start)]
    brief <- all(abs(known - signif(known, digits)) <= .Machine$double.eps)
    m <- min(n, if (brief) round(2.5 * vec.len) else round(1.25 * vec.len))
    shown <- .drop_zeros(format(values[seq_len(m)], digits = digits, trim = TRUE))
  } else {
    m <- min(n, round(vec.len * if (type == "logi") 1.5 else 2.5))
    shown <- as.character(values[seq_len(m)])
    shown[is.na(shown)] <- "NA"
  }
  head <- if (give.head) paste0(named, type, extent) else ""
  cls <- oldClass(x)
  if (!is.null(cls)) head <- paste0("'", paste(cls, collapse = "', '"), "' ", head)
  paste0(" ", head, if (n && give.head) " ", paste(shown, collapse = " "), if (n > m) " ...")
}

.drop_zeros <- function(words) {
  point <- grepl(".", words, fixed = TRUE)
  words[point] <- sub("\\.?0+(e|$)", "\\1", words[point])
  words
}
