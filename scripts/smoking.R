# Television and school programmes to prevent smoking: pupils in classes in schools (Hedeker, Gibbons and Flay 1994).
# Usage: smoking.R DATA, where DATA is Smoking.dat (columns school, class, SC, TV, PTHK, y).
file <- commandArgs(trailingOnly = TRUE)
if (length(file) == 0) file <- "Smoking.dat"
Smoking <- read.table(file, header = TRUE)
head(Smoking)

library(lme4)
fit <- lmer(y ~ PTHK + SC + TV + (1 | school) + (1 | class), data = Smoking)
summary(fit)
ranef(fit)$school
head(predict(fit))

summary(lm(y ~ PTHK + SC + TV, data = Smoking))
