# What one asks of the session, of packages and of names; small tools for text and time.

compareVersion <- function(a, b) as.integer(.compare_versions(unclass(numeric_version(a))[[1L]], unclass(numeric_version(b))[[1L]]))
hasName <- function(x, name) match(name, names(x), nomatch = 0L) > 0L
getS3method <- function(f, class, optional = FALSE, envir = parent.frame()) {
  name <- paste(f, class, sep = ".")
  if (exists(name, mode = "function")) return(get(name, mode = "function"))
  if (optional) NULL else stop(gettextf("S3 method '%s' not found", name), domain = NA)
}
getAnywhere <- function(x) {
  name <- if (is.character(x)) x else as.character(substitute(x))
  homes <- .packages_with(name)
  where <- paste0(ifelse(homes %in% .packages(), "package:", "namespace:"), homes)
  objs <- lapply(homes, function(h) get(name, envir = asNamespace(h)))
  if (exists(name, envir = globalenv(), inherits = FALSE)) {
    where <- c(".GlobalEnv", where)
    objs <- c(list(get(name, envir = globalenv())), objs)
  }
  structure(list(name = name, objs = objs, where = where, visible = !startsWith(where, "namespace:"), dups = rep(FALSE, length(where))),
    class = "getAnywhere")
}
print.getAnywhere <- function(x, ...) {
  n <- length(x$objs)
  if (n == 0L) cat("no object named", sQuote(x$name), "was found\n")
  else if (n == 1L) {
    cat("A single object matching", sQuote(x$name), "was found\n")
    cat("It was found in the following places\n")
    cat(paste0("  ", x$where), sep = "\n")
    cat("with value\n\n")
    print(x$objs[[1L]])
  } else {
    cat(n, "differing objects matching", sQuote(x$name), "were found\n")
    cat("in the following places\n")
    cat(paste0("  ", x$where), sep = "\n")
    cat("Use [] to view one of them\n")
  }
  invisible(x)
}
.packages <- function(...) sub("package:", "", grep("^package:", search(), value = TRUE))
methods <- function(generic.function, class) {
  all <- unique(c(.function_names(), ls(globalenv())))
  if (!missing(generic.function)) {
    generic <- if (is.character(generic.function)) generic.function else deparse(substitute(generic.function))
    found <- all[startsWith(all, paste0(generic, "."))]
  } else {
    generic <- NULL
    class <- if (is.character(class)) class else deparse(substitute(class))
    found <- all[endsWith(all, paste0(".", class))]
  }
  found <- found[order(tolower(found))]
  structure(found, byclass = is.null(generic), class = "MethodsFunction")
}
format.MethodsFunction <- function(x, ...) {
  shown <- vapply(unclass(x), function(n) exists(n, mode = "function", envir = globalenv()), NA)
  paste0(as.vector(unclass(x)), ifelse(shown, "", "*"))
}
print.MethodsFunction <- function(x, ...) {
  if (length(x)) {
    print(noquote(format.MethodsFunction(x)))
    cat("see '?methods' for accessing help and source code\n")
  } else cat("no methods found\n")
  invisible(x)
}
isS3method <- function(method, f, class, envir = parent.frame()) {
  if (missing(method)) method <- paste(f, class, sep = ".")
  parts <- strsplit(method, ".", fixed = TRUE)[[1L]]
  for (i in seq_len(length(parts) - 1L)) {
    generic <- paste(parts[seq_len(i)], collapse = ".")
    if (exists(generic, mode = "function") && exists(method, mode = "function")) return(TRUE)
  }
  FALSE
}
isS3stdGeneric <- function(f) {
  out <- is.call(body(f)) && any(all.names(body(f)) == "UseMethod")
  structure(out, names = as.character(substitute(f)))
}
apropos <- function(what, ignore.case = TRUE, ...) {
  all <- unique(c(ls(globalenv()), unlist(lapply(.packages(), function(p) ls(asNamespace(p))))))
  sort(grep(what, all, ignore.case = ignore.case, value = TRUE))
}
pos.to.env <- function(x) as.environment(x)
file_test <- function(op, x, y) {
  switch(op, "-f" = file.exists(x) & !dir.exists(x), "-d" = dir.exists(x), "-x" = , "-r" = , "-w" = file.exists(x),
         stop(gettextf("test '%s' is not available", op), domain = NA))
}
URLencode <- function(URL, reserved = FALSE, repeated = FALSE) {
  safe <- if (reserved) "[A-Za-z0-9._~-]" else "[A-Za-z0-9._~!$&'()*+,;=:/?@#-]"
  vapply(strsplit(URL, ""), function(chars) paste0(ifelse(grepl(safe, chars), chars, sprintf("%%%02X", utf8ToInt_each(chars))), collapse = ""), "")
}
utf8ToInt_each <- function(chars) vapply(chars, function(c) utf8ToInt(c)[1L], 1L)
URLdecode <- function(URL) {
  pieces <- gregexpr("%[0-9A-Fa-f]{2}", URL)
  regmatches(URL, pieces) <- lapply(regmatches(URL, pieces), function(m) {
    vapply(m, function(h) intToUtf8(strtoi(substr(h, 2L, 3L), 16L)), "")
  })
  URL
}
strcapture <- function(pattern, x, proto, perl = FALSE) {
  found <- regmatches(x, regexec(pattern, x))
  out <- lapply(seq_along(proto), function(k) {
    text <- vapply(found, function(m) if (length(m)) m[k + 1L] else NA_character_, "")
    as(text, class(proto[[k]])[1L])
  })
  as.data.frame(setNames(out, names(proto)), optional = TRUE)
}
ls.str <- function(pos = -1, envir = parent.frame(), ...) {
  structure(ls(envir), envir = envir, class = "ls_str")
}
print.ls_str <- function(x, ...) {
  for (name in unclass(x)) {
    cat(name, ": ")
    str(get(name, envir = attr(x, "envir")))
  }
  invisible(x)
}
read.fwf <- function(file, widths, header = FALSE, sep = "\t", skip = 0, n = -1, col.names, ...) {
  lines <- readLines(file)
  if (skip > 0) lines <- lines[-seq_len(skip)]
  if (n >= 0) lines <- lines[seq_len(min(n, length(lines)))]
  ends <- cumsum(abs(widths))
  begins <- ends - abs(widths) + 1
  kept <- which(widths > 0)
  if (missing(col.names)) col.names <- paste0("V", seq_along(kept))
  columns <- lapply(kept, function(k) type.convert(trimws(substr(lines, begins[k], ends[k])), as.is = TRUE))
  as.data.frame(setNames(columns, col.names), optional = TRUE)
}
read.delim2 <- function(file, header = TRUE, sep = "\t", dec = ",", ...) read.table(file, header = header, sep = sep, dec = dec, ...)

