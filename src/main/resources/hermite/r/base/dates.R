as.Date <- function(x, ...) UseMethod("as.Date")

as.Date.default <- function(x, ...) {
  if (inherits(x, "Date")) x
  else if (is.null(x)) structure(numeric(), class = "Date")
  else if (is.logical(x) && all(is.na(x))) structure(as.numeric(x), class = "Date")
  else stop(gettextf("do not know how to convert '%s' to class %s", deparse1(substitute(x)), dQuote("Date")))
}

as.Date.numeric <- function(x, origin, ...) {
  if (missing(origin)) stop("'origin' must be supplied")
  as.Date(origin, ...) + x
}

as.Date.factor <- function(x, ...) as.Date(as.character(x), ...)

as.Date.character <- function(x, format, tryFormats = c("%Y-%m-%d", "%Y/%m/%d"), optional = FALSE, ...) {
  if (missing(format)) {
    known <- x[!is.na(x) & nzchar(x)]
    format <- NA
    if (length(known)) {
      for (f in tryFormats) if (!is.na(.read_time(known[1L], f, "UTC"))) {
        format <- f
        break
      }
      if (is.na(format)) {
        if (optional) return(structure(rep(NA_real_, length(x)), class = "Date"))
        stop(simpleError("character string is not in a standard unambiguous format", quote(charToDate(x))))
      }
    } else format <- tryFormats[1L]
  }
  structure(floor(.read_time(x, format, "UTC") / 86400), names = names(x), class = "Date")
}

as.Date.POSIXct <- function(x, tz = "UTC", ...) as.Date.character(.write_time(unclass(x), "%Y-%m-%d", tz), format = "%Y-%m-%d")

as.Date.POSIXlt <- function(x, ...) as.Date(as.POSIXct(x), ...)

strftime <- function(x, format = "", tz = "", usetz = FALSE, ...) {
  if (inherits(x, "Date")) {
    out <- .write_time(unclass(x) * 86400, if (identical(format, "")) "%Y-%m-%d" else format, "UTC")
  } else {
    if (is.character(x)) x <- as.POSIXct(x, tz = tz)
    out <- format.POSIXct(x, format, tz, usetz)
  }
  names(out) <- names(x)
  out
}

as.character.Date <- function(x, ...) unname(format.Date(x, ...))

print.Date <- function(x, max = NULL, ...) {
  if (length(x) == 0L) cat("Date of length 0\n")
  else print(format.Date(x), quote = TRUE, ...)
  invisible(x)
}

summary.Date <- function(object, digits = 12L, ...) {
  x <- summary.default(unclass(object), digits = digits, ...)
  class(x) <- c("summaryDefault", "table", "Date")
  x
}

weekdays <- function(x, abbreviate = FALSE) format(x, if (abbreviate) "%a" else "%A")

months <- function(x, abbreviate = FALSE) format(x, if (abbreviate) "%b" else "%B")

quarters <- function(x, abbreviate) paste0("Q", (as.integer(format(x, "%m")) - 1L) %/% 3L + 1L)

julian <- function(x, ...) UseMethod("julian")

julian.Date <- function(x, origin = as.Date("1970-01-01"), ...) structure(as.numeric(unclass(x)) - as.numeric(unclass(origin)), origin = origin)

Ops.Date <- function(e1, e2) {
  if (!(.Generic %in% c("==", "!=", "<", "<=", ">", ">="))) stop(gettextf("%s not defined for \"Date\" objects", .Generic))
  if (is.character(e1)) e1 <- as.Date(e1)
  if (is.character(e2)) e2 <- as.Date(e2)
  plain <- function(x) structure(as.numeric(unclass(x)), names = names(x), dim = dim(x))
  get(.Generic)(plain(e1), plain(e2))
}

`+.Date` <- function(e1, e2) {
  days <- function(x) if (inherits(x, "difftime")) as.vector(as.numeric(x, units = "days")) else unclass(x)
  if (nargs() == 1) return(e1)
  if (inherits(e1, "Date") && inherits(e2, "Date")) stop("binary + is not defined for \"Date\" objects")
  structure(days(e1) + days(e2), class = "Date")
}

