trimws <- function(x, which = c("both", "left", "right"), whitespace = "[ \t\r\n]") {
  which <- match.arg(which)
  if (which != "right") x <- sub(paste0("^", whitespace, "+"), "", x)
  if (which != "left") x <- sub(paste0(whitespace, "+$"), "", x)
  x
}

substring <- function(text, first, last = 1000000L) {
  n <- if (length(text)) max(length(text), length(first), length(last)) else 0L
  if (length(text) && length(text) < n) text <- rep_len(text, n)
  substr(text, rep_len(as.integer(first), n), rep_len(as.integer(last), n))
}

`substring<-` <- function(text, first, last = 1000000L, value) {
  substr(text, first, last) <- value
  text
}

toString <- function(x, ...) UseMethod("toString")

toString.default <- function(x, sep = ", ", collapse, ...) paste(x, collapse = sep)

noquote <- function(obj, right = FALSE) {
  if (!inherits(obj, "noquote")) class(obj) <- c(attr(obj, "class"), if (right) c(right = "noquote") else "noquote")
  obj
}

print.noquote <- function(x, quote = FALSE, right = FALSE, ...) {
  cl <- setdiff(class(x), "noquote")
  attr(x, "class") <- NULL
  if (!identical(cl, class(x)) && length(cl) && !(cl[1L] %in% c("matrix", "array", "character", "logical", "numeric", "integer")))
    class(x) <- cl
  print(x, quote = quote, right = right, ...)
  invisible(x)
}

`[.noquote` <- function(x, ...) {
  attr <- attributes(x)
  r <- unclass(x)[...]
  structure(r, class = "noquote")
}

as.matrix.noquote <- function(x, ...) noquote(NextMethod("as.matrix", x))

regmatches <- function(x, m, invert = FALSE) {
  if (is.list(m)) {
    out <- lapply(seq_along(x), function(i) {
      at <- m[[i]]
      if (length(at) == 0L || is.na(at[1L])) return(if (invert) x[i] else character())
      len <- attr(at, "match.length")
      if (invert) {
        if (at[1L] == -1L) return(x[i])
        starts <- c(1L, at + len)
        ends <- c(at - 1L, nchar(x[i]))
        return(substring(x[i], starts, ends))
      }
      if (at[1L] == -1L) character() else substring(x[i], at, at + len - 1L)
    })
    names(out) <- names(x)
    out
  } else {
    if (invert) {
      lapply(seq_along(x), function(i) {
        if (is.na(m[i]) || m[i] == -1L) return(x[i])
        len <- attr(m, "match.length")[i]
        c(substr(x[i], 1L, m[i] - 1L), substr(x[i], m[i] + len, nchar(x[i])))
      })
    } else {
      found <- !is.na(m) & m > -1L
      substring(x[found], m[found], m[found] + attr(m, "match.length")[found] - 1L)
    }
  }
}

`regmatches<-` <- function(x, m, invert = FALSE, value) {
  if (is.list(m)) {
    for (i in seq_along(x)) {
      at <- m[[i]]
      if (is.na(at[1L]) || at[1L] == -1L) next
      len <- attr(at, "match.length")
      pieces <- substring(x[i], c(1L, at + len), c(at - 1L, nchar(x[i])))
      x[i] <- paste0(c(rbind(pieces, c(rep_len(value[[i]], length(at)), ""))), collapse = "")
    }
  } else {
    found <- which(!is.na(m) & m > -1L)
    value <- rep_len(value, length(found))
    len <- attr(m, "match.length")
    for (k in seq_along(found)) {
      i <- found[k]
      x[i] <- paste0(substr(x[i], 1L, m[i] - 1L), value[k], substr(x[i], m[i] + len[i], nchar(x[i])))
    }
  }
  x
}

sQuote <- function(x, q = TRUE) if (isFALSE(q)) paste0("'", x, "'") else paste0("\u2018", x, "\u2019")

dQuote <- function(x, q = TRUE) if (isFALSE(q)) paste0("\"", x, "\"") else paste0("\u201c", x, "\u201d")

shQuote <- function(string, type = "sh")
  ifelse(grepl("'", string, fixed = TRUE), paste0("\"", gsub("([\"$`\\])", "\\\\\\1", string), "\""), paste0("'", string, "'"))

strwrap <- function(x, width = 0.9 * getOption("width"), indent = 0, exdent = 0, prefix = "", simplify = TRUE,
                    initial = prefix) {
  indentString <- strrep(" ", indent)
  exdentString <- strrep(" ", exdent)
  if (nzchar(prefix)) width <- width - nchar(prefix)
  all <- list()
  for (k in seq_along(x)) {
    lines <- character()
    for (para in strsplit(x[k], "\n[ \t\n]*\n", perl = TRUE)[[1L]]) {
      # double blanks are kept after the end of a sentence
      words <- strsplit(trimws(para), "[ \t\n]", perl = TRUE)[[1L]]
      doubled <- c(!nzchar(words[-1L]), FALSE)[nzchar(words)]
      words <- words[nzchar(words)]
      gaps <- ifelse(doubled & grepl("[.?!][)\"']*$", words), "  ", " ")
      if (!length(words)) {
        lines <- c(lines, "")
        next
      }
      current <- words[1L]
      used <- indent + nchar(words[1L])
      pad <- indentString
      for (i in seq_along(words)[-1L]) {
        w <- words[i]
        gap <- gaps[i - 1L]
        if (used + nchar(gap) + nchar(w) < width) {
          current <- paste0(current, gap, w)
          used <- used + nchar(gap) + nchar(w)
        } else {
          lines <- c(lines, paste0(pad, current))
          pad <- exdentString
          current <- w
          used <- exdent + nchar(w)
        }
      }
      lines <- c(lines, paste0(pad, current))
    }
    if (!length(lines)) lines <- ""
    all[[k]] <- paste0(if (k == 1L) c(initial, rep_len(prefix, length(lines) - 1L)) else prefix, lines)
  }
  if (simplify) as.character(unlist(all)) else all
}

