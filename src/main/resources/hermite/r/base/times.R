# Sequences of times, and times cut into intervals.

# a step in words ("6 hours", "month"): how many, of which unit
.time_step <- function(by) {
  words <- strsplit(by, " ", fixed = TRUE)[[1L]]
  if (length(words) < 1L || length(words) > 2L) stop("invalid 'by' string")
  unit <- sub("s$", "", words[length(words)])
  if (!(unit %in% c("sec", "min", "hour", "day", "week", "month", "quarter", "year", "DSTday"))) stop("invalid string for 'by'")
  list(count = if (length(words) == 2L) as.integer(words[1L]) else 1L, unit = unit)
}

.clock_seconds <- c(sec = 1, min = 60, hour = 3600, day = 86400, week = 604800)

# the time of day of x on other days of the calendar
.on_days <- function(x, days, tz) as.POSIXct(paste(format(days), format(x, "%H:%M:%S", tz = tz)), tz = tz, format = "%Y-%m-%d %H:%M:%S")

seq.POSIXt <- function(from, to, by, length.out = NULL, along.with = NULL, ...) {
  if (missing(from)) stop("'from' must be specified")
  if (!is.null(along.with)) length.out <- length(along.with)
  tz <- if (is.null(attr(from, "tzone"))) "" else attr(from, "tzone")[1L]
  from <- as.POSIXct(from)
  bounded <- !missing(to)
  start <- as.numeric(unclass(from))
  end <- if (bounded) as.numeric(unclass(as.POSIXct(to)))
  if (!missing(by) && bounded && !is.null(length.out)) stop("exactly two of 'to', 'by' and 'length.out' / 'along.with' must be specified")
  if (missing(by)) {
    if (!bounded || is.null(length.out)) stop("exactly two of 'to', 'by' and 'length.out' / 'along.with' must be specified")
    return(.POSIXct(seq.int(start, end, length.out = length.out), tz))
  }
  if (inherits(by, "difftime")) by <- as.vector(as.numeric(by, units = "secs"))
  else if (is.character(by)) {
    step <- .time_step(by)
    if (!(step$unit %in% names(.clock_seconds))) {
      day <- as.Date(from, tz = tz)
      by <- paste(step$count, if (step$unit == "DSTday") "day" else step$unit)
      days <- if (bounded) seq.Date(day, as.Date(as.POSIXct(to), tz = tz) + sign(step$count), by = by)
        else seq.Date(day, by = by, length.out = length.out)
      out <- .on_days(from, days, tz)
      return(if (!bounded) out else if (step$count > 0) out[out <= as.POSIXct(to)] else out[out >= as.POSIXct(to)])
    }
    by <- step$count * .clock_seconds[[step$unit]]
  }
  .POSIXct(if (bounded) seq.int(start, end, by) else seq.int(start, by = by, length.out = length.out), tz)
}

.POSIXct <- function(xx, tz = NULL, cl = c("POSIXct", "POSIXt")) structure(xx, class = cl, tzone = tz)

cut.POSIXt <- function(x, breaks, labels = NULL, start.on.monday = TRUE, right = FALSE, ...) {
  tz <- if (is.null(attr(x, "tzone"))) "" else attr(x, "tzone")[1L]
  x <- as.POSIXct(x)
  seconds <- as.numeric(unclass(x))
  count <- NULL
  if (is.character(breaks) && length(breaks) == 1L) {
    step <- .time_step(breaks)
    first <- .POSIXct(min(seconds, na.rm = TRUE), tz)
    day <- as.Date(first, tz = tz)
    back <- as.integer(format(day, "%u")) %% (if (start.on.monday) 8L else 7L) - start.on.monday
    from <- switch(step$unit, sec = format(first, "%Y-%m-%d %H:%M:%S"), min = format(first, "%Y-%m-%d %H:%M:00"), hour = format(first, "%Y-%m-%d %H:00:00"),
                   day = , DSTday = format(day), week = format(day - back), month = format(day, "%Y-%m-01"),
                   quarter = sprintf("%s-%02d-01", format(day, "%Y"), 3L * ((as.integer(format(day, "%m")) - 1L) %/% 3L) + 1L),
                   year = format(day, "%Y-01-01"))
    from <- as.POSIXct(from, tz = tz)
    last <- max(seconds, na.rm = TRUE)
    by <- if (step$unit %in% c("day", "week")) paste(step$count * if (step$unit == "week") 7L else 1L, "DSTday") else breaks
    longest <- step$count * c(.clock_seconds, DSTday = 86400, month = 31 * 86400, quarter = 92 * 86400, year = 366 * 86400)[[step$unit]]
    breaks <- seq.POSIXt(from, .POSIXct(last + 2 * longest, tz), by = by)
    breaks <- breaks[seq_len(1L + max(which(as.numeric(unclass(breaks)) <= last)))]
  } else if (is.numeric(breaks) && length(breaks) == 1L) count <- breaks
  else if (inherits(breaks, "POSIXt")) breaks <- sort(as.POSIXct(breaks))
  else stop("invalid specification of 'breaks'")
  code <- cut.default(seconds, if (is.null(count)) as.numeric(unclass(breaks)) else count, labels = labels, right = right, ...)
  if (is.null(labels)) levels(code) <- as.character(if (is.null(count)) breaks[-length(breaks)] else x[!duplicated(code)])
  code
}

mean.POSIXct <- function(x, ...) structure(mean(as.vector(unclass(x)), ...), class = c("POSIXct", "POSIXt"), tzone = attr(x, "tzone"))

mean.POSIXlt <- function(x, ...) as.POSIXlt(mean(as.POSIXct(x), ...))

Summary.POSIXct <- function(..., na.rm = FALSE) {
  if (!.Generic %in% c("max", "min", "range")) stop(gettextf("'%s' not defined for \"POSIXt\" objects", .Generic), domain = NA)
  given <- list(...)
  values <- unlist(lapply(given, function(v) as.vector(unclass(v))))
  structure(get(.Generic)(values, na.rm = na.rm), class = c("POSIXct", "POSIXt"), tzone = attr(given[[1L]], "tzone"))
}

summary.POSIXct <- function(object, digits = 15L, ...) {
  x <- summary.default(as.vector(unclass(object)), digits = digits, ...)
  structure(x, class = c("summaryDefault", "table", "POSIXct", "POSIXt"), tzone = attr(object, "tzone"))
}

julian.POSIXt <- function(x, origin = as.POSIXct("1970-01-01", tz = "GMT"), ...) {
  structure(difftime(as.POSIXct(x), origin, units = "days"), origin = origin)
}

c.difftime <- function(..., recursive = FALSE, units = NULL) {
  given <- list(...)
  if (is.null(units)) units <- attr(given[[1L]], "units")
  .difftime(unlist(lapply(given, function(v) if (inherits(v, "difftime")) as.vector(as.numeric(v, units = units)) else as.vector(v))), units)
}
