# Rscript stored.R: makes version2.rds, version3.rds, workspace.rda and fits.rds (R 4.2.2)
d <- data.frame(a=1:3, b=c(1.5,NA,3), g=factor(c("x","y","x")), s=c("u","é",NA), stringsAsFactors=FALSE)
attr(d$a,"label") <- "An A"
l <- list(d=d, f=y~x+(1|g), n=NULL, m=matrix(1:4,2,dimnames=list(c("r1","r2"),NULL)), dt=as.Date("2024-01-02"), seq=1:10, e=quote(a+b), lg=c(TRUE,NA))
saveRDS(l,"version3.rds"); saveRDS(l,"version2.rds",version=2); save(d,l,file="workspace.rda")
d <- data.frame(dose = c(1, 1, 2, 2, 3, 3, 4, 4, 5, 5), dead = c(0, 1, 0, 0, 1, 0, 1, 1, 0, 1))
fit <- glm(dead ~ dose, binomial, d)
area <- compiler::cmpfun(function(r, ...) { s <- 0; for (i in seq_len(r)) { if (i %% 2 == 0) next; s <- s + i + sum(...) }
  g <- function(u = c(a = 1, b = 2)) u["a"]; switch("k", k = , z = s + g(), 9) })
saveRDS(list(fit = fit, area = area, line = lm(dose ~ dead, d)), "fits.rds")
