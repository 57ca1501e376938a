# What the verbs share: expressions evaluated over columns, groups, column selection, and small vector functions.

# The unevaluated arguments with the names their results get; what {{ }}, !! and := say is put in.
dots_of <- function(...) {
  env <- parent.frame(2L)
  expressions <- splice_lists(as.list(substitute(list(...)))[-1], env)
  names <- names(expressions)
  if (is.null(names)) names <- rep("", length(expressions))
  for (i in seq_along(expressions)) {
    e <- injected(expressions[[i]], env)
    if (is.call(e) && identical(e[[1]], quote(`:=`))) {
      names[i] <- if (is.character(e[[2]])) glued(e[[2]], env) else as.character(e[[2]])
      e <- e[[3]]
    }
    expressions[i] <- list(e)
  }
  written <- names == ""
  names[written] <- vapply(expressions[written], function(e) if (is.symbol(e)) as.character(e) else paste(deparse(e, 500L), collapse = ""), "")
  list(expressions = unname(expressions), names = names, written = written)
}
splice_lists <- function(expressions, env) {
  out <- list()
  for (i in seq_along(expressions)) {
    e <- expressions[[i]]
    out <- c(out, if (is_bang(e, 3L)) as.list(eval(e[[2]][[2]][[2]], env)) else expressions[i])
  }
  out
}
is_bang <- function(e, times) {
  for (k in seq_len(times)) {
    if (!is.call(e) || length(e) != 2L || !identical(e[[1]], quote(`!`))) return(FALSE)
    e <- e[[2]]
  }
  TRUE
}
# An expression with {{ x }} replaced by what x was given as, and !!x by its value.
injected <- function(e, env) {
  if (!is.call(e)) return(e)
  if (identical(e[[1]], quote(`{`)) && length(e) == 2L && is.call(e[[2]]) && identical(e[[2]][[1]], quote(`{`)))
    return(given_as(e[[2]][[2]], env))
  if (is_bang(e, 2L)) {
    value <- eval(e[[2]][[2]], env)
    return(if (inherits(value, "quosure")) value[[2L]] else value)
  }
  parts <- as.list(e)
  kept <- splice_lists(parts, env)
  for (i in seq_along(kept)) if (!missing_part(kept[[i]])) kept[i] <- list(injected(kept[[i]], env))
  out <- as.call(kept)
  attributes(out) <- attributes(e)
  if (length(kept) != length(parts)) names(out) <- names(kept)
  out
}
# The expression of an argument, in the function that has it; pipes stand between.
given_as <- function(name, env) {
  while (!exists(as.character(name), envir = env, inherits = FALSE) && !identical(env, globalenv()) && !identical(env, emptyenv()))
    env <- parent.env(env)
  eval(call("substitute", name), env)
}
missing_part <- function(e) is.symbol(e) && !nzchar(as.character(e))
glued <- function(text, env) {
  for (code in regmatches(text, gregexpr("\\{+[^{}]*\\}+", text))[[1]]) {
    inner <- gsub("[{}]", "", code)
    value <- if (startsWith(code, "{{")) paste(deparse(given_as(as.name(trimws(inner)), env)), collapse = "")
      else as.character(eval(parse(text = inner), env))
    text <- sub(code, value, text, fixed = TRUE)
  }
  text
}
sym <- function(x) as.name(x)
syms <- function(x) lapply(x, as.name)
ensym <- function(arg) eval(call("substitute", substitute(arg)), parent.frame())
enquo <- function(arg) as.call(list(quote(`~`), eval(call("substitute", substitute(arg)), parent.frame()))) |> structure(class = c("quosure", "formula"))
as_label <- function(x) paste(deparse(if (inherits(x, "quosure")) x[[2L]] else x), collapse = "")
as_name <- function(x) as.character(if (inherits(x, "quosure")) x[[2L]] else x)
# The rows a verb is at: what n() and row_number() speak of.
current_rows <- list2env(list(data = NULL))
masked <- function(e, data, env, more = NULL) {
  scope <- c(more, as.list(as_plain(data)))
  scope <- scope[!duplicated(names(scope))]
  scope$.data <- as_plain(data)
  # functions of the verbs stand behind the columns: a column may have the name of one
  tools <- new.env(parent = env)
  before <- current_rows$data
  current_rows$data <- data
  on.exit(current_rows$data <- before)
  tools$c_across <- function(cols) {
    e <- if (missing(cols)) quote(everything()) else substitute(cols)
    chosen <- choose_columns(data, list(expressions = list(e), names = ""), env)$names
    unlist(unname(as.list(as_plain(data)[setdiff(chosen, group_names(data))])))
  }
  tools$if_any <- function(.cols, .fns, ...) combined(substitute(.cols), substitute(.fns), data, env, `|`)
  tools$if_all <- function(.cols, .fns, ...) combined(substitute(.cols), substitute(.fns), data, env, `&`)
  tools$cur_group_rows <- function() nrow(data)
  eval(e, scope, tools)
}
# Errors of the verbs in their words: what was computed, in which group, and the error behind it.
abort_verb <- function(verb, ...) {
  stop(structure(list(message = paste(c(...), collapse = ""), call = call(verb)), class = c("rlang_error", "error", "condition")))
}
computed <- function(verb, label, part, data, value) {
  withCallingHandlers(value, error = function(e) {
    # what this program does not have is skipped, not wrong
    if (grepl("could not find function|not supported", conditionMessage(e)) || inherits(e, "rlang_error")) return()
    abort_verb(verb, "Problem while computing `", label, "`.", group_note(part, data), cause_of(e, verb))
  })
}
cause_of <- function(e, verb) {
  own <- conditionCall(e)
  name <- if (is.null(own)) "" else utils::tail(as.character(own[[1L]]), 1L)
  if (name %in% c("eval", "masked", "")) name <- paste0("mask$eval_all_", verb)
  paste0("\nCaused by error in `", name, "()`:\n! ", conditionMessage(e))
}
group_note <- function(part, data) {
  by <- group_names(data)
  if (is.null(by)) return("")
  key <- function(p) paste(vapply(by, function(n) as.character(p[[n]][1L]), ""), collapse = "\r")
  at <- match(key(part), vapply(group_parts(data), key, ""))
  shown <- vapply(by, function(n) paste0(n, " = ", if (is.character(part[[n]])) deparse(part[[n]][1L]) else as.character(part[[n]][1L])), "")
  paste0("\n\u2139 The error occurred in group ", at, ": ", paste(shown, collapse = ", "), ".")
}
kind_of <- function(x) if (is.factor(x)) "factor" else if (inherits(x, "Date")) "date" else typeof(x)
as_plain <- function(data) {
  attr(data, "groups") <- NULL
  attr(data, "empty") <- NULL
  attr(data, "appearing") <- NULL
  class(data) <- "data.frame"
  data
}
plain_rows <- function(data, at) numbered(as_plain(data)[at, , drop = FALSE], data)
# Names of rows stay with the rows of a data frame that has them; tibbles have none.
numbered <- function(out, model) {
  if (inherits(model, "tbl_df") || !is.character(attr(model, "row.names"))) row.names(out) <- NULL
  out
}
group_names <- function(data) attr(data, "groups")
group_columns <- function(data, by) {
  out <- tibble_of(as_plain(data))
  if (length(by) == 0) return(out)
  attr(out, "groups") <- by
  class(out) <- c("grouped_df", "tbl_df", "tbl", "data.frame")
  out
}
regroup <- function(out, model) {
  if (!is.null(group_names(model))) group_columns(out, intersect(group_names(model), names(out))) else like(out, model)
}
# A result is a tibble where its source was one.
like <- function(out, model) {
  if (inherits(model, "rowwise_df")) structure(out, class = c("rowwise_df", "tbl_df", "tbl", "data.frame"))
  else if (inherits(model, "tbl_df")) tibble_of(out) else out
}
tibble_of <- function(data) {
  class(data) <- c("tbl_df", "tbl", "data.frame")
  data
}
# Parts of the data, one a group, in the order of the groups' sorted values.
group_parts <- function(data) {
  by <- group_names(data)
  plain <- as_plain(data)
  if (inherits(data, "rowwise_df")) return(lapply(seq_len(nrow(plain)), function(r) plain[r, , drop = FALSE]))
  if (is.null(by)) return(list(plain))
  if (isTRUE(attr(data, "empty"))) return(with_empty_groups(plain, by))
  if (nrow(plain) == 0) return(list())
  codes <- lapply(by, function(n) {
    v <- plain[[n]]
    if (is.factor(v)) ifelse(is.na(v), nlevels(v) + 1L, as.integer(v)) else {
      levels <- if (isTRUE(attr(data, "appearing"))) unique(v) else sort(unique(v), method = "radix", na.last = TRUE)
      match(v, levels)
    }
  })
  key <- do.call(paste, codes)
  at <- if (isTRUE(attr(data, "appearing"))) order(match(key, key)) else do.call(order, codes)
  rows <- split(seq_along(key)[at], factor(key[at], levels = unique(key[at])))
  lapply(rows, function(r) plain[r, , drop = FALSE])
}
# The value of a grouping variable in a group, also in one without rows.
key_of <- function(part, name) {
  key <- attr(part, "key")
  if (is.null(key)) part[[name]][1] else key[[name]]
}
# Groups with a part for each level of a factor, also one without rows: it has its key beside it.
with_empty_groups <- function(plain, by) {
  parts <- list()
  walk <- function(rows, key) {
    i <- length(key) + 1L
    if (i > length(by)) {
      parts[[length(parts) + 1L]] <<- structure(plain[rows, , drop = FALSE], key = key)
      return()
    }
    v <- plain[[by[i]]]
    values <- if (is.factor(v)) factor(levels(v), levels = levels(v)) else sort(unique(v[rows]), method = "radix")
    if (anyNA(v[rows]) || length(values) == 0L) values <- c(values, v[NA_integer_])
    for (k in seq_along(values)) {
      found <- if (is.na(values[k])) rows[is.na(v[rows])] else rows[v[rows] %in% values[k]]
      walk(found, c(key, structure(list(values[k]), names = by[i])))
    }
  }
  walk(seq_len(nrow(plain)), list())
  parts
}
# A verb over the groups of its argument .by: they stand as they appear, and the result has none.
by_argument <- function(call, data, by, env) {
  if (!is.null(group_names(data))) abort_verb(as.character(call[[1]]), "Can't supply `.by` when `.data` is a grouped data frame.")
  columns <- choose_columns(data, list(expressions = list(by), names = ""), env, as.character(call[[1]]))$names
  grouped <- group_columns(as_plain(data), columns)
  attr(grouped, "appearing") <- TRUE
  call$.by <- NULL
  call$.data <- grouped
  if (as.character(call[[1]]) == "summarise") call$.groups <- "drop"
  like(as_plain(eval(call, env)), data)
}
# Applies a function to each group and puts the rows back in their places.
by_rows <- function(data, f, regrouped = data) {
  if (is.null(group_names(data)) && !inherits(data, "rowwise_df")) {
    out <- f(as_plain(data))
    if (nrow(out) != nrow(data)) out <- numbered(out, data)
    return(regroup(out, regrouped))
  }
  tagged <- data
  tagged$`.row` <- seq_len(nrow(data))
  parts <- lapply(group_parts(tagged), f)
  out <- do.call(rbind, unname(parts))
  out <- out[order(out$`.row`), , drop = FALSE]
  out$`.row` <- NULL
  row.names(out) <- NULL
  regroup(out, regrouped)
}