# A bar of = signs that fills a line (style 3 counts in per cent).
txtProgressBar <- function(min = 0, max = 1, initial = 0, char = "=", width = NA, title, label, style = 1, file = "") {
  bar <- new.env()
  bar$min <- min
  bar$max <- max
  bar$value <- initial
  bar$shown <- 0L
  bar$style <- style
  bar$char <- char
  bar$width <- if (is.na(width)) getOption("width") - (if (style == 3) 10L else 0L) else width
  structure(bar, class = "txtProgressBar")
  bar <- structure(list(state = bar), class = "txtProgressBar")
  .draw_bar(bar$state)
  bar
}
.draw_bar <- function(bar) {
  share <- (bar$value - bar$min) / (bar$max - bar$min)
  count <- round(bar$width * share)
  if (bar$style == 3) cat("\r  |", strrep(bar$char, count), strrep(" ", bar$width - count), sprintf("| %3.0f%%", 100 * share), sep = "")
  else if (count > bar$shown) {
    cat(strrep(bar$char, count - bar$shown))
    bar$shown <- count
  }
}
setTxtProgressBar <- function(pb, value, title = NULL, label = NULL) {
  old <- pb$state$value
  pb$state$value <- min(max(value, pb$state$min), pb$state$max)
  .draw_bar(pb$state)
  invisible(old)
}
getTxtProgressBar <- function(pb) pb$state$value
close.txtProgressBar <- function(con, ...) {
  cat("\n")
  invisible(NULL)
}
packageVersion <- function(pkg, lib.loc = NULL) {
  if (pkg %in% c("base", "stats", "utils", "graphics", "methods", "tools", "grDevices", "datasets")) return(getRversion())
  .unsupported("versions of packages other than R's own are not known")
}
find <- function(what, mode = "any", numeric = FALSE, simple.words = TRUE) {
  places <- search()
  there <- vapply(seq_along(places), function(i) {
    place <- if (i == 1L) globalenv() else tryCatch(as.environment(places[i]), error = function(e) NULL)
    is.environment(place) && exists(what, envir = place, inherits = FALSE, mode = mode)
  }, NA)
  if (numeric) structure(which(there), names = places[there]) else places[there]
}
# Pages of help are R's: a script that asks for one goes on.
.no_page <- function(topic) {
  name <- if (is.character(topic)) topic[1L] else paste(deparse(topic), collapse = " ")
  message("note: ", name, ": the help pages of R are not part of this program")
  invisible(NULL)
}
`?` <- function(e1, e2) .no_page(if (missing(e2)) substitute(e1) else substitute(e2))
help <- function(topic, package = NULL, ...) {
  if (missing(topic)) return(.no_page(if (missing(package)) "help" else substitute(package)))
  .no_page(substitute(topic))
}
help.search <- function(pattern, ...) .no_page(pattern)
vignette <- function(topic, ...) .no_page(if (missing(topic)) "vignettes" else topic)
