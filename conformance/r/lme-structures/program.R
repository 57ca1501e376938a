# Nested random effects, structures of their covariances, variance functions and ARMA correlations of package nlme.
library(nlme)
set.seed(11)
d <- expand.grid(time = 0:5, plant = factor(c("p", "q", "r")), row = factor(paste0("r", 1:8)))
d$arm <- factor(ifelse(as.integer(d$row) %% 2 == 0, "new", "old"))
row <- rnorm(8, 0, 1.5)
plant <- rnorm(24, 0, 1)
d$y <- 10 + d$time + 0.6 * (d$arm == "new") * d$time + row[as.integer(d$row)] + plant[as.integer(interaction(d$plant, d$row))] + rnorm(nrow(d), 0, 0.3 + 0.2 * d$time)
tight <- lmeControl(tolerance = 1e-10, msTol = 1e-12, maxIter = 200, msMaxIter = 200)
m <- lme(y ~ time * arm, random = ~ 1 | row/plant, data = d, control = tight)
m
summary(m)
anova(m)
VarCorr(m)
ranef(m)$row
head(ranef(m)$plant, 3)
head(coef(m), 3)
coef(m, level = 1)[1:2, ]
head(fitted(m, level = 0:2), 3)
predict(m, d[c(1, 30), ], level = 0:2)
intervals(m, which = "fixed")
m$fixDF$terms
s <- lme(y ~ time, random = list(row = ~ time, plant = ~ 1), data = d, control = tight)
s
VarCorr(s)
k <- lme(y ~ time, random = list(row = pdDiag(~ time)), data = d, control = tight)
k
anova(k, s)
b <- lme(y ~ plant + time, random = list(row = pdCompSymm(~ plant - 1)), data = d, control = tight)
b
VarCorr(b)
p <- update(m, weights = varPower(form = ~ I(time + 1)))
p
anova(m, p)
e <- gls(y ~ time * arm, d, weights = varExp(form = ~ time))
e
coef(e$modelStruct$varStruct, unconstrained = FALSE)
c2 <- gls(y ~ time * arm, d, weights = varComb(varIdent(form = ~ 1 | arm), varExp(form = ~ time)))
c2
anova(e, c2)
f <- gls(y ~ time, d, weights = varFixed(~ I(time + 1)))
f
d$pot <- interaction(d$plant, d$row, drop = TRUE)
a <- gls(y ~ time, d, correlation = corARMA(form = ~ time | pot, p = 1, q = 1))
a
h <- gls(y ~ time, d, correlation = corAR1(0.5, form = ~ time | pot, fixed = TRUE))
h$logLik
g <- lme(y ~ time, random = ~ 1 | pot, data = d, correlation = corAR1(form = ~ time), weights = varExp(form = ~ time), control = tight)
g
l <- lmList(y ~ time | row, data = d)
summary(l)
intervals(l)[1:2, , "time"]
o <- lme(distance ~ age, data = Orthodont)
o
head(Orthodont, 3)
class(Orthodont)
gaps <- subset(transform(as.data.frame(Orthodont), visit = (age - 6) / 2), !(Subject %in% c("M01", "F03") & visit == 2))
gls(distance ~ age, gaps, correlation = corAR1(form = ~ visit | Subject))
