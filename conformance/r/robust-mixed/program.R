# Cluster-robust covariances of linear, mixed and cumulative link models, and correlated residuals in glmmPQL and gls.
suppressMessages(library(clubSandwich))
data(Orthodont, package = "nlme")
jaw <- as.data.frame(Orthodont)
jaw$Subject <- factor(as.character(jaw$Subject))
jaw$visit <- jaw$age / 2 - 3
jaw$teeth <- floor(jaw$distance - 16)
jaw <- jaw[-c(3, 17, 18, 40, 77), ]
types <- c("CR0", "CR1", "CR1p", "CR1S", "CR2", "CR3")
errors <- function(...) sapply(types, function(type) sqrt(diag(as.matrix(vcovCR(..., type = type)))))

round(errors(lm(distance ~ age * Sex, jaw), cluster = jaw$Subject), 5)
slopes <- lme4::lmer(distance ~ age * Sex + (1 + age | Subject), jaw)
round(errors(slopes), 3)
round(errors(lme4::lmer(distance ~ age + Sex + (1 | Subject), jaw)), 4)
round(errors(nlme::lme(distance ~ age * Sex, random = ~ 1 | Subject, data = jaw, correlation = nlme::corAR1(form = ~ visit | Subject))), 4)
round(errors(nlme::gls(distance ~ age * Sex, data = jaw, correlation = nlme::corAR1(form = ~ visit | Subject),
                       weights = nlme::varIdent(form = ~ 1 | visit))), 4)
V <- vcovCR(lm(distance ~ age, jaw), cluster = jaw$Subject, type = "CR2")
class(V)
V

jaw$grade <- cut(jaw$distance, c(0, 22, 24, 27, 40), labels = c("a", "b", "c", "d"))
for (link in c("logit", "probit", "cloglog")) {
  fit <- ordinal::clm(grade ~ age + Sex, data = jaw, link = link)
  print(round(sqrt(diag(sandwich::vcovCL(fit, cluster = jaw$Subject, type = "HC0", cadjust = FALSE))), 4))
}

counts <- MASS::glmmPQL(teeth ~ age + Sex, random = ~ 1 | Subject, family = poisson(), data = jaw,
                        correlation = nlme::corAR1(form = ~ visit | Subject), niter = 50, verbose = FALSE)
round(summary(counts)$tTable[, 1:3], 4)
round(coef(counts$modelStruct$corStruct, unconstrained = FALSE), 4)
symmetric <- nlme::gls(distance ~ age * Sex, data = jaw, correlation = nlme::corSymm(form = ~ visit | Subject))
round(coef(symmetric$modelStruct$corStruct), 3)

# means and tests by another covariance
whole <- lme4::lmer(distance ~ age * Sex + (1 | Subject), jaw)
W <- as.matrix(vcovCR(whole, type = "CR0"))
emmeans::emmeans(whole, ~ Sex, vcov. = W, lmer.df = "asymptotic")
emmeans::joint_tests(whole, vcov. = W, lmer.df = "asymptotic")

# links of random intercept models
made <- expand.grid(visit = 1:5, id = 1:30)
effect <- rep(sin(1:30 * 3.7), each = 5)
noise <- (7 * made$id * made$visit + 3 * made$visit) %% 11 / 10
made$hits <- pmin(6, pmax(0, floor(6 / (1 + exp(-(0.8 * effect + 0.3 * made$visit - 0.9))) + 3 * noise - 1)))
made$share <- (made$hits + 0.5) / 7
loglog <- structure(list(linkfun = function(mu) -log(-log(mu)), linkinv = function(eta) exp(-exp(-eta)),
                         mu.eta = function(eta) exp(-eta - exp(-eta)), valideta = function(eta) TRUE, name = "loglog"), class = "link-glm")
hits <- lme4::glmer(cbind(hits, 6 - hits) ~ visit + (1 | id), data = made, family = binomial(link = loglog), nAGQ = 5,
                    control = lme4::glmerControl(tolPwrss = 1e-10))
round(coef(summary(hits))[, 1:3], 3)
round(lme4::VarCorr(hits)$id[1, 1], 3)
for (link in c("probit", "cloglog")) {
  share <- glmmTMB::glmmTMB(share ~ visit + (1 | id), data = made, family = glmmTMB::beta_family(link = link))
  print(round(c(glmmTMB::fixef(share)$cond, sqrt(diag(vcov(share)$cond)), sigma(share), logLik(share)), 4))
}
made$many <- 5 + floor((made$hits * (1 + (made$id * made$visit) %% 5))^1.4)
counts <- glmmTMB::glmmTMB(many ~ visit + (1 | id), data = made, family = glmmTMB::nbinom2(link = "identity"))
round(c(glmmTMB::fixef(counts)$cond, sqrt(diag(vcov(counts)$cond)), sigma(counts), logLik(counts)), 2)
