# Common formats: Rscript common.R > common.tsv  (made with R 4.2.2); columns: numbers, digits, format(x, digits)
set.seed(3)
L <- list(c(9.9999999, 1), c(99999.97, 3), 1e5, 123456, c(1e5, 1), 1e15, 1e-5, 0.0001, c(0.1, NA, NaN, Inf, -Inf), c(1e-300, 1),
  c(1e100, 2.5), 0.15, 2.675, 1/3, c(1e10, 1.5), c(-1.5, NA), 100 * 1:3 + .25, 2^31, c(1e-20, 1), exp(-50:50), pi * 10^(-8:8),
  c(0.00001234, 123), 1234567.8, 0.1 + 0.2, 1e5 + 0.1, 314159.26535, 33.3333333333, c(1.10, 2.255))
for (i in 1:200) L[[length(L) + 1]] <- switch(i %% 5 + 1, rnorm(sample(1:6, 1)) * 10^sample(-8:8, 1),
  signif(rnorm(3), sample(1:5, 1)) * 10^sample(-6:6, 1), round(runif(4) * 1000, sample(0:4, 1)), rnorm(4) * 10^sample(-12:12, 4),
  c(sample(1e6, 2), NA))
for (x in L) for (d in c(7, 3, 15))
  cat(paste(sprintf("%.17g", x), collapse = ","), "\t", d, "\t", paste0(format(x, digits = d), "|", collapse = ""), "\n", sep = "")
