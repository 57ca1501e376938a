readLines <- function(con = stdin(), n = -1L, ok = TRUE, warn = TRUE, encoding = "unknown", skipNul = FALSE) {
  .only_unicode("encoding", encoding)
  if (.keeps_place(con)) {
    all <- con$lines
    from <- con$at
    take <- if (n < 0L) length(all) - from else min(n, length(all) - from)
    con$at <- from + take
    return(all[from + seq_len(take)])
  }
  path <- .path_of(con)
  if (is.character(con) && !path %in% c("stdin", "")) .must_exist(path, quote(file(con, "r")))
  lines <- .lines_of(.file_text(path))
  if (n >= 0L) lines[seq_len(min(n, length(lines)))] else lines
}

.must_exist <- function(path, where) if (!file.exists(path)) {
  warning(simpleWarning(paste0("cannot open file '", path, "': No such file or directory"), where))
  stop(simpleError("cannot open the connection", where))
}

# Whether reading goes on where it stopped; a file read for the first time is loaded.
.keeps_place <- function(con) {
  if (inherits(con, "textConnection")) return(TRUE)
  if (!inherits(con, "file") || !startsWith(con$open, "r")) return(FALSE)
  if (is.null(con$at)) {
    con$lines <- .lines_of(.file_text(con$path))
    con$at <- 0L
  }
  TRUE
}

.path_of <- function(con) if (is.character(con)) con else if (inherits(con, "file")) con$path else stop("invalid connection")

file <- function(description = "", open = "", ...) {
  con <- new.env()
  con$path <- description
  con$open <- open
  con$started <- FALSE
  if (startsWith(open, "r") && nzchar(description) && !description %in% c("stdin", "clipboard") && !file.exists(description)) {
    warning("cannot open file '", description, "': No such file or directory")
    stop("cannot open the connection")
  }
  structure(con, class = c("file", "connection"))
}

gzfile <- function(description, open = "", ...) file(description, open)

url <- function(description, ...) .unsupported("connections to the network are not supported")

textConnection <- function(object, open = "r", ...) {
  con <- new.env()
  con$lines <- unlist(strsplit(as.character(object), "\n", fixed = TRUE))
  con$at <- 0L
  structure(con, class = c("textConnection", "connection"))
}

close <- function(con, ...) invisible(NULL)

open <- function(con, open = "r", ...) {
  if (inherits(con, "file")) con$open <- open
  invisible(NULL)
}

.text_of <- function(file, text) {
  if (!is.null(text)) return(paste(text, collapse = "\n"))
  if (.keeps_place(file)) return(paste(tail(file$lines, length(file$lines) - file$at), collapse = "\n"))
  .file_text(.path_of(file))
}

writeLines <- function(text, con = stdout(), sep = "\n", useBytes = FALSE) {
  all <- paste0(text, sep, collapse = "")
  if (!length(text)) all <- ""
  if (is.character(con) || inherits(con, "file")) {
    again <- !is.character(con) && (con$started || startsWith(con$open, "a"))
    .write_text(.path_of(con), all, again)
    if (!is.character(con)) con$started <- TRUE
  } else if (inherits(con, "stderr")) message(all, appendLF = FALSE)
  else cat(all)
  invisible(NULL)
}

stdout <- function() structure(1L, class = c("terminal", "connection"))

stderr <- function() structure(2L, class = c("stderr", "terminal", "connection"))

scan <- function(file = "", what = double(), nmax = -1L, n = -1L, sep = "", quote = if (identical(sep, "\n")) "" else "'\"",
                 dec = ".", skip = 0L, nlines = 0L, na.strings = "NA", quiet = FALSE, text, comment.char = "", ...) {
  all <- .text_of(file, if (missing(text)) NULL else text)
  if (skip > 0) all <- paste(.lines_of(all)[-seq_len(skip)], collapse = "\n")
  if (nlines > 0) all <- paste(head(.lines_of(all), nlines), collapse = "\n")
  parts <- .fields(all, if (sep == "\n") "\r" else sep, quote, comment.char, TRUE, TRUE, -1L)$fields
  if (sep == "\n") parts <- .lines_of(all)
  if (is.list(what)) {
    k <- length(what)
    out <- lapply(seq_len(k), function(j) .as_scanned(parts[seq(j, length(parts), by = k)], what[[j]], na.strings))
    names(out) <- names(what)
    if (!quiet) message("Read ", length(out[[1L]]), " record", if (length(out[[1L]]) != 1L) "s")
    return(out)
  }
  if (n >= 0L) parts <- parts[seq_len(min(n, length(parts)))]
  out <- .as_scanned(parts, what, na.strings)
  if (!quiet) message("Read ", length(out), " item", if (length(out) != 1L) "s")
  out
}

