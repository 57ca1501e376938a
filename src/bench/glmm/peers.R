# One fit of scripts/bench glmm by one package: Rscript peers.R TASK PACKAGE
arguments <- commandArgs(trailingOnly = TRUE)
task <- arguments[1]
d <- read.csv("visits.csv")
slope <- list(slope11 = 11L, slope5 = 5L, count11 = 11L, count5 = 5L)
if (arguments[2] == "lme4" && task == "laplace") {
  print(lme4::glmer(y ~ x + time + (1 + time | id), data = d, family = binomial, nAGQ = 1))
} else if (arguments[2] == "lme4") {
  print(lme4::glmer(y ~ x + time + (1 | id), data = d, family = binomial, nAGQ = 25))
} else if (arguments[2] == "glmmTMB") {
  print(glmmTMB::glmmTMB(y ~ x + time + (1 + time | id), data = d, family = binomial))
} else if (arguments[2] == "glmmML") {
  print(glmmML::glmmML(y ~ x + time, cluster = id, data = d, family = binomial, method = "ghq", n.points = 25))
} else if (startsWith(task, "count")) {
  print(GLMMadaptive::mixed_model(count ~ x + time + offset(exposure), random = ~ time | id, data = d,
                                  family = poisson(), nAGQ = slope[[task]]))
} else {
  print(GLMMadaptive::mixed_model(y ~ x + time, random = ~ time | id, data = d, family = binomial(),
                                  nAGQ = slope[[task]]))
}