`-.Date` <- function(e1, e2) {
  if (nargs() == 1) stop("unary - is not defined for \"Date\" objects")
  if (inherits(e2, "Date")) return(difftime(e1, e2, units = "days"))
  if (inherits(e2, "difftime")) e2 <- as.vector(as.numeric(e2, units = "days"))
  structure(unclass(e1) - e2, class = "Date")
}

Summary.Date <- function(..., na.rm = FALSE) {
  if (!(.Generic %in% c("max", "min", "range"))) stop(gettextf("%s not defined for \"Date\" objects", .Generic))
  values <- unlist(lapply(list(...), unclass))
  structure(get(.Generic)(values, na.rm = na.rm), class = "Date")
}

round.Date <- function(x, ...) structure(NextMethod(), class = oldClass(x))

Math.Date <- function(x, ...) stop(gettextf("%s not defined for \"Date\" objects", .Generic))

`[.Date` <- function(x, ...) structure(unclass(x)[...], class = oldClass(x))

`[[.Date` <- function(x, ...) structure(unclass(x)[[...]], class = oldClass(x))

`[<-.Date` <- function(x, ..., value) {
  if (!length(value)) return(x)
  value <- unclass(as.Date(value))
  cl <- oldClass(x)
  x <- unclass(x)
  x[...] <- value
  structure(x, class = cl)
}

c.Date <- function(..., recursive = FALSE) structure(c(unlist(lapply(list(...), function(e) unclass(as.Date(e))))), class = "Date")

rep.Date <- function(x, ...) structure(rep(unclass(x), ...), class = "Date")

unique.Date <- function(x, ...) structure(unique(as.numeric(x)), class = "Date")

as.list.Date <- function(x, ...) lapply(unclass(x), structure, class = "Date")

is.numeric.Date <- function(x) FALSE

split.Date <- function(x, f, drop = FALSE, ...) lapply(split.default(unclass(x), f, drop), structure, class = "Date")

trunc.POSIXt <- function(x, units = c("secs", "mins", "hours", "days", "months", "years"), ...) {
  units <- match.arg(units)
  pattern <- switch(units, secs = "%Y-%m-%d %H:%M:%S", mins = "%Y-%m-%d %H:%M:00", hours = "%Y-%m-%d %H:00:00",
    days = "%Y-%m-%d 00:00:00", months = "%Y-%m-01 00:00:00", years = "%Y-01-01 00:00:00")
  tz <- attr(x, "tzone")
  strptime(format(x, pattern), "%Y-%m-%d %H:%M:%S", tz = if (is.null(tz)) "" else tz[1L])
}

round.POSIXt <- function(x, digits = c("secs", "mins", "hours", "days", "months", "years"), units = digits, ...) {
  units <- match.arg(units, c("secs", "mins", "hours", "days", "months", "years"))
  if (units %in% c("months", "years")) {
    low <- as.POSIXct(trunc.POSIXt(x, units))
    high <- as.POSIXct(trunc.POSIXt(low + if (units == "months") 32 * 86400 else 367 * 86400, units))
    nearer <- as.numeric(as.POSIXct(x)) - as.numeric(low) < as.numeric(high) - as.numeric(as.POSIXct(x))
    return(as.POSIXlt(if (nearer) low else high))
  }
  half <- switch(units, secs = 0.5, mins = 30, hours = 1800, days = 43200)
  trunc.POSIXt(as.POSIXct(x) + half, units)
}

trunc.Date <- function(x, units = "days", ...) switch(units[1L],
  days = structure(floor(unclass(x)), class = "Date"), months = as.Date(format(x, "%Y-%m-01")), years = as.Date(format(x, "%Y-01-01")))

