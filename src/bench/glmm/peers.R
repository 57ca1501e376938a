# One fit of the benchmark by one package: Rscript peers.R PACKAGE POINTS
arguments <- commandArgs(trailingOnly = TRUE)
d <- read.csv("visits.csv")
if (arguments[1] == "lme4") {
  print(lme4::glmer(y ~ x + time + (1 + time | id), data = d, family = binomial, nAGQ = 1))
} else if (arguments[1] == "glmmTMB") {
  print(glmmTMB::glmmTMB(y ~ x + time + (1 + time | id), data = d, family = binomial))
} else {
  print(GLMMadaptive::mixed_model(y ~ x + time, random = ~ time | id, data = d, family = binomial(),
                                  nAGQ = as.integer(arguments[2])))
}
