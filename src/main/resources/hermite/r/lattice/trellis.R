# Trellis displays: a formula y ~ x | g makes a panel for each level of g, drawn when printed.

.trellis <- new.env()
.superpose_colors <- function() c("#0080ff", "#ff00ff", "darkgreen", "#ff0000", "orange", "#00ff00", "brown")
.trellis_get <- function() {
  if (is.null(.trellis$par)) {
    .trellis$par <- list(plot.symbol = list(alpha = 1, cex = 0.8, col = "#0080ff", font = 1, pch = 1, fill = "transparent"), plot.line = list(alpha = 1, col = "#0080ff", lty = 1, lwd = 1),
      superpose.symbol = list(alpha = 1, cex = 0.8, col = .superpose_colors(), fill = .superpose_colors(), font = 1, pch = 1), superpose.line = list(alpha = 1, col = .superpose_colors(), lty = 1, lwd = 1),
      superpose.polygon = list(col = c("#ccffff", "#ffccff", "#ccffcc", "#ffe5cc", "#cce6ff", "#ffffcc", "#ffcccc"), border = "black"), plot.polygon = list(col = "#00ffff", border = "black"),
      box.rectangle = list(col = "#0080ff", fill = "transparent", lty = 1, lwd = 1), box.umbrella = list(col = "#0080ff", lty = 2, lwd = 1), box.dot = list(col = "#000000", pch = 16, cex = 1),
      dot.symbol = list(col = "#0080ff", pch = 16, cex = 0.8), dot.line = list(col = "#e6e6e6", lty = 1, lwd = 1), strip.background = list(col = c("#ffe5cc", "#ccffcc", "#ccffff", "#cce6ff", "#ffccff", "#ffcccc", "#ffffcc")),
      reference.line = list(col = "#e6e6e6", lty = 1, lwd = 1), add.line = list(col = "#000000", lty = 1, lwd = 1), fontsize = list(text = 12, points = 8))
  }
  .trellis$par
}
trellis.par.get <- function(name = NULL) if (is.null(name)) .trellis_get() else .trellis_get()[[name]]
trellis.par.set <- function(name, value, ..., theme) {
  given <- if (!missing(theme)) theme else if (missing(name)) list(...) else if (is.list(name)) name else setNames(list(value), name)
  par <- .trellis_get()
  for (n in names(given)) {
    if (!n %in% names(par)) .graph_note(paste0("trellis.par.set(", n, " =)"))
    else for (k in names(given[[n]])) par[[n]][[k]] <- given[[n]][[k]]
  }
  .trellis$par <- par
  invisible()
}
simpleTheme <- function(col, pch, lty, lwd, cex, col.points = col, col.line = col, fill, ...) {
  symbol <- list()
  line <- list()
  if (!missing(col) || !missing(col.points)) symbol$col <- col.points
  if (!missing(pch)) symbol$pch <- pch
  if (!missing(cex)) symbol$cex <- cex
  if (!missing(col) || !missing(col.line)) line$col <- col.line
  if (!missing(lty)) line$lty <- lty
  if (!missing(lwd)) line$lwd <- lwd
  list(superpose.symbol = symbol, superpose.line = line, plot.symbol = symbol, plot.line = line)
}
standard.theme <- function(...) list()
canonical.theme <- function(...) list()
col.whitebg <- function() list()
trellis.device <- function(...) invisible()
lattice.options <- function(...) invisible(list())
lattice.getOption <- function(name) NULL
strip.custom <- function(...) structure(list(...), class = "strip_custom")
strip.default <- function(...) invisible()
shingle <- function(x, intervals = sort(unique(x))) structure(as.numeric(x), levels = if (is.matrix(intervals)) lapply(seq_len(nrow(intervals)), function(i) intervals[i, ]) else lapply(intervals, function(v) c(v, v)), class = "shingle")
equal.count <- function(x, ...) shingle(x, co.intervals(x, ...))
is.shingle <- function(x) inherits(x, "shingle")
make.groups <- function(...) {
  parts <- list(...)
  n <- names(parts)
  if (is.null(n)) n <- vapply(as.list(substitute(list(...)))[-1], label_of, "")
  data.frame(data = unlist(parts, use.names = FALSE), which = factor(rep(n, lengths(parts)), levels = n))
}
.conditions <- function(e) if (is.call(e) && label_of(e[[1]]) %in% c("+", "*")) c(.conditions(e[[2]]), .conditions(e[[3]])) else list(e)
.trellis_data <- function(formula, data, groups, subset, env, outer) {
  where <- if (is.null(data)) environment(formula) else data
  get_value <- function(e) eval(e, where, environment(formula))
  right <- formula[[length(formula)]]
  given <- list()
  if (is.call(right) && identical(right[[1]], quote(`|`))) {
    given <- .conditions(right[[3]])
    right <- right[[2]]
  }
  left <- if (length(formula) == 3) formula[[2]] else NULL
  lefts <- if (is.null(left)) list(NULL) else if (is.call(left) && identical(left[[1]], quote(`+`))) .conditions(left) else list(left)
  x <- get_value(right)
  pieces <- lapply(lefts, function(l) list(y = if (!is.null(l)) get_value(l), name = if (is.null(l)) "" else label_of(l)))
  n <- length(x)
  conditions <- lapply(given, function(e) {
    v <- get_value(e)
    if (inherits(v, "shingle")) v else if (is.factor(v)) v else factor(v)
  })
  names(conditions) <- vapply(given, label_of, "")
  groups_value <- if (!is.null(groups)) { g <- eval(groups, where, env); if (is.factor(g)) g else factor(g) }
  keep <- if (is.null(subset)) rep(TRUE, n) else { s <- eval(subset, where, env); if (is.logical(s)) s & !is.na(s) else seq_len(n) %in% s }
  y <- unlist(lapply(pieces, function(p) if (is.factor(p$y)) as.character(p$y) else p$y))
  if (length(pieces) == 1) y <- pieces[[1]]$y
  if (length(pieces) > 1) {
    k <- length(pieces)
    names_of <- vapply(pieces, `[[`, "", "name")
    which <- factor(rep(names_of, each = n), levels = names_of)
    x <- rep(x, k)
    keep <- rep(keep, k)
    conditions <- lapply(conditions, function(v) v[rep(seq_len(n), k)])
    if (outer) conditions <- c(conditions, list(which = which)) else groups_value <- which
  }
  list(x = x, y = y, groups = groups_value, keep = keep, conditions = conditions, xlab = label_of(right), ylab = if (is.null(left)) NULL else label_of(left))
}
# All kinds of display share what they make of a formula; the panel function and the scales differ.
.display <- function(kind, x, data, groups, subset, caller, given, panel, usual) {
  if (!inherits(x, "formula")) stop(kind, "() needs a formula here", call. = FALSE)
  d <- .trellis_data(x, data, groups, subset, caller, isTRUE(given$outer))
  structure(list(kind = kind, d = d, panel = panel, given = given, usual = usual), class = "trellis")
}
.display_words <- function() {
  c("type", "pch", "col", "lty", "lwd", "cex", "fill", "alpha", "col.line", "col.symbol", "xlab", "ylab", "main", "sub", "xlim", "ylim", "scales", "layout", "aspect", "as.table", "auto.key", "key", "legend", "strip", "strip.left", "between", "par.settings", "par.strip.text",
    "panel", "panel.groups", "prepanel", "groups", "outer", "allow.multiple", "grid", "abline", "horizontal", "nint", "breaks", "endpoints", "plot.points", "ref", "bw", "n", "kernel", "distribution", "f.value", "jitter.data", "span", "degree", "index.cond", "perm.cond", "drop.unused.levels",
    "box.ratio", "notch", "varwidth", "stack", "origin", "reference", "border", "subscripts", "default.scales", "page", "skip", "id", "se", "family", "coef", "font", "jitter.x", "jitter.y", "factor", "amount", "labels", "col.var", "lattice.options", "plot.args", "xscale.components", "yscale.components", "axis", "darg", "na.rm", "adjust", "from", "to", "identifier", "segments", "cut", "do.out")
}
.make_display <- function(kind, x, data, dots, call, caller, panel, usual = list()) {
  for (n in setdiff(names(dots), .display_words())) if (nzchar(n) && is.null(dots$panel)) .graph_note(paste0(kind, "(", n, " =)"))
  .display(kind, x, data, call$groups, call$subset, caller, dots, if (is.null(dots$panel)) panel else if (is.character(dots$panel)) match.fun(dots$panel) else dots$panel, usual)
}
.own_call <- function(call, caller) {
  out <- list(groups = call$groups, subset = call$subset)
  out
}
xyplot <- function(x, data = NULL, ...) if (inherits(x, "thpr")) plot.thpr(x, ...) else .lattice("xyplot", x, data, match.call(expand.dots = FALSE), parent.frame(), panel.xyplot)
bwplot <- function(x, data = NULL, ...) .lattice("bwplot", x, data, match.call(expand.dots = FALSE), parent.frame(), panel.bwplot)
dotplot <- function(x, data = NULL, ...) {
  if (inherits(x, "ranef.mer") || inherits(x, "coef.mer")) return(dotplot_ranef(x, ...))
  if (is.table(x) || is.matrix(x) || is.numeric(x)) return(.lattice_table("dotplot", x, panel.dotplot, ...))
  .lattice("dotplot", x, data, match.call(expand.dots = FALSE), parent.frame(), panel.dotplot)
}
stripplot <- function(x, data = NULL, ...) .lattice("stripplot", x, data, match.call(expand.dots = FALSE), parent.frame(), panel.stripplot)
barchart <- function(x, data = NULL, ...) {
  if (is.table(x) || is.matrix(x) || is.numeric(x)) return(.lattice_table("barchart", x, panel.barchart, ...))
  .lattice("barchart", x, data, match.call(expand.dots = FALSE), parent.frame(), panel.barchart)
}
histogram <- function(x, data = NULL, ...) .lattice("histogram", x, data, match.call(expand.dots = FALSE), parent.frame(), panel.histogram)
densityplot <- function(x, data = NULL, ...) .lattice("densityplot", x, data, match.call(expand.dots = FALSE), parent.frame(), panel.densityplot)
qqmath <- function(x, data = NULL, ...) {
  if (inherits(x, "ranef.mer")) return(dotplot_ranef(x, qq = TRUE, ...))
  if (inherits(x, "merMod")) {
    r <- residuals(x, type = "pearson", scaled = TRUE)
    return(.lattice("qqmath", ~ r, data.frame(r = r), quote(qqmath()), environment(), panel.qqmath, list(xlab = "Standard normal quantiles", ylab = "Standardized residuals", ...)))
  }
  .lattice("qqmath", x, data, match.call(expand.dots = FALSE), parent.frame(), panel.qqmath)
}
splom <- function(x, data = NULL, ...) .unsupported("splom() is not supported: use pairs() (graphics)")
levelplot <- function(x, data = NULL, ...) .unsupported("levelplot() is not supported (graphics)")
contourplot <- function(x, data = NULL, ...) .unsupported("contourplot() is not supported (graphics)")
wireframe <- function(x, data = NULL, ...) .unsupported("wireframe() is not supported (graphics)")
cloud <- function(x, data = NULL, ...) .unsupported("cloud() is not supported (graphics)")
parallelplot <- function(x, data = NULL, ...) .unsupported("parallelplot() is not supported (graphics)")
.lattice <- function(kind, x, data, call, caller, panel, dots = NULL) {
  if (!inherits(x, "formula") && (is.numeric(x) || is.factor(x))) {
    name <- label_of(call$x)
    value <- x
    x <- ~ value
    environment(x) <- environment()
    if (is.null(dots)) dots <- list()
    if (is.null(dots$xlab)) dots$xlab <- name
  }
  e <- call$...
  if (length(e)) {
    lazy <- names(e) %in% c("groups", "subset")
    rest <- lapply(e[!lazy], function(v) eval(v, caller))
    dots <- c(dots, rest)
    spoken <- e[lazy]
  } else spoken <- list()
  if (is.null(dots)) dots <- list()
  if (is.data.frame(data)) data <- as.data.frame(data)
  .make_display(kind, x, data, dots, spoken, caller, panel)
}
.lattice_table <- function(kind, x, panel, ...) {
  if (is.numeric(x) && is.null(dim(x))) {
    frame <- data.frame(Freq = as.vector(x), Var1 = factor(if (is.null(names(x))) seq_along(x) else names(x), levels = if (is.null(names(x))) seq_along(x) else names(x)))
    return(.make_display(kind, Var1 ~ Freq, frame, c(list(...), if (is.null(list(...)$ylab)) list(ylab = "")), list(), environment(), panel))
  }
  frame <- as.data.frame(as.table(x), responseName = "Freq")
  names(frame)[1:2] <- c("Var1", "Var2")
  .make_display(kind, Var1 ~ Freq, frame, list(ylab = "", ..., stack = kind == "barchart"), list(groups = if (ncol(frame) > 2) quote(Var2)), environment(), panel)
}
# Conditional modes with 95 % intervals, sorted by the first column; or against normal quantiles.
dotplot_ranef <- function(x, data = NULL, qq = FALSE, main = TRUE, ...) {
  out <- lapply(names(x), function(f) {
    e <- x[[f]]
    v <- attr(e, "postVar")
    pieces <- lapply(seq_along(e), function(j) {
      se <- if (is.null(v)) rep(0, nrow(e)) else sqrt(v[j, j, ])
      data.frame(ind = names(e)[j], nn = rownames(e), values = e[[j]], se = se, stringsAsFactors = FALSE)
    })
    frame <- do.call(rbind, pieces)
    first <- e[[1]]
    frame$nn <- factor(frame$nn, levels = rownames(e)[order(first)])
    frame$ind <- factor(frame$ind, levels = names(e))
    panel <- function(x, y, subscripts, ...) {
      half <- 1.96 * frame$se[subscripts]
      if (qq) {
        o <- order(x)
        q <- qnorm(ppoints(length(x)))
        panel.abline(h = 0, col = "#e6e6e6")
        panel.segments(q, x[o] - half[o], q, x[o] + half[o])
        panel.points(q, x[o], pch = 16)
        return(invisible())
      }
      panel.abline(h = as.numeric(y), col = "#e6e6e6")
      panel.abline(v = 0, lty = 3)
      panel.segments(x - half, as.numeric(y), x + half, as.numeric(y))
      panel.points(x, as.numeric(y), pch = 16)
    }
    reach <- c(min(frame$values - 1.96 * frame$se), max(frame$values + 1.96 * frame$se))
    p <- .make_display(if (qq) "qqmath" else "dotplot", if (qq) ~ values | ind else nn ~ values | ind, frame, list(xlab = if (qq) "Standard normal quantiles" else "", ylab = "", main = if (isTRUE(main)) f, panel = panel, xlim = if (!qq && nlevels(frame$ind) == 1) reach), list(), environment(), panel)
    p$subscripts <- TRUE
    p$reach <- reach
    p
  })
  structure(setNames(out, names(x)), class = "coef.plots")
}
print.coef.plots <- function(x, ...) {
  for (p in x) print(p)
  invisible(x)
}
update.trellis <- function(object, ...) {
  given <- list(...)
  for (n in names(given)) object$given[n] <- list(given[[n]])
  if (!is.null(given$panel)) object$panel <- given$panel
  object
}
dim.trellis <- function(x) vapply(x$d$conditions, function(v) length(levels(v)), 1L)
plot.trellis <- function(x, ...) print.trellis(x, ...)
# Conditional modes of each factor: one column against normal quantiles, two against one another, more as a matrix of panels.
plot.ranef.mer <- function(x, y, ...) {
  for (f in names(x)) {
    e <- as.data.frame(x[[f]])
    if (ncol(e) > 2) {
      pairs(e, main = f)
      next
    }
    names_of <- names(e)
    frame <- setNames(e, c("first", "second")[seq_along(e)])
    print(if (ncol(e) == 1) .make_display("qqmath", ~ first, frame, list(ylab = names_of[1], main = f, ...), list(), environment(), panel.qqmath)
          else .make_display("xyplot", second ~ first, frame, list(xlab = names_of[1], ylab = names_of[2], main = f, type = c("g", "p"), ...), list(), environment(), panel.xyplot))
  }
  invisible(x)
}
plot.coef.mer <- function(x, y, ...) plot.ranef.mer(x, ...)
# Profile likelihoods: zeta against each parameter; for the interval ends see confint().
plot.thpr <- function(x, ...) {
  pieces <- lapply(split(seq_len(nrow(x)), as.character(x$.par)), function(rows) {
    name <- as.character(x$.par[rows[1]])
    data.frame(par = name, value = as.numeric(x[[name]][rows]), zeta = x$.zeta[rows], stringsAsFactors = FALSE)
  })
  frame <- do.call(rbind, pieces[unique(as.character(x$.par))])
  frame$par <- factor(frame$par, levels = unique(frame$par))
  print(.make_display("xyplot", zeta ~ value | par, frame, list(type = c("g", "l"), scales = list(x = list(relation = "free")), xlab = "", ylab = "\u03b6", ...), list(), environment(), panel.xyplot))
}
