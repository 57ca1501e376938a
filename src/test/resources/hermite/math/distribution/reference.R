# Reference values of distributions: Rscript reference.R > reference.tsv  (made with R 4.2.2)
# columns: kind (d, p, q), name, parameters, x or probability, lower, log, value
emit <- function(kind, name, pars, x, lower, log, value) {
  cat(kind, name, paste(sprintf("%.17g", pars), collapse = ","), sprintf("%.17g", x), lower, log,
      sprintf("%.17g", value), sep = "\t"); cat("\n") }
cases <- list(
  list("norm", c(0, 1), c(-40, -8, -1.5, 0, 0.3, 3, 9)), list("norm", c(10, 2.5), c(3, 10, 22)),
  list("t", 1, c(-20, -1, 0.5, 700)), list("t", 3.7, c(-9, 0.2, 4)), list("t", 120, c(-8, 1.98, 3)), list("t", 1e6, c(-3, 1)),
  list("chisq", 0.3, c(1e-8, 0.5, 9)), list("chisq", 1, c(0.01, 3.84, 60)), list("chisq", 7, c(0.4, 7, 55)),
  list("chisq", 250, c(150, 251, 400)), list("chisq", 1e5, c(99000, 1e5, 102000)),
  list("f", c(1, 10), c(0.001, 4.96, 80)), list("f", c(3, 2.5), c(0.2, 1, 900)), list("f", c(40, 200), c(0.5, 1.1, 3)),
  list("gamma", c(0.01, 1), c(1e-30, 0.001, 2)), list("gamma", c(2.5, 3), c(0.1, 0.8, 6)), list("gamma", c(80, 0.5), c(100, 160, 260)),
  list("beta", c(0.5, 0.5), c(0.001, 0.5, 0.99)), list("beta", c(2, 7), c(0.01, 0.2, 0.9)), list("beta", c(300, 20), c(0.85, 0.94, 0.99)),
  list("exp", 2, c(0.001, 0.7, 30)), list("unif", c(-1, 3), c(-0.5, 0, 2.9)), list("lnorm", c(0.5, 1.2), c(0.01, 1.6, 90)),
  list("logis", c(1, 2), c(-70, 0, 8)), list("weibull", c(0.7, 2), c(0.01, 1, 40)), list("weibull", c(3, 5), c(0.5, 5, 9)),
  list("cauchy", c(0, 1), c(-1e6, 0.2, 30)),
  list("binom", c(10, 0.3), c(0, 3, 9)), list("binom", c(1000, 0.02), c(5, 20, 45)), list("binom", c(7, 0.999), c(3, 6)),
  list("pois", 0.2, c(0, 1, 6)), list("pois", 4.5, c(0, 4, 20)), list("pois", 1e4, c(9700, 10000, 10350)),
  list("nbinom", c(3, 0.4), c(0, 4, 30)), list("nbinom", c(0.25, 0.05), c(0, 5, 90)),
  list("geom", 0.2, c(0, 4, 40)), list("hyper", c(8, 12, 6), c(0, 2, 5)), list("hyper", c(300, 700, 100), c(10, 30, 55)))
for (case in cases) {
  name <- case[[1]]
  pars <- as.list(case[[2]])
  d <- match.fun(paste0("d", name)); p <- match.fun(paste0("p", name)); q <- match.fun(paste0("q", name))
  for (x in case[[3]]) for (log in c(FALSE, TRUE)) {
    emit("d", name, case[[2]], x, TRUE, log, do.call(d, c(list(x), pars, list(log = log))))
    for (lower in c(TRUE, FALSE))
      emit("p", name, case[[2]], x, lower, log, do.call(p, c(list(x), pars, list(lower.tail = lower, log.p = log))))
  }
  # quantiles that R's own distribution function does not take back to the probability are no reference
  tails <- expand.grid(prob = c(1e-12, 0.001, 0.025, 0.3, 0.5, 0.6, 0.975, 0.9999), lower = c(TRUE, FALSE))
  discrete <- name %in% c("binom", "pois", "nbinom", "geom", "hyper")
  for (i in seq_len(nrow(tails))) {
    prob <- tails$prob[i]; lower <- tails$lower[i]
    value <- do.call(q, c(list(prob), pars, list(lower.tail = lower)))
    back <- do.call(p, c(list(value), pars, list(lower.tail = lower)))
    if (discrete || abs(back / prob - 1) < 1e-12) emit("q", name, case[[2]], prob, lower, FALSE, value)
  }
  value <- do.call(q, c(list(-25), pars, list(log.p = TRUE)))
  if (discrete || abs(do.call(p, c(list(value), pars, list(log.p = TRUE))) + 25) < 1e-12)
    emit("q", name, case[[2]], -25, TRUE, TRUE, value)
}