formatDL <- function(x, y, width = 0.9 * getOption("width"), indent = max(width / 3, 8), ...)
  paste0(formatC(x, width = -indent), y)

abbreviate <- function(names.arg, minlength = 4L, use.classes = TRUE, dot = FALSE, strict = FALSE, method = "left.kept",
                       named = TRUE) {
  one <- function(s, minlength) {
    if (is.na(s) || nchar(s) <= minlength) return(s)
    drop <- function(chars, which) {
      for (i in rev(seq_along(chars))) {
        if (sum(chars != " ") <= minlength) break
        first <- i == 1L || chars[i - 1L] == " "
        if (!first && chars[i] != " " && which(chars[i])) {
          chars <- chars[-i]
        }
      }
      chars
    }
    chars <- strsplit(s, "")[[1L]]
    chars <- drop(chars, function(ch) ch %in% c("a", "e", "i", "o", "u"))
    chars <- drop(chars, function(ch) ch %in% letters)
    chars <- drop(chars, function(ch) TRUE)
    gsub(" ", "", paste(chars, collapse = ""))
  }
  wanted <- as.character(names.arg)
  different <- unique(wanted)
  short <- vapply(different, one, "", minlength, USE.NAMES = FALSE)
  # those that coincide are left longer
  while (!strict && any(same <- short %in% short[duplicated(short)])) {
    minlength <- minlength + 1L
    short[same] <- vapply(different[same], one, "", minlength, USE.NAMES = FALSE)
  }
  out <- short[match(wanted, different)]
  if (named) names(out) <- names.arg
  out
}

basename <- function(path) {
  path <- sub("/+$", "", path)
  sub("^.*/", "", path)
}

dirname <- function(path) {
  path <- sub("/+$", "", path)
  ifelse(grepl("/", path, fixed = TRUE), sub("/[^/]*$", "", path), ".")
}

file.path <- function(..., fsep = "/") paste(..., sep = fsep)

format.Date <- function(x, ...) {
  y <- strftime(x, ...)
  names(y) <- names(x)
  y
}

rawToChar <- function(x, multiple = FALSE) intToUtf8(as.integer(x))

ngettext <- function(n, msg1, msg2, domain = NULL) if (n == 1) msg1 else msg2

gettext <- function(..., domain = NULL, trim = TRUE) unlist(lapply(list(...), as.character))

# text is Unicode throughout: nothing is converted
iconv <- function(x, from = "", to = "", sub = NA, mark = TRUE, toRaw = FALSE) {
  if (toRaw) .unsupported("toRaw = TRUE is not supported")
  .only_unicode("from", from)
  .only_unicode("to", to)
  if (!is.na(sub)) warning("argument 'sub' is not used: text is Unicode throughout", call. = FALSE)
  x
}

.only_unicode <- function(argument, encoding)
  if (!(toupper(encoding) %in% c("", "UNKNOWN", "NATIVE.ENC", "UTF-8", "UTF8", "UTF-8-BOM")))
    warning(gettextf("argument '%s' = \"%s\" is not used: text is Unicode (UTF-8) throughout", argument, encoding), call. = FALSE)

# How many changes of each kind max.distance allows: fractions are of the pattern's length, rounded up.
.most_changes <- function(pattern, max.distance) {
  n <- nchar(pattern)
  count <- function(v) if (v < 1) ceiling(v * n) else v
  if (!is.list(max.distance)) return(rep(count(max.distance), 4L))
  kinds <- c("insertions", "deletions", "substitutions", "all", "cost")
  at <- pmatch(names(max.distance), kinds)
  if (anyNA(at)) stop("unknown components in 'max.distance' list")
  given <- structure(lapply(max.distance, count), names = kinds[at])
  all <- if (!is.null(given$all)) given$all else if (!is.null(given$cost)) given$cost else count(0.1)
  vapply(kinds[1:4], function(k) min(all, if (is.null(given[[k]])) all else given[[k]]), 0, USE.NAMES = FALSE)
}
agrepl <- function(pattern, x, max.distance = 0.1, costs = NULL, ignore.case = FALSE, fixed = TRUE, useBytes = FALSE) {
  if (!is.null(costs)) .unsupported("agrep(costs =) is not supported")
  if (!fixed) .unsupported("agrep(fixed = FALSE) is not supported")
  x <- as.character(x)
  most <- .most_changes(pattern, max.distance)
  if (ignore.case) .alike(tolower(pattern), tolower(x), most) else .alike(pattern, x, most)
}
agrep <- function(pattern, x, max.distance = 0.1, costs = NULL, ignore.case = FALSE, value = FALSE, fixed = TRUE, useBytes = FALSE) {
  found <- which(agrepl(pattern, x, max.distance, costs, ignore.case, fixed))
  if (value) x[found] else found
}
Encoding <- function(x) ifelse(nchar(x, "bytes") > nchar(x), "UTF-8", "unknown")
`Encoding<-` <- function(x, value) x
