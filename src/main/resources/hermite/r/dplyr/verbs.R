# Verbs on data frames: each evaluates its expressions with the columns in sight, group by group where there are groups.

filter <- function(.data, ..., .by = NULL) {
  if (!is.null(by <- substitute(.by))) return(by_argument(match.call(expand.dots = TRUE), .data, by, parent.frame()))
  conditions <- dots_of(...)
  if (!all(conditions$written)) {
    i <- which(!conditions$written)[1L]
    meant <- paste0(conditions$names[i], " == ", deparse(conditions$expressions[[i]]))
    abort_verb("filter", "We detected a named input.\n\u2139 This usually means that you've used `=` instead of `==`.\n\u2139 Did you mean `",
               meant, "`?")
  }
  env <- parent.frame()
  by_rows(.data, function(part) {
    keep <- rep(TRUE, nrow(part))
    for (i in seq_along(conditions$expressions)) {
      e <- conditions$expressions[[i]]
      label <- paste0("..", i, " = ", paste(deparse(e), collapse = " "))
      value <- computed("filter", label, part, .data, masked(e, part, env))
      if (!is.logical(value)) {
        abort_verb("filter", "Problem while computing `", label, "`.\n\u2716 Input `..", i, "` must be a logical vector, not a ",
                   kind_of(value), ".")
      }
      keep <- keep & rep_len(value, nrow(part)) & !is.na(rep_len(value, nrow(part)))
    }
    part[keep, , drop = FALSE]
  })
}
mutate <- function(.data, ..., .by = NULL, .keep = c("all", "used", "unused", "none"), .before = NULL, .after = NULL) {
  if (!is.null(by <- substitute(.by))) return(by_argument(match.call(expand.dots = TRUE), .data, by, parent.frame()))
  .keep <- match.arg(.keep)
  new <- dots_of(...)
  env <- parent.frame()
  out <- by_rows(.data, function(part) {
    for (i in seq_along(new$expressions)) {
      e <- new$expressions[[i]]
      if (is_across(e)) {
        made <- across_columns(e, part, env)
        for (name in names(made)) part[[name]] <- made[[name]]
      } else {
        label <- paste0(if (new$written[i]) paste0("..", i) else new$names[i], " = ", paste(deparse(e), collapse = " "))
        value <- computed("mutate", label, part, .data, masked(e, part, env))
        part[[new$names[i]]] <- recycled(value, nrow(part), new$names[i], label, part, .data)
      }
    }
    part
  })
  before <- substitute(.before)
  after <- substitute(.after)
  fresh <- setdiff(names(out), names(.data))
  if ((!is.null(before) || !is.null(after)) && length(fresh)) {
    place <- function(e) choose_columns(.data, list(expressions = list(e), names = ""), env, "mutate")$names
    rest <- setdiff(names(out), fresh)
    at <- if (!is.null(after)) max(match(place(after), rest)) else min(match(place(before), rest)) - 1L
    out <- out[append(rest, fresh, after = at)]
  }
  if (.keep != "all") {
    made <- names(out)[names(out) %in% c(fresh, new$names)]
    used <- unique(unlist(lapply(new$expressions, all.vars)))
    kept <- switch(.keep, none = made, used = c(used, made), unused = c(setdiff(names(.data), used), made))
    out <- out[names(out) %in% c(group_names(.data), kept)]
  }
  out
}
transmute <- function(.data, ...) {
  new <- dots_of(...)
  out <- mutate(.data, ...)
  regroup(as_plain(out)[unique(c(group_names(.data), new$names))], .data)
}
recycled <- function(value, n, name, label, part, data) {
  if (is.null(value) || length(value) == n || is.data.frame(value)) value
  else if (length(value) == 1) rep(value, n)
  else {
    abort_verb("mutate", "Problem while computing `", label, "`.\n\u2716 `", name, "` must be size ", n, if (n != 1L) " or 1", ", not ",
               length(value), ".", group_note(part, data))
  }
}
summarise <- function(.data, ..., .by = NULL, .groups = NULL) {
  if (!is.null(by <- substitute(.by))) return(by_argument(match.call(expand.dots = TRUE), .data, by, parent.frame()))
  new <- dots_of(...)
  env <- parent.frame()
  groups <- group_names(.data)
  parts <- group_parts(.data)
  several <- FALSE
  rows <- lapply(parts, function(part) {
    values <- list()
    for (i in seq_along(new$expressions)) {
      e <- new$expressions[[i]]
      scope <- part
      for (n in names(values)) if (length(values[[n]]) == 1) attr(scope, "made")[[n]] <- values[[n]]
      if (is_across(e)) values <- c(values, across_columns(e, part, env))
      else {
        label <- paste0(if (new$written[i]) paste0("..", i) else new$names[i], " = ", paste(deparse(e), collapse = " "))
        values[[new$names[i]]] <- computed("summarise", label, part, .data, masked(e, part, env, values))
      }
    }
    values <- values[!vapply(values, is.null, NA)]
    sizes <- vapply(values, function(v) if (is.data.frame(v)) nrow(v) else length(v), 1L)
    n <- if (length(sizes) == 0L || all(sizes == 1L)) 1L else max(sizes[sizes != 1L])
    if (n != 1L) several <<- TRUE
    made <- lapply(values, function(v) if (is.data.frame(v)) v else rep(v, length.out = n))
    if (any(vapply(made, is.list, NA))) {
      # columns that are lists stay so; columns of a data frame without a name come in its place
      made <- do.call(c, lapply(seq_along(made), function(k) {
        if (is.data.frame(made[[k]]) && new$written[min(k, length(new$written))]) as.list(made[[k]]) else made[k]
      }))
      made <- structure(made, class = "data.frame", row.names = seq_len(n))
    } else {
      made <- as.data.frame(made, optional = TRUE, stringsAsFactors = FALSE)
      names(made) <- names(values)
    }
    keys <- lapply(groups, function(g) rep(key_of(part, g), n))
    names(keys) <- groups
    if (length(groups)) structure(c(keys, as.list(made)), class = "data.frame", row.names = seq_len(n)) else made
  })
  out <- if (length(rows)) stacked(unname(rows)) else data.frame()
  row.names(out) <- NULL
  out <- if (length(groups) || inherits(.data, "rowwise_df")) tibble_of(out) else like(out, .data)
  # results of several rows keep all groups
  left <- if (several && is.null(.groups)) groups else groups[-length(groups)]
  if (length(left) && is.null(.groups)) {
    text <- paste0("`summarise()` has grouped output by ", paste0("'", left, "'", collapse = ", "),
                   ". You can override using the `.groups` argument.")
    message(paste(strwrap(text, 80), collapse = "\n"))
  }
  if (length(left) && (is.null(.groups) || .groups == "drop_last")) group_columns(out, left)
  else if (identical(.groups, "keep")) group_columns(out, groups)
  else out
}
# Data frames of the same columns one below the other; columns that are lists stay lists.
stacked <- function(parts) {
  lists <- vapply(parts[[1L]], function(v) is.list(v) && !is.data.frame(v) && !inherits(v, "POSIXlt"), NA)
  if (!any(lists)) return(do.call(rbind, parts))
  out <- do.call(rbind, lapply(parts, function(p) structure(as.list(p)[!lists], class = "data.frame", row.names = seq_len(nrow(p)))))
  columns <- lapply(names(parts[[1L]]), function(n) if (lists[[n]]) do.call(c, lapply(parts, function(p) p[[n]])) else out[[n]])
  structure(columns, names = names(parts[[1L]]), class = "data.frame", row.names = seq_along(columns[[1L]]))
}
summarize <- function(.data, ..., .by = NULL, .groups = NULL) {
  call <- match.call()
  call[[1]] <- quote(summarise)
  eval(call, parent.frame())
}
group_by <- function(.data, ..., .add = FALSE, .drop = TRUE) {
  by <- dots_of(...)
  env <- parent.frame()
  data <- as_plain(.data)
  for (i in seq_along(by$expressions)) {
    e <- by$expressions[[i]]
    if (!is.symbol(e)) data[[by$names[i]]] <- masked(e, data, env)
  }
  missing_names <- setdiff(by$names, names(data))
  if (length(missing_names)) abort_verb("group_by", "Must group by variables found in `.data`.", paste0("\n\u2716 Column `", missing_names, "` is not found."))
  out <- group_columns(data, unique(c(if (.add) group_names(.data), by$names)))
  if (!isTRUE(.drop)) attr(out, "empty") <- TRUE
  out
}
ungroup <- function(x, ...) {
  out <- as_plain(x)
  tibble_of(out)
}
arrange <- function(.data, ..., .by_group = FALSE) {
  by <- dots_of(...)$expressions
  env <- parent.frame()
  keys <- lapply(seq_along(by), function(i) tryCatch(masked(by[[i]], .data, env), error = function(e) {
    abort_verb("arrange", "Problem with the implicit `transmute()` step.\n\u2716 Problem while computing `..", i, " = ",
               paste(deparse(by[[i]]), collapse = " "), "`.", cause_of(e, "mutate"))
  }))
  if (.by_group) keys <- c(lapply(group_names(.data), function(g) .data[[g]]), keys)
  if (length(keys) == 0) return(.data)
  at <- do.call(order, c(lapply(keys, function(k) if (is.character(k)) xtfrm(k) else k), list(method = "radix", na.last = TRUE)))
  regroup(plain_rows(.data, at), .data)
}
desc <- function(x) -xtfrm(x)
select <- function(.data, ...) {
  chosen <- choose_columns(.data, dots_of(...), parent.frame(), "select")
  keep <- chosen$names
  groups <- setdiff(group_names(.data), keep)
  if (length(groups)) {
    message("Adding missing grouping variables: ", paste0("`", groups, "`", collapse = ", "))
    keep <- c(groups, keep)
    chosen$labels <- c(groups, chosen$labels)
  }
  out <- as_plain(.data)[keep]
  names(out) <- chosen$labels
  regroup(out, .data)
}
rename <- function(.data, ...) {
  call <- dots_of(...)
  out <- as_plain(.data)
  for (i in seq_along(call$expressions)) {
    old <- call$expressions[[i]]
    old <- if (is.symbol(old)) as.character(old) else if (is.character(old)) old else names(out)[old]
    if (!old %in% names(out)) abort_verb("rename", "Can't rename columns that don't exist.\n\u2716 Column `", old, "` doesn't exist.")
    names(out)[names(out) == old] <- call$names[i]
  }
  regroup(out, .data)
}
rename_with <- function(.data, .fn, .cols = everything(), ...) {
  chosen <- choose_columns(.data, list(expressions = list(substitute(.cols)), names = ""), parent.frame())$names
  out <- as_plain(.data)
  at <- match(chosen, names(out))
  names(out)[at] <- .as_function(.fn)(chosen, ...)
  regroup(out, .data)
}
relocate <- function(.data, ..., .before = NULL, .after = NULL) {
  moved <- choose_columns(.data, dots_of(...), parent.frame())$names
  rest <- setdiff(names(.data), moved)
  before <- substitute(.before)
  after <- substitute(.after)
  at <- if (!is.null(after)) match(as.character(after), rest) else if (!is.null(before)) match(as.character(before), rest) - 1 else 0
  regroup(as_plain(.data)[c(rest[seq_len(at)], moved, rest[seq_along(rest) > at])], .data)
}
pull <- function(.data, var = -1, name = NULL) {
  label <- substitute(name)
  if (!is.null(label)) {
    values <- eval(call("pull", quote(.data), substitute(var)), list(.data = .data), parent.frame())
    return(setNames(values, .data[[if (is.symbol(label)) as.character(label) else eval(label, parent.frame())]]))
  }
  e <- injected(substitute(var), parent.frame())
  if (is.symbol(e) && as.character(e) %in% names(.data)) return(.data[[as.character(e)]])
  if (is.symbol(e) && !exists(as.character(e), envir = parent.frame())) {
    abort_verb("pull", "\nCaused by error:\n! object '", as.character(e), "' not found")
  }
  at <- eval(e, parent.frame())
  if (is.symbol(at)) at <- as.character(at)
  if (is.character(at)) .data[[at]] else .data[[if (at < 0) ncol(.data) + 1 + at else at]]
}
distinct <- function(.data, ..., .keep_all = FALSE) {
  by <- dots_of(...)
  columns <- if (length(by$names)) by$names else names(.data)
  data <- as_plain(.data)
  for (i in seq_along(by$expressions)) {
    if (!is.symbol(by$expressions[[i]])) data[[by$names[i]]] <- masked(by$expressions[[i]], data, parent.frame())
  }
  lacking <- setdiff(columns, names(data))
  if (length(lacking)) abort_verb("distinct", "Must use existing variables.", paste0("\n\u2716 `", lacking, "` not found in `.data`."))
  first <- !duplicated(data[columns])
  regroup(numbered(data[first, if (.keep_all) names(data) else columns, drop = FALSE], .data), .data)
}
count <- function(x, ..., wt = NULL, sort = FALSE, name = "n", .drop = TRUE) {
  grouped <- if (...length()) group_by(x, ..., .add = TRUE, .drop = .drop) else x
  weight <- substitute(wt)
  out <- tallied(grouped, weight, sort, name, parent.frame(), group_names(x))
  if (inherits(x, "tbl_df")) out else as_plain(out)
}
tally <- function(x, wt = NULL, sort = FALSE, name = "n") {
  groups <- group_names(x)
  tallied(x, substitute(wt), sort, name, parent.frame(), groups[-length(groups)])
}
add_count <- function(x, ..., name = "n") {
  grouped <- group_by(x, ...)
  by_rows(grouped, function(part) {
    part[[name]] <- rep(nrow(part), nrow(part))
    part
  }, regrouped = x)
}
tallied <- function(x, weight, sort, name, env, kept) {
  groups <- group_names(x)
  parts <- group_parts(x)
  n <- vapply(parts, function(p) if (is.null(weight)) as.numeric(nrow(p)) else sum(masked(weight, p, env), na.rm = TRUE), 1)
  if (is.null(weight)) n <- as.integer(n)
  out <- if (length(groups)) {
    keys <- do.call(rbind, lapply(parts, function(p) as.data.frame(sapply(groups, function(g) key_of(p, g), simplify = FALSE), optional = TRUE)))
    keys[[name]] <- unname(n)
    keys
  } else setNames(data.frame(n = unname(n)), name)
  row.names(out) <- NULL
  if (sort) out <- out[order(-out[[name]]), , drop = FALSE]
  row.names(out) <- NULL
  out <- like(out, x)
  if (length(kept)) group_columns(out, kept) else out
}
# Rows of each group, group after group.
sliced <- function(data, f) {
  if (is.null(group_names(data))) return(by_rows(data, f))
  out <- do.call(rbind, unname(lapply(group_parts(data), f)))
  row.names(out) <- NULL
  regroup(out, data)
}
slice <- function(.data, ..., .by = NULL) {
  if (!is.null(by <- substitute(.by))) return(by_argument(match.call(expand.dots = TRUE), .data, by, parent.frame()))
  at <- dots_of(...)
  env <- parent.frame()
  sliced(.data, function(part) {
    places <- unlist(lapply(at$expressions, masked, part, env))
    part[places[abs(places) <= nrow(part)], , drop = FALSE]
  })
}
wanted <- function(n, prop, rows) {
  count <- if (!is.null(prop)) floor(prop * rows) else if (is.null(n)) 1 else n
  if (count < 0) max(rows + count, 0) else min(count, rows)
}
slice_head <- function(.data, ..., n = NULL, prop = NULL) sliced(.data, function(part) part[seq_len(wanted(n, prop, nrow(part))), , drop = FALSE])
slice_tail <- function(.data, ..., n = NULL, prop = NULL) {
  sliced(.data, function(part) part[seq.int(to = nrow(part), length.out = wanted(n, prop, nrow(part))), , drop = FALSE])
}
slice_max <- function(.data, order_by, ..., n = NULL, prop = NULL, with_ties = TRUE) {
  sliced_by(.data, injected(substitute(order_by), parent.frame()), n, prop, -1, with_ties, parent.frame())
}
slice_min <- function(.data, order_by, ..., n = NULL, prop = NULL, with_ties = TRUE) {
  sliced_by(.data, injected(substitute(order_by), parent.frame()), n, prop, 1, with_ties, parent.frame())
}
sliced_by <- function(data, e, n, prop, sign, ties, env) {
  sliced(data, function(part) {
    key <- sign * xtfrm(masked(e, part, env))
    at <- order(key, na.last = NA)
    part[at[rank(key[at], ties.method = if (ties) "min" else "first") <= wanted(n, prop, nrow(part))], , drop = FALSE]
  })
}
slice_sample <- function(.data, ..., n = NULL, prop = NULL, replace = FALSE) {
  sliced(.data, function(part) part[sample(nrow(part), if (replace && !is.null(n)) n else wanted(n, prop, nrow(part)), replace = replace), , drop = FALSE])
}
sample_n <- function(tbl, size, replace = FALSE) slice_sample(tbl, n = size, replace = replace)
sample_frac <- function(tbl, size = 1, replace = FALSE) slice_sample(tbl, prop = size, replace = replace)
top_n <- function(x, n, wt) {
  e <- if (missing(wt)) as.name(names(x)[ncol(x)]) else substitute(wt)
  env <- parent.frame()
  by_rows(x, function(part) {
    key <- masked(e, part, env)
    place <- rank(if (n > 0) -xtfrm(key) else xtfrm(key), ties.method = "min", na.last = "keep")
    part[which(place <= abs(n)), , drop = FALSE]
  })
}
bind_rows <- function(..., .id = NULL) {
  parts <- list(...)
  if (length(parts) == 1 && is.list(parts[[1]]) && !is.data.frame(parts[[1]])) parts <- parts[[1]]
  columns <- unique(unlist(lapply(parts, names)))
  filled <- lapply(seq_along(parts), function(i) {
    p <- as_plain(as.data.frame(parts[[i]]))
    for (name in setdiff(columns, names(p))) p[[name]] <- NA
    p <- p[columns]
    if (!is.null(.id)) p <- cbind(setNames(data.frame(rep(if (is.null(names(parts))) as.character(i) else names(parts)[i], nrow(p)), stringsAsFactors = FALSE), .id), p)
    p
  })
  out <- do.call(rbind, filled)
  row.names(out) <- NULL
  like(out, parts[[1]])
}
# Rows of two tables as sets.
row_text <- function(x) do.call(paste, c(lapply(as_plain(x), as.character), sep = "\r"))
union <- function(x, y, ...) if (is.data.frame(x)) distinct(bind_rows(x, y)) else base::union(x, y, ...)
union_all <- function(x, y, ...) if (is.data.frame(x)) bind_rows(x, y) else c(x, y)
intersect <- function(x, y, ...) if (is.data.frame(x)) distinct(regroup(plain_rows(x, row_text(x) %in% row_text(y[names(x)])), x)) else base::intersect(x, y, ...)
setdiff <- function(x, y, ...) if (is.data.frame(x)) distinct(regroup(plain_rows(x, !row_text(x) %in% row_text(y[names(x)])), x)) else base::setdiff(x, y, ...)
setequal <- function(x, y, ...) if (is.data.frame(x)) base::setequal(row_text(x), row_text(y[names(x)])) else base::setequal(x, y, ...)
bind_cols <- function(...) {
  parts <- list(...)
  out <- do.call(cbind, c(lapply(seq_along(parts), function(i) {
    if (is.data.frame(parts[[i]])) as_plain(parts[[i]]) else setNames(data.frame(parts[[i]]), names(parts)[i])
  })))
  again <- names(out) %in% names(out)[duplicated(names(out))]
  if (any(again)) {
    fresh <- paste0(names(out), "...", seq_along(out))
    message("New names:\n", paste0("\u2022 `", names(out)[again], "` -> `", fresh[again], "`", collapse = "\n"))
    names(out)[again] <- fresh[again]
  }
  if (is.data.frame(parts[[1]])) like(out, parts[[1]]) else tibble_of(out)
}
left_join <- function(x, y, by = NULL, suffix = c(".x", ".y"), ...) joined(x, y, by, suffix, TRUE, FALSE, "left_join")
right_join <- function(x, y, by = NULL, suffix = c(".x", ".y"), ...) joined(x, y, by, suffix, FALSE, TRUE, "right_join")
inner_join <- function(x, y, by = NULL, suffix = c(".x", ".y"), ...) joined(x, y, by, suffix, FALSE, FALSE, "inner_join")
full_join <- function(x, y, by = NULL, suffix = c(".x", ".y"), ...) joined(x, y, by, suffix, TRUE, TRUE, "full_join")
semi_join <- function(x, y, by = NULL, ...) filtered_by_match(x, y, by, TRUE, "semi_join")
anti_join <- function(x, y, by = NULL, ...) filtered_by_match(x, y, by, FALSE, "anti_join")
join_keys <- function(x, y, by, verb) {
  if (is.null(by)) {
    by <- intersect(names(x), names(y))
    if (length(by) == 0) abort_verb(verb, "`by` must be supplied when `x` and `y` have no common variables.\n\u2139 use by = character()` to perform a cross-join.")
    message("Joining, by = ", if (length(by) == 1) paste0("\"", by, "\"") else paste0("c(", paste0("\"", by, "\"", collapse = ", "), ")"))
  }
  left <- if (is.null(names(by))) by else ifelse(names(by) == "", by, names(by))
  for (lacking in list(setdiff(left, names(x)), setdiff(by, names(y)))) {
    if (length(lacking)) {
      abort_verb(verb, "Join columns must be present in data.\n\u2716 Problem with ", paste0("`", lacking, "`", collapse = " and "), ".")
    }
  }
  for (i in seq_along(by)) {
    a <- x[[left[i]]]
    b <- y[[by[i]]]
    text <- function(v) is.character(v) || is.factor(v)
    if (text(a) != text(b) && !all(is.na(a)) && !all(is.na(b))) {
      abort_verb(verb, "Can't join on `x$", left[i], "` x `y$", by[i], "` because of incompatible types.\n\u2139 `x$", left[i],
                 "` is of type <", kind_of(a), ">>.\n\u2139 `y$", by[i], "` is of type <", kind_of(b), ">>.")
    }
  }
  list(left = left, right = unname(by))
}
key_text <- function(data, columns) do.call(paste, c(lapply(columns, function(n) as.character(data[[n]])), sep = "\r"))
joined <- function(x, y, by, suffix, all_x, all_y, verb) {
  keys <- join_keys(x, y, by, verb)
  a <- key_text(x, keys$left)
  b <- key_text(y, keys$right)
  hits <- split(seq_along(b), factor(b, levels = unique(b)))
  matches <- lapply(a, function(k) {
    at <- hits[[k]]
    if (is.null(at)) if (all_x) NA_integer_ else integer() else at
  })
  left <- rep(seq_along(a), lengths(matches))
  right <- unlist(matches)
  if (all_y) {
    lonely <- which(!b %in% a)
    left <- c(left, rep(NA_integer_, length(lonely)))
    right <- c(right, lonely)
  }
  data_x <- as_plain(x)
  for (i in seq_along(keys$left)) if (is.integer(data_x[[keys$left[i]]]) && !is.factor(data_x[[keys$left[i]]]) && is.double(y[[keys$right[i]]]))
    data_x[[keys$left[i]]] <- as.double(data_x[[keys$left[i]]])
  data_y <- as_plain(y)[setdiff(names(y), keys$right)]
  out <- lapply(data_x, function(column) column[left])
  for (i in seq_along(keys$left)) {
    fill <- is.na(left)
    if (any(fill)) out[[keys$left[i]]][fill] <- y[[keys$right[i]]][right[fill]]
  }
  same <- intersect(names(out), names(data_y))
  added <- lapply(data_y, function(column) column[right])
  names(out)[names(out) %in% same] <- paste0(names(out)[names(out) %in% same], suffix[1])
  names(added)[names(added) %in% same] <- paste0(names(added)[names(added) %in% same], suffix[2])
  regroup(structure(c(out, added), class = "data.frame", row.names = seq_along(left)), x)
}
filtered_by_match <- function(x, y, by, found, verb) {
  keys <- join_keys(x, y, by, verb)
  regroup(plain_rows(x, which((key_text(x, keys$left) %in% key_text(y, keys$right)) == found)), x)
}