# A test of several columns at once.
combined <- function(columns, f, data, env, how) {
  chosen <- setdiff(choose_columns(data, list(expressions = list(columns), names = ""), env)$names, c(".row", group_names(data)))
  test <- as_mapper(f, env)
  Reduce(how, lapply(chosen, function(n) test(data[[n]])))
}
is_across <- function(e) is.call(e) && identical(e[[1]], quote(across))
across_columns <- function(e, data, env) {
  parts <- as.list(e)[-1]
  names <- names(parts)
  columns <- if (!is.null(names) && ".cols" %in% names) parts$.cols else parts[[1]]
  f <- if (!is.null(names) && ".fns" %in% names) parts$.fns else if (length(parts) > 1) parts[[2]] else quote(identity)
  chosen <- choose_columns(data, list(expressions = list(columns), names = ""), env)$names
  chosen <- setdiff(chosen, c(".row", group_names(data)))
  functions <- if (is.call(f) && identical(f[[1]], quote(list))) eval_functions(f, env) else list(as_mapper(f, env))
  extra <- lapply(parts[!names(parts) %in% c("", ".cols", ".fns", ".names")], eval, env)
  pattern <- if (!is.null(parts$.names)) parts$.names else if (is.null(names(functions))) "{.col}" else "{.col}_{.fn}"
  out <- list()
  for (column in chosen) for (i in seq_along(functions)) {
    label <- gsub("{.col}", column, pattern, fixed = TRUE)
    label <- gsub("{.fn}", if (is.null(names(functions))) "1" else names(functions)[i], label, fixed = TRUE)
    out[[label]] <- do.call(functions[[i]], c(list(data[[column]]), extra))
  }
  out
}
eval_functions <- function(f, env) lapply(as.list(f)[-1], as_mapper, env)
# A function, or a one-sided formula read as one.
as_mapper <- function(f, env) {
  if (is.call(f) && identical(f[[1]], quote(`~`))) {
    body <- f[[2]]
    function(.x, .y) eval(body, list(.x = .x, . = .x, .y = if (missing(.y)) NULL else .y), env)
  } else eval(f, env)
}

