# Components of mixed fits under lme4's names, their controls, and what one asks of fits in parts.
library(lme4)
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10))
fit <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy, REML = FALSE, control = tight)
nested <- lmer(strength ~ 1 + (1 | batch / cask), Pastes, control = tight)
binary <- glmer(cbind(incidence, size - incidence) ~ period + (1 | herd), cbpp, binomial,
                control = glmerControl(tolPwrss = 1e-12, optimizer = "bobyqa"))
for (name in c("theta", "ST", "Tlist", "Gp", "Tp", "cnms", "n_rtrms", "n_rfacs", "p_i", "q_i", "m_i", "l_i", "lower")) {
  cat("---", name, "\n")
  print(getME(nested, name))
}
getME(fit, "Z")[1:3, 1:4]
getME(fit, "Lambda")[1:4, 1:4]
getME(fit, "A")[1:3, 1:4]
lapply(getME(nested, "mmList"), head, 2)
getME(fit, "Lind")[1:6]
round(getME(binary, "RX"), 3)
round(getME(fit, "devcomp")$cmp, 3)
getME(binary, "devcomp")$dims
Z <- getME(fit, "Z"); L <- getME(fit, "Lambda")
V <- sigma(fit)^2 * (Z %*% L %*% t(L) %*% t(Z) + Diagonal(nrow(Z)))
round(V[1:3, 1:3], 1)
c(1, 2) %*% vcov(fit)
names(getME(nested, "ALL"))
str(glmerControl(optimizer = "bobyqa"))
names(lmerControl()$checkControl)
summary(fit)$devcomp$dims
summary(binary)$objClass
attr(terms(nested, random.only = TRUE), "term.labels")
names(model.frame(fit, fixed.only = TRUE))
names(model.matrix(fit, type = "randomListRaw"))
logLik(fit, REML = TRUE)
lmer(Reaction ~ Days + (1 | Subject) + (0 + dummy(Days > 4) | Subject), sleepstudy)
print(summary(fit), ranef.comp = "Var", correlation = FALSE, digits = 3)