.as_scanned <- function(parts, what, na.strings) {
  parts[parts %in% na.strings] <- NA
  if (is.character(what)) return(parts)
  wrong <- is.na(suppressWarnings(as.numeric(parts))) & !is.na(parts)
  if (!is.logical(what) && any(wrong)) stop(gettextf("scan() expected 'a real', got '%s'", parts[wrong][1L]))
  if (is.integer(what)) as.integer(parts) else if (is.logical(what)) as.logical(parts) else as.numeric(parts)
}

load <- function(file, envir = parent.frame(), verbose = FALSE) {
  values <- .load(file)
  for (n in names(values)) assign(n, values[[n]], envir = envir)
  invisible(names(values))
}

save <- function(..., list = character(), file = stop("'file' must be specified"), ascii = FALSE, version = NULL,
                 envir = parent.frame(), compress = TRUE) {
  names <- c(vapply(as.list(substitute(list(...)))[-1L], as.character, ""), list)
  .save(names, lapply(names, get, envir = envir), file, compress)
  invisible(NULL)
}

file.info <- function(..., extra_cols = TRUE) {
  names <- c(...)
  data.frame(size = vapply(names, .file_size, 0), isdir = dir.exists(names), row.names = names)
}

file.size <- function(...) vapply(c(...), .file_size, 0, USE.NAMES = FALSE)

tempfile <- function(pattern = "file", tmpdir = tempdir(), fileext = "") {
  n <- max(length(pattern), length(tmpdir), length(fileext))
  paste0(rep_len(tmpdir, n), "/", rep_len(pattern, n), vapply(seq_len(n), function(i) .unused_name(), ""), rep_len(fileext, n))
}

path.expand <- function(path) path

# The session's own input, read on from where the last reading ended.
.input <- new.env()

stdin <- function() {
  if (is.null(.input$place)) .input$place <- file("stdin", "r")
  .input$place
}

source <- function(file, local = FALSE, echo = verbose, print.eval = echo, exprs, spaced = use_file, verbose = FALSE,
                   prompt.echo = getOption("prompt"), max.deparse.length = 150, width.cutoff = 60L,
                   deparseCtrl = "showAttributes", chdir = FALSE, encoding = "unknown",
                   continue.echo = getOption("continue"), skip.echo = 0, keep.source = FALSE) {
  use_file <- missing(exprs)
  where <- if (isTRUE(local)) parent.frame() else if (isFALSE(local)) globalenv() else if (is.environment(local)) local
    else stop("'local' must be TRUE, FALSE or an environment")
  if (!use_file) {
    lines <- unlist(lapply(exprs, deparse))
    name <- ""
  } else {
    name <- if (is.character(file)) file else if (inherits(file, "file")) file$path else ""
    lines <- .source_lines(file, name)
  }
  if (chdir && nzchar(name)) {
    before <- setwd(dirname(name))
    on.exit(setwd(before))
  }
  out <- .run_source(paste(lines, collapse = "\n"), name, where, echo, print.eval, prompt.echo, continue.echo, max.deparse.length)
  if (is.character(out)) stop(out)
  invisible(out)
}

sys.source <- function(file, envir = baseenv(), chdir = FALSE, keep.source = FALSE, toplevel.env = as.environment(envir)) {
  if (!is.character(file) || !file.exists(file)) stop(gettextf("'%s' is not an existing file", file))
  source(file, as.environment(envir), chdir = chdir)
  invisible()
}

.source_lines <- function(file, name) {
  if (is.character(file) && nzchar(file) && !grepl("^(https?|ftp|file)://", file)) .must_exist(file, quote(file(filename, "r", encoding = encoding)))
  readLines(if (is.character(file) && !nzchar(file)) stdin() else file)
}
