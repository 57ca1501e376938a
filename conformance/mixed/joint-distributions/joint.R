# Joint models of a binary and another response with one random intercept.
library(numDeriv); library(statmod)
d <- expand.grid(t=0:2, id=1:40); d$x <- d$t-1+(d$id%%3)/3
a <- transform(d, k="B", y=as.numeric((id*7+t*5)%%11+(id%%4)*2>8)); p <- transform(d, k="P", y=(id*5+t*3)%%7+id%%4)
g <- transform(d, k="N", y=((id*3+t*11)%%13)/4+(id%%4)/2)
gh <- gauss.quad(40, "hermite")
ml <- function(e, kinds, start) {
  e$k <- as.character(e$k)
  f <- function(th) { b <- th[1:4]; s <- exp(th[5]); sd <- if (length(th)>5) exp(th[6]/2) else 1; tot <- 0
    for (i in unique(e$id)) { r <- e[e$id==i,]; first <- r$k==kinds[1]
      lin <- ifelse(first, b[1]+b[2]*r$x, b[3]+b[4]*r$x)
      h <- function(u) sapply(u, function(v) { eta <- lin+v; sum(ifelse(r$k=="B", r$y*eta-log1p(exp(eta)), ifelse(r$k=="P", dpois(r$y, exp(eta), log=TRUE), dnorm(r$y, eta, sd, log=TRUE)))) + dnorm(v,0,s,log=TRUE) })
      m <- optimize(h, c(-8,8), maximum=TRUE, tol=1e-9)$maximum; c <- -(h(m+1e-3)-2*h(m)+h(m-1e-3))/1e-6
      u <- m+sqrt(2/c)*gh$nodes; tot <- tot + log(sum(gh$weights*exp(gh$nodes^2+h(u)))*sqrt(2/c)) }
    -2*tot }
  o <- nlminb(start, f, control=list(rel.tol=1e-13)); th <- o$par
  for (j in 1:2) th <- th - solve(hessian(f,th), grad(f,th))
  V <- 2*solve(hessian(f,th)); cat("m2", sprintf("%.8f", f(th)), "\n b", sprintf("%.8f", th[1:4]), "\n se", sprintf("%.8f", sqrt(diag(V))[1:4]), "\n var", sprintf("%.8f", exp(2*th[5])), sprintf("%.8f", sqrt(V[5,5])*2*exp(2*th[5])), if (length(th)>5) c(exp(th[6]), sqrt(V[6,6])*exp(th[6])), "\n")
}
cat("BP "); ml(rbind(a,p), c("B","P"), c(0,0,1,0,-1))
cat("BN "); ml(rbind(a,g), c("B","N"), c(0,0,1,0,-1,0))


# Residual pseudo-likelihood
e <- rbind(a, g); n <- nrow(e); B <- e$k=="B"; X <- cbind(B, B*e$x, !B, (!B)*e$x); Z <- outer(e$id, 1:40, "==")*1
eta <- ifelse(B, qlogis((pmin(e$y, 1) + 0.5) / 2), e$y); th <- c(.5,1); old <- Inf; ZZ <- tcrossprod(Z)
for (it in 1:60) {
  mu <- ifelse(B, plogis(eta), eta); D <- ifelse(B, mu*(1-mu), 1); P <- eta+(e$y-mu)/D
  crit <- function(th, full=FALSE) { V <- th[1]*ZZ + diag(ifelse(B, 1/D, th[2])); C <- tryCatch(chol(V), error=function(e) NULL); if (is.null(C)) return(1e10)
    x <- backsolve(C, X, transpose=TRUE); q <- backsolve(C, P, transpose=TRUE); XX <- crossprod(x); b <- solve(XX, crossprod(x,q))
    v <- 2*sum(log(diag(C)))+sum((q-x%*%b)^2)+(n-4)*log(2*pi)+as.numeric(determinant(XX)$modulus); if (full) list(v=v,b=b,C=solve(XX),V=V) else v }
  if (it<6) th <- nlminb(th, crit, lower=1e-3, control=list(rel.tol=1e-14))$par
  for (j in 1:2) th <- th - solve(hessian(crit,th), grad(crit,th))
  f <- crit(th,TRUE); now <- c(f$b,th); if (max(abs(now-old))<1e-9) break
  old <- now; eta <- as.numeric(X%*%f$b + th[1]*ZZ%*%solve(f$V, P-X%*%f$b))
}
cat("BN RSPL it", it, "m2", sprintf("%.8f", f$v), "b", sprintf("%.8f", f$b), "se", sprintf("%.8f", sqrt(diag(f$C))), "th", sprintf("%.8f", th), "sth", sprintf("%.8f", sqrt(diag(2*solve(hessian(crit,th))))), "\n")
