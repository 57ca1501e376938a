# Random sequences: Rscript sequences.R > sequences.tsv  (made with R 4.2.2)
# columns: seed, name, parameters, numbers
emit <- function(seed, name, pars, x)
  cat(seed, name, paste(sprintf("%.17g", pars), collapse = ","), paste(sprintf("%.17g", x), collapse = ","),
      sep = "\t", fill = 1e6)
draws <- list(list("unif", c(0, 1)), list("unif", c(-3, 10)), list("norm", c(0, 1)), list("norm", c(100, 15)),
  list("exp", 1), list("exp", 0.25), list("gamma", c(0.3, 1)), list("gamma", c(1, 2)), list("gamma", c(2.2, 1)),
  list("gamma", c(7.5, 3)), list("gamma", c(40, 0.1)), list("beta", c(0.4, 0.6)), list("beta", c(2, 5)),
  list("beta", c(8, 1.5)), list("beta", c(0.7, 3)), list("chisq", 3), list("t", 4), list("f", c(3, 8)),
  list("logis", c(1, 2)), list("weibull", c(2, 3)), list("cauchy", c(0, 1)), list("binom", c(10, 0.3)),
  list("binom", c(1, 0.5)), list("binom", c(200, 0.4)), list("binom", c(5000, 0.7)), list("binom", c(100000, 0.02)),
  list("pois", 0.5), list("pois", 4), list("pois", 12), list("pois", 1000), list("geom", 0.2), list("nbinom", c(3, 0.3)))
for (d in draws) for (seed in c(1, 2024)) {
  set.seed(seed)
  emit(seed, d[[1]], d[[2]], do.call(paste0("r", d[[1]]), c(list(60), as.list(d[[2]]))))
}
for (seed in c(1, 99)) {
  set.seed(seed); emit(seed, "sample", 10, sample(10))
  set.seed(seed); emit(seed, "sample", 100000, sample(100000, 20))
  set.seed(seed); emit(seed, "sampleReplace", 7, sample(7, 40, replace = TRUE))
  p <- c(0.1, 0.2, 0.2, 0.2, 0.3)
  set.seed(seed); emit(seed, "sampleProb", p, sample(5, 40, replace = TRUE, prob = p))
  set.seed(seed); emit(seed, "sampleProbNo", p, sample(5, 4, prob = p))
  set.seed(seed); emit(seed, "walker", 300, sample(300, 40, replace = TRUE, prob = 1:300))
}