choose_columns <- function(data, call, env, verb = utils::tail(as.character(sys.call(-1)[[1L]]), 1L)) {
  all <- setdiff(names(data), ".row")
  at <- setNames(as.list(seq_along(all)), all)
  chosen <- integer()
  labels <- character()
  for (i in seq_along(call$expressions)) {
    e <- call$expressions[[i]]
    negative <- is.call(e) && length(e) == 2 && as.character(e[[1]])[1] %in% c("-", "!")
    places <- column_places(if (negative) e[[2]] else e, all, at, data, env, verb)
    if (negative) {
      if (i == 1) chosen <- seq_along(all)
      chosen <- setdiff(chosen, places)
      labels <- if (i == 1) all[chosen] else labels[match(chosen, chosen)]
      labels <- all[chosen]
    } else {
      fresh <- setdiff(places, chosen)
      chosen <- c(chosen, fresh)
      renamed <- !is.null(call$written) && !call$written[i]
      labels <- c(labels, if (renamed && length(fresh) == 1) call$names[i]
                  else if (renamed && length(fresh) > 1) paste0(call$names[i], seq_along(fresh)) else all[fresh])
    }
  }
  list(names = all[chosen], labels = labels)
}
column_places <- function(e, all, at, data, env, verb) {
  helpers <- list(
    starts_with = function(match, ...) which(Reduce(`|`, lapply(match, function(m) startsWith(tolower(all), tolower(m))))),
    ends_with = function(match, ...) which(Reduce(`|`, lapply(match, function(m) endsWith(tolower(all), tolower(m))))),
    contains = function(match, ...) which(Reduce(`|`, lapply(match, function(m) grepl(tolower(m), tolower(all), fixed = TRUE)))),
    matches = function(match, ...) grep(match, all, ignore.case = TRUE),
    everything = function(...) seq_along(all), last_col = function(...) length(all),
    num_range = function(prefix, range) stats::na.omit(match(paste0(prefix, range), all)),
    all_of = function(x) match(x, all), any_of = function(x) stats::na.omit(match(x, all)),
    one_of = function(...) stats::na.omit(match(c(...), all)),
    where = function(f) which(vapply(all, function(n) isTRUE(as_mapper(substitute(f), env)(data[[n]])), NA)))
  if (is.call(e) && identical(e[[1]], quote(where))) {
    f <- as_mapper(e[[2]], env)
    return(which(vapply(all, function(n) isTRUE(f(data[[n]])), NA)))
  }
  lacking <- function(name) abort_verb(verb, "Can't subset columns that don't exist.\n\u2716 Column `", name, "` doesn't exist.")
  if (is.symbol(e) && !as.character(e) %in% c(all, names(helpers)) && !exists(as.character(e), envir = env)) lacking(as.character(e))
  value <- eval(e, c(at, helpers), env)
  if (is.character(value)) {
    missing_names <- setdiff(value, all)
    if (length(missing_names)) lacking(missing_names[1])
    match(value, all)
  } else if (any(value < 0)) setdiff(seq_along(all), -value) else as.integer(value)
}

