# Plots side by side with letters; drawn when printed.

plot_grid <- function(..., plotlist = NULL, nrow = NULL, ncol = NULL, labels = NULL, rel_widths = 1, rel_heights = 1, byrow = TRUE, align = "none", axis = "none") {
  given <- .plots_of(c(list(...), plotlist))
  n <- length(given$plots)
  if (identical(labels, "AUTO")) labels <- LETTERS[seq_len(n)] else if (identical(labels, "auto")) labels <- letters[seq_len(n)]
  structure(list(plots = given$plots, nrow = nrow, ncol = ncol, widths = if (length(rel_widths) > 1) rel_widths, heights = if (length(rel_heights) > 1) rel_heights, byrow = byrow, labels = labels), class = "gg_arranged")
}
print.gg_arranged <- function(x, ...) {
  .arrange_plots(x$plots, x$nrow, x$ncol, x$widths, x$heights, x$byrow, labels = x$labels)
  invisible(x)
}
theme_cowplot <- function(font_size = 14, ...) theme_classic(font_size)
