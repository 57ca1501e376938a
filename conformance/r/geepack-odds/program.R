# Log odds ratios of binary responses of a cluster by ordgee of package geepack.
data(ohio, package = "geepack")
ohio <- ohio[-c(3, 10, 55, 200, 201, 777), ]
ohio <- ohio[order(ohio$id, ohio$age), ]
ctl <- geepack::geese.control(epsilon = 1e-12, maxit = 200)
fit <- geepack::ordgee(ordered(resp) ~ age + smoke, id = id, data = ohio, mean.link = "logit", corstr = "exchangeable", control = ctl)
fit
summary(fit)
ohio$w <- as.integer(factor(ohio$age))
u <- geepack::ordgee(ordered(resp) ~ age + smoke, id = id, waves = ohio$w, data = ohio, mean.link = "probit", corstr = "unstructured", control = ctl)
u
summary(u)$mean
round(u$vbeta.naiv, 6)
ind <- geepack::ordgee(ordered(resp) ~ age + smoke, id = id, data = ohio, mean.link = "cloglog", control = ctl)
summary(ind)
n <- tabulate(match(ohio$id, unique(ohio$id)))
z <- cbind(1, unlist(lapply(n, function(k) if (k > 1) combn(k, 2)[2, ] - combn(k, 2)[1, ])))
w <- geepack::ordgee(ordered(resp) ~ age + smoke, id = id, data = ohio, corstr = "userdefined", z = z, control = ctl)
w
summary(w)$mean
