# Generalized logits without random effects: multinom of package nnet, its search and what it prints.
library(nnet)
library(MASS)
set.seed(8)
n <- 150
meals <- data.frame(size = round(runif(n, 1, 4), 2), lake = factor(rep(c("north", "south", "west"), 50)), adult = rep(c("no", "yes"), each = 75))
score <- cbind(0, 0.9 - 0.6 * meals$size + (meals$lake == "south"), -1 + 0.4 * meals$size - 0.5 * (meals$adult == "yes"))
draw <- runif(n) * rowSums(exp(score))
meals$food <- factor(ifelse(draw < 1, "fish", ifelse(draw < 1 + exp(score[, 2]), "plant", "other")), levels = c("fish", "plant", "other"))

full <- multinom(food ~ size + lake + adult, data = meals)
full
summary(full)
summary(full, Wald.ratios = TRUE)$Wald.ratios
summary(full, correlation = TRUE)
coef(full)
round(vcov(full), 4)
confint(full)
logLik(full)
c(AIC(full), BIC(full), deviance(full), full$edf)
head(fitted(full), 3)
head(residuals(full), 2)
table(predict(full), meals$food)
predict(full, data.frame(size = c(1, 3), lake = "south", adult = "yes"), type = "probs")
predict(full, data.frame(size = 2, lake = "west", adult = "no"), "probs")
fewer <- multinom(food ~ size + lake, data = meals, trace = FALSE)
anova(fewer, full)
extractAIC(fewer)
exp(coef(fewer))

two <- multinom(adult ~ size, data = meals)
two
summary(two)
coef(two)
confint(two)
round(head(predict(two, type = "probs"), 4), 5)

counts <- cbind(none = c(30, 25, 12), some = c(10, 14, 20), severe = c(3, 8, 18))
dose <- c(0, 1, 2)
grouped <- multinom(counts ~ dose)
summary(grouped, digits = 4)
fitted(grouped)
weighted <- multinom(food ~ size, data = meals, weights = rep(1:2, 75), subset = lake != "west")
weighted