seq.Date <- function(from, to, by, length.out = NULL, along.with = NULL, ...) {
  if (!is.null(along.with)) length.out <- length(along.with)
  if (missing(by)) by <- if (!missing(to) && !is.null(length.out)) (as.numeric(to) - as.numeric(from)) / (length.out - 1) else "day"
  if (inherits(by, "difftime")) by <- as.numeric(by, units = "days")
  if (is.numeric(by)) {
    out <- if (!missing(to)) {
      if (is.null(length.out)) seq.int(as.numeric(from), as.numeric(to), by)
      else seq.int(as.numeric(from), as.numeric(to), length.out = length.out)
    } else seq.int(as.numeric(from), by = by, length.out = length.out)
    return(structure(out, class = "Date"))
  }
  words <- strsplit(by, " ", fixed = TRUE)[[1L]]
  k <- if (length(words) == 2L) as.integer(words[1L]) else 1L
  unit <- sub("s$", "", words[length(words)])
  if (unit == "day" || unit == "week") {
    step <- k * if (unit == "week") 7 else 1
    out <- if (!missing(to)) seq.int(as.numeric(from), as.numeric(to), step)
      else seq.int(as.numeric(from), by = step, length.out = length.out)
    return(structure(out, class = "Date"))
  }
  step <- k * switch(unit, month = 1L, quarter = 3L, year = 12L, stop("invalid string for 'by'"))
  start <- as.integer(format(from, "%Y")) * 12L + as.integer(format(from, "%m")) - 1L
  day <- as.integer(format(from, "%d"))
  n <- if (!is.null(length.out)) length.out else {
    end <- as.integer(format(to, "%Y")) * 12L + as.integer(format(to, "%m")) - 1L
    (end - start) %/% step + 1L
  }
  at <- start + step * (seq_len(n) - 1L)
  out <- as.Date(sprintf("%d-%02d-01", at %/% 12L, at %% 12L + 1L)) + (day - 1)
  if (!missing(to)) out <- out[if (step > 0) out <= to else out >= to]
  out
}

cut.Date <- function(x, breaks, labels = NULL, ...) {
  if (is.character(breaks)) {
    unit <- sub("s$", "", breaks)
    start <- switch(unit, day = x, week = x - (as.integer(format(x, "%u")) - 1L),
                    month = as.Date(format(x, "%Y-%m-01")), year = as.Date(format(x, "%Y-01-01")))
    all <- seq.Date(min(start, na.rm = TRUE), max(start, na.rm = TRUE), by = unit)
    return(factor(format(start), levels = format(all)))
  }
  cut(as.numeric(x), as.numeric(breaks), labels = labels, right = FALSE, ...)
}

as.POSIXct <- function(x, tz = "", ...) UseMethod("as.POSIXct")

as.POSIXct.default <- function(x, tz = "", format, tryFormats = c("%Y-%m-%d %H:%M:%OS", "%Y/%m/%d %H:%M:%OS",
                               "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d"), origin = NULL, ...) {
  if (inherits(x, "POSIXct")) return(x)
  if (is.factor(x)) x <- as.character(x)
  if (is.character(x)) {
    if (missing(format)) {
      known <- x[!is.na(x)]
      format <- NA
      for (f in tryFormats) if (length(known) && all(!is.na(.read_time(known, f, tz)))) {
        format <- f
        break
      }
      if (is.na(format)) {
        stop(simpleError("character string is not in a standard unambiguous format", quote(as.POSIXlt.character(x, tz, ...))))
      }
    }
    return(structure(.read_time(x, format, tz), class = c("POSIXct", "POSIXt"), tzone = tz))
  }
  if (is.numeric(x)) {
    if (is.null(origin)) stop("'origin' must be supplied")
    return(structure(as.numeric(as.POSIXct(origin, tz = "GMT")) + x, class = c("POSIXct", "POSIXt"), tzone = tz))
  }
  stop(gettextf("do not know how to convert '%s' to class %s", deparse1(substitute(x)), dQuote("POSIXct")))
}

as.POSIXct.Date <- function(x, ...) structure(unclass(x) * 86400, class = c("POSIXct", "POSIXt"))

as.POSIXct.POSIXlt <- function(x, tz = "", ...) {
  text <- sprintf("%d-%02d-%02d %02d:%02d:%06.3f", x$year + 1900L, x$mon + 1L, x$mday, x$hour, x$min, x$sec)
  structure(.read_time(text, "%Y-%m-%d %H:%M:%OS", if (is.null(attr(x, "tzone"))) tz else attr(x, "tzone")[1L]),
            class = c("POSIXct", "POSIXt"), tzone = attr(x, "tzone")[1L])
}

