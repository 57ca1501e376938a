# Waves of geepack are ranks: times with gaps stand beside one another.
library(geepack)
set.seed(2)
d <- data.frame(id = rep(1:40, each = 3), time = rep(c(1, 2, 4.5), 40), y = rnorm(120) + rep(rnorm(40), each = 3))
d$x <- rnorm(120)
d <- d[-c(5, 31), ]
f <- geeglm(y ~ x, id = id, data = d, corstr = "ar1", waves = time)
coef(f)
f$geese$alpha