case_when <- function(...) {
  env <- parent.frame()
  clauses <- list(...)
  conditions <- lapply(clauses, function(f) eval(f[[2]], environment(f)))
  values <- lapply(clauses, function(f) eval(f[[3]], environment(f)))
  n <- max(lengths(conditions), lengths(values))
  out <- rep(values[[which.max(!vapply(values, function(v) all(is.na(v)), NA))]][NA_integer_], n)
  done <- rep(FALSE, n)
  for (i in seq_along(clauses)) {
    hit <- rep_len(conditions[[i]], n) & !done
    hit[is.na(hit)] <- FALSE
    out[hit] <- rep(values[[i]], length.out = n)[hit]
    done <- done | hit
  }
  out
}
if_else <- function(condition, true, false, missing = NULL) {
  out <- ifelse(condition, true, false)
  if (!is.null(missing)) out[is.na(condition)] <- missing
  out
}
n_distinct <- function(..., na.rm = FALSE) {
  x <- list(...)[[1]]
  if (na.rm) x <- x[!is.na(x)]
  length(unique(x))
}
first <- function(x, ...) x[1]
last <- function(x, ...) x[length(x)]
nth <- function(x, n, ...) x[n]
lag <- function(x, n = 1L, default = NA, ...) c(rep(default, min(n, length(x))), x[seq_len(max(length(x) - n, 0))])
lead <- function(x, n = 1L, default = NA, ...) c(x[seq_along(x) > n], rep(default, min(n, length(x))))
between <- function(x, left, right) x >= left & x <= right
near <- function(x, y, tol = .Machine$double.eps^0.5) abs(x - y) < tol
coalesce <- function(...) Reduce(function(a, b) ifelse(is.na(a), b, a), list(...))
na_if <- function(x, y) replace(x, x == y, NA)
recode <- function(.x, ..., .default = NULL) {
  pairs <- list(...)
  text <- as.character(.x)
  out <- if (is.null(.default)) text else rep(.default, length(text))
  for (name in names(pairs)) out[text == name] <- pairs[[name]]
  if (is.factor(.x)) factor(out, levels = unique(vapply(levels(.x), function(l) if (is.null(pairs[[l]])) l else as.character(pairs[[l]]), "")))
  else out
}
min_rank <- function(x) rank(x, ties.method = "min", na.last = "keep")
dense_rank <- function(x) match(x, sort(unique(x)))
ntile <- function(x, n) {
  r <- rank(x, ties.method = "first", na.last = "keep")
  # the first groups have one more where the sizes differ
  all <- sum(!is.na(x))
  larger <- all %% n
  size <- ceiling(all / n)
  as.integer(ifelse(r <= larger * size | all %% n == 0, (r - 1) %/% size + 1, (r - larger * size - 1) %/% max(1, floor(all / n)) + larger + 1))
}
percent_rank <- function(x) (min_rank(x) - 1) / (sum(!is.na(x)) - 1)
cume_dist <- function(x) rank(x, ties.method = "max", na.last = "keep") / sum(!is.na(x))
cumall <- function(x) cumsum(!x) == 0
cumany <- function(x) cumsum(x) > 0
cummean <- function(x) cumsum(x) / seq_along(x)
tibble <- function(...) {
  e <- dots_of(...)
  env <- parent.frame()
  made <- list()
  for (i in seq_along(e$expressions)) made[[e$names[i]]] <- eval(e$expressions[[i]], made, env)
  n <- max(0, lengths(made))
  sizes <- vapply(made, function(v) if (is.data.frame(v)) nrow(v) else length(v), 1L)
  if (any(sizes == 0L)) n <- 0L
  if (any(sizes != n & sizes != 1L)) {
    shown <- unique(sizes[sizes != 1L])
    abort_verb("tibble", "Tibble columns must have compatible sizes.",
               paste0("\n\u2022 Size ", shown, ": Column `", names(made)[match(shown, sizes)], "`."),
               "\n\u2139 Only values of size one are recycled.")
  }
  made <- lapply(made, function(v) if (length(v) == 1) rep(v, n) else v)
  structure(made, class = c("tbl_df", "tbl", "data.frame"), row.names = seq_len(n))
}
as_tibble <- function(x, ..., rownames = NULL) {
  out <- as.data.frame(x, stringsAsFactors = FALSE)
  if (!is.null(rownames)) out <- cbind(setNames(data.frame(row.names(out), stringsAsFactors = FALSE), rownames), out)
  row.names(out) <- NULL
  tibble_of(out)
}
as_data_frame <- function(x, ...) as_tibble(x, ...)
tribble <- function(...) {
  cells <- list(...)
  heads <- vapply(cells, function(c) inherits(c, "formula"), NA)
  k <- sum(heads)
  names <- vapply(cells[heads], function(f) as.character(f[[2]]), "")
  values <- cells[!heads]
  out <- lapply(seq_len(k), function(j) unlist(values[seq(j, length(values), by = k)]))
  names(out) <- names
  structure(out, class = c("tbl_df", "tbl", "data.frame"), row.names = seq_len(length(values) / k))
}
as.data.frame.tbl_df <- function(x, row.names = NULL, optional = FALSE, ...) as_plain(x)
# Inside the verbs these know the group they are in; elsewhere they mean nothing.
n <- function() {
  if (is.null(current_rows$data)) abort_verb("n", "Must be used inside dplyr verbs.")
  nrow(current_rows$data)
}
row_number <- function(x) {
  if (!missing(x)) return(rank(x, ties.method = "first", na.last = "keep"))
  if (is.null(current_rows$data)) abort_verb("n", "Must be used inside dplyr verbs.")
  seq_len(nrow(current_rows$data))
}
across <- function(...) stop("`across()` must only be used inside dplyr verbs.", call. = FALSE)
