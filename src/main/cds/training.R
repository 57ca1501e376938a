# Run once by the build after training.sas: the classes this program needs are kept in the class-data archive,
# so that later starts find them ready. It touches what most R programs touch.

counts <- c(5, 3, 3, 3, 3, 5, 3, 3, 2, 4, 0, 5, 4, 4, 1, 4, 7, 18, 9, 21, 5, 2, 8, 7,
            0, 4, 3, 0, 3, 6, 1, 3, 2, 6, 7, 4, 4, 3, 1, 3, 22, 17, 19, 16, 5, 4, 7, 4)
visits <- data.frame(id = rep(1:12, each = 4), time = rep(0:3, 12), count = counts,
                     trt = factor(rep(c("placebo", "progabide"), each = 24)))
visits$any <- as.integer(visits$count > 2)
visits$weeks <- ifelse(visits$time == 0, log(8), log(2))
head(visits)
str(visits)
summary(visits)
table(visits$trt, visits$any)
tapply(visits$count, visits$trt, mean)
aggregate(count ~ trt + time, data = visits, FUN = mean)
wide <- reshape(visits[c("id", "time", "count")], idvar = "id", timevar = "time", direction = "wide")
head(wide[order(wide$count.0, decreasing = TRUE), ], 3)
write.csv(visits, "training-r.csv", row.names = FALSE)
again <- read.csv("training-r.csv")
again <- subset(again, time > 0 & !is.na(count))

standardised <- function(x, centre = mean(x)) {
  s <- 0
  for (i in seq_along(x)) {
    s <- s + (x[i] - centre)^2
    if (i %% 7 == 0 && s < 0) break
  }
  (x - centre) / sqrt(s / (length(x) - 1))
}
m <- matrix(standardised(counts), 12, 4, byrow = TRUE)
round(crossprod(m) / 11, 3)
apply(m, 2, max)
unlist(lapply(split(visits$count, visits$time), median))
sapply(1:3, function(k) paste0("v", k, ":", sprintf("%.2f", k / 3)))
cat(format(Sys.Date(), "%Y") > "2000", toupper("done"), sub("a+", "b", "caat"), "\n")

summary(lm(log(count + 1) ~ time + trt, data = visits))
fit <- glm(count ~ time * trt, offset = weeks, family = poisson, data = visits)
summary(fit)
anova(fit, test = "Chisq")
exp(cbind(estimate = coef(fit), confint.default(fit)))
head(predict(fit, type = "response"))

library(gee)
summary(gee(any ~ time + trt, id = id, data = visits, family = binomial, corstr = "exchangeable"))
library(geepack)
summary(geeglm(any ~ time + trt, id = id, data = visits, family = binomial, corstr = "ar1"))
library(lme4)
summary(glmer(any ~ time + trt + (1 | id), data = visits, family = binomial, nAGQ = 5))
summary(lmer(log(count + 1) ~ time + trt + (1 | id), data = visits))
library(nlme)
summary(lme(log(count + 1) ~ time + trt, random = ~ 1 | id, data = visits))

plot(visits$time, visits$count, xlab = "time", ylab = "count")
abline(h = mean(counts), lty = 2)