as.POSIXlt <- function(x, tz = "", ...) {
  if (inherits(x, "POSIXlt")) return(x)
  if (inherits(x, "Date")) {
    x <- unclass(x) * 86400
    tz <- "UTC"
  } else {
    if (is.character(x)) x <- as.POSIXct(x, tz = tz, ...)
    if (tz == "" && !is.null(attr(x, "tzone"))) tz <- attr(x, "tzone")[1L]
  }
  structure(.time_fields(as.numeric(unclass(x)), tz), class = c("POSIXlt", "POSIXt"), tzone = tz)
}

strptime <- function(x, format, tz = "") as.POSIXlt(structure(.read_time(as.character(x), format, tz), class = c("POSIXct", "POSIXt"), tzone = tz), tz = tz)

format.POSIXct <- function(x, format = "", tz = "", usetz = FALSE, digits = getOption("digits.secs"), ...) {
  if (tz == "" && !is.null(attr(x, "tzone"))) tz <- attr(x, "tzone")[1L]
  seconds <- as.numeric(unclass(x))
  if (is.null(format) || identical(format, "")) {
    known <- seconds[!is.na(seconds)]
    clock <- .write_time(known, "%H:%M:%S", tz)
    # as many decimals of the seconds as there are, up to digits
    decimals <- if (is.null(digits)) 0L else min(6L, digits)
    for (i in seq_len(decimals) - 1L) {
      if (all(abs(known - round(known, i)) < 1e-6)) {
        decimals <- i
        break
      }
    }
    format <- if (decimals > 0) paste0("%Y-%m-%d %H:%M:%OS", decimals)
      else if (all(clock == "00:00:00")) "%Y-%m-%d" else "%Y-%m-%d %H:%M:%S"
  }
  out <- .write_time(seconds, format, tz)
  if (usetz) out[!is.na(out)] <- paste(out, .write_time(seconds, "%Z", tz))[!is.na(out)]
  names(out) <- names(x)
  out
}

format.POSIXlt <- function(x, format = "", usetz = FALSE, ...) format.POSIXct(as.POSIXct(x), format, usetz = usetz)

as.character.POSIXt <- function(x, ...) format(x, ...)

print.POSIXct <- function(x, tz = "", usetz = TRUE, ...) {
  print(format.POSIXct(x, tz = tz, usetz = usetz), quote = TRUE)
  invisible(x)
}

print.POSIXlt <- function(x, ...) {
  print(format.POSIXct(as.POSIXct(x), usetz = TRUE), quote = TRUE)
  invisible(x)
}

length.POSIXlt <- function(x) length(unclass(x)$year)

Ops.POSIXt <- function(e1, e2) {
  if (!(.Generic %in% c("==", "!=", "<", "<=", ">", ">="))) stop(gettextf("'%s' not defined for \"POSIXt\" objects", .Generic))
  seconds <- function(x) as.numeric(unclass(if (is.numeric(x)) x else as.POSIXct(x)))
  get(.Generic)(seconds(e1), seconds(e2))
}

`+.POSIXt` <- function(e1, e2) {
  seconds <- function(x) if (inherits(x, "difftime")) as.vector(as.numeric(x, units = "secs")) else as.numeric(unclass(x))
  tz <- attr(if (inherits(e1, "POSIXt")) e1 else e2, "tzone")
  structure(seconds(if (inherits(e1, "POSIXlt")) as.POSIXct(e1) else e1) + seconds(if (inherits(e2, "POSIXlt")) as.POSIXct(e2) else e2),
            class = c("POSIXct", "POSIXt"), tzone = tz)
}

`-.POSIXt` <- function(e1, e2) {
  if (inherits(e2, "POSIXt")) return(difftime(e1, e2))
  if (inherits(e2, "difftime")) e2 <- as.vector(as.numeric(e2, units = "secs"))
  structure(as.numeric(unclass(as.POSIXct(e1))) - e2, class = c("POSIXct", "POSIXt"), tzone = attr(e1, "tzone"))
}

`[.POSIXct` <- function(x, ...) structure(unclass(x)[...], class = oldClass(x), tzone = attr(x, "tzone"))

c.POSIXct <- function(..., recursive = FALSE) structure(c(unlist(lapply(list(...), function(e) as.numeric(unclass(as.POSIXct(e)))))), class = c("POSIXct", "POSIXt"))

