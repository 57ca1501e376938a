# The model of scripts/bench gee: package, structure, file.
argument <- commandArgs(trailingOnly = TRUE)
data <- read.csv(argument[3])
formula <- y ~ trt * t + x1 + x2
if (argument[1] == "geepack") {
  suppressMessages(library(geepack))
  structure <- c(exch = "exchangeable", ar = "ar1", un = "unstructured")[[argument[2]]]
  print(summary(geeglm(formula, family = binomial, data = data, id = id, waves = t + 1, corstr = structure)))
} else {
  suppressMessages(library(gee))
  structure <- c(exch = "exchangeable", ar = "AR-M", un = "unstructured")[[argument[2]]]
  fit <- gee(formula, id = id, data = data, family = binomial, corstr = structure, Mv = 1, scale.fix = TRUE)
  print(summary(fit)$coefficients)
}
