# Plots side by side with letters; drawn when printed.

ggarrange <- function(..., plotlist = NULL, nrow = NULL, ncol = NULL, labels = NULL, widths = 1, heights = 1, legend = NULL, common.legend = FALSE) {
  if (!is.null(legend) || isTRUE(common.legend)) .graph_note("ggarrange(legend =, common.legend =)")
  cowplot::plot_grid(..., plotlist = plotlist, nrow = nrow, ncol = ncol, labels = labels, rel_widths = widths, rel_heights = heights)
}