ISOdate <- function(year, month, day, hour = 12, min = 0, sec = 0, tz = "GMT") ISOdatetime(year, month, day, hour, min, sec, tz = tz)

ISOdatetime <- function(year, month, day, hour, min, sec, tz = "")
  as.POSIXct(paste(year, month, day, hour, min, sec, sep = "-"), format = "%Y-%m-%d-%H-%M-%OS", tz = tz)

difftime <- function(time1, time2, tz, units = c("auto", "secs", "mins", "hours", "days", "weeks")) {
  seconds <- function(t) if (inherits(t, "Date")) unclass(t) * 86400 else as.numeric(unclass(as.POSIXct(t)))
  units <- match.arg(units)
  z <- as.vector(seconds(time1)) - as.vector(seconds(time2))
  if (units == "auto") {
    known <- z[!is.na(z)]
    least <- if (length(known)) min(abs(known)) else NA
    units <- if (is.na(least) || least < 60) "secs" else if (least < 3600) "mins" else if (least < 86400) "hours" else "days"
  }
  .difftime(z / .unit_seconds(units), units)
}

.difftime <- function(x, units) structure(x, class = "difftime", units = units)

.unit_seconds <- function(units) c(secs = 1, mins = 60, hours = 3600, days = 86400, weeks = 604800)[[units]]

as.difftime <- function(tim, format = "%X", units = "auto", tz = "UTC") {
  if (is.character(tim)) {
    clock <- if (format == "%X") "%H:%M:%S" else format
    day <- function(x, f) structure(.read_time(paste("1970-01-01", x), paste("%Y-%m-%d", f), "UTC"), class = c("POSIXct", "POSIXt"), tzone = "UTC")
    difftime(day(tim, clock), day("00:00:00", "%H:%M:%S"), units = units)
  } else if (units == "auto") stop("need explicit units for numeric conversion")
  else .difftime(tim, units)
}

units <- function(x) UseMethod("units")

units.difftime <- function(x) attr(x, "units")

`units<-` <- function(x, value) .difftime(unclass(x) * .unit_seconds(attr(x, "units")) / .unit_seconds(value), value)

as.double.difftime <- function(x, units = "auto", ...) {
  if (units == "auto") as.vector(unclass(x)) else as.vector(unclass(x)) * .unit_seconds(attr(x, "units")) / .unit_seconds(units)
}

print.difftime <- function(x, digits = getOption("digits"), ...) {
  if (is.array(x) || length(x) > 1L) {
    cat("Time differences in ", attr(x, "units"), "\n", sep = "")
    y <- unclass(x)
    attr(y, "units") <- NULL
    print(y, digits = digits, ...)
  } else cat("Time difference of ", format(unclass(x), digits = digits), " ", attr(x, "units"), "\n", sep = "")
  invisible(x)
}

`[.difftime` <- function(x, ...) .difftime(unclass(x)[...], attr(x, "units"))

Ops.difftime <- function(e1, e2) {
  if (.Generic %in% c("==", "!=", "<", "<=", ">", ">=", "+", "-") && inherits(e1, "difftime") && !missing(e2) && inherits(e2, "difftime")) {
    u <- attr(e1, "units")
    out <- get(.Generic)(as.vector(unclass(e1)), as.double.difftime(e2, u))
    return(if (.Generic %in% c("+", "-")) .difftime(out, u) else out)
  }
  u <- attr(if (inherits(e1, "difftime")) e1 else e2, "units")
  out <- if (missing(e2)) get(.Generic)(as.vector(unclass(e1))) else get(.Generic)(as.vector(unclass(e1)), as.vector(unclass(e2)))
  if (.Generic %in% c("+", "-", "*", "/")) .difftime(out, u) else out
}

Math.difftime <- function(x, ...) .difftime(get(.Generic)(as.vector(unclass(x)), ...), attr(x, "units"))

Summary.difftime <- function(..., na.rm = FALSE) {
  args <- list(...)
  .difftime(get(.Generic)(unlist(lapply(args, function(a) as.vector(unclass(a)))), na.rm = na.rm), attr(args[[1L]], "units"))
}

