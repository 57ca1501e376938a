# Plots side by side.

grid.arrange <- function(..., grobs = NULL, nrow = NULL, ncol = NULL, widths = NULL, heights = NULL, top = NULL, layout_matrix = NULL, as.table = TRUE) {
  if (!is.null(layout_matrix)) .unsupported("grid.arrange(layout_matrix =) is not supported (graphics)")
  given <- .plots_of(c(list(...), grobs))
  for (n in names(given$rest)) .graph_note(paste0("grid.arrange(", n, " =)"))
  .arrange_plots(given$plots, nrow, ncol, widths, heights, top = top)
}
