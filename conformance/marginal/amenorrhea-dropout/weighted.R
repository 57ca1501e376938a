# Weighted GEE from the definitions. usage: Rscript weighted.R amenorrhea.csv
d <- read.csv(commandArgs(TRUE)[1]); d <- d[order(d$id,d$time),]
d$prev <- ave(d$y,d$id,FUN=function(v) c(NA,head(v,-1)))
d$r <- as.numeric(!is.na(d$y)); d$rprev <- ave(d$r,d$id,FUN=function(v) c(0,head(v,-1)))
m <- subset(d, rprev==1)
miss <- glm(r ~ prev + trt + time, binomial, m, control=list(epsilon=1e-14))
print(coef(summary(miss)),digits=9)
d$lam <- 1; ok <- d$rprev==1; d$lam[ok] <- predict(miss,d[ok,],type="response")
X <- with(d,cbind(1,time,time^2,time*trt,time^2*trt)); ids <- split(seq_len(nrow(d)),d$id)
Z <- with(d,cbind(1,prev,trt,time))
corr <- function(s,n,a) switch(s, ind=diag(n), exch=(1-a)*diag(n)+a, ar=a^abs(outer(1:n,1:n,"-")))
fit <- function(level,s,maxw=Inf){
 w <- rep(0,nrow(d)); U <- matrix(0,length(ids),4)
 for(i in seq_along(ids)){ k<-ids[[i]]; n<-sum(d$r[k])
  if(level=="obs") w[k[1:n]] <- pmin(maxw,1/cumprod(d$lam[k[1:n]])) else { p<-prod(d$lam[k[1:n]]); if(n<4) p<-p*(1-d$lam[k[n+1]]); w[k[1:n]] <- min(maxw,1/p) }
  for(j in 2:min(n+1,4)) U[i,] <- U[i,] + (d$r[k[j]]-d$lam[k[j]])*Z[k[j],] }
 y <- ifelse(is.na(d$y),0,d$y); b <- c(-2.2,.7,-.03,.34,-.07)
 for(it in 1:60){ mu<-as.vector(plogis(X%*%b)); v<-mu*(1-mu); e<-ifelse(d$r==1,(y-mu)/sqrt(v),0)
  phi<-sum(w*e^2)/sum(w); num<-den<-0
  for(k in ids) for(jj in 2:4) for(j in 1:(jj-1)) if(s=="exch"||jj-j==1){num<-num+w[k[jj]]*e[k[j]]*e[k[jj]];den<-den+w[k[jj]]}
  a <- num/den/phi; S<-matrix(0,length(ids),5); H<-matrix(0,5,5)
  for(i in seq_along(ids)){ k<-ids[[i]]; if(level=="sub") k<-k[d$r[k]==1]; n<-length(k)
   D<-X[k,,drop=FALSE]*v[k]; Vi<-solve(diag(sqrt(v[k]),n)%*%corr(s,n,a)%*%diag(sqrt(v[k]),n)); W<-diag(w[k],n)
   S[i,]<-t(D)%*%Vi%*%W%*%(ifelse(d$r[k]==1,y[k]-mu[k],0)); H<-H+t(D)%*%Vi%*%W%*%D }
  st<-solve(H,colSums(S)); b<-b+st; if(max(abs(st))<1e-12) break }
 E <- S - U%*%solve(t(U)%*%U,t(U)%*%S); C<-solve(H)%*%(t(E)%*%E)%*%t(solve(H))
 cat(level,s,maxw,"alpha",format(a,digits=9),"phi",format(phi,digits=9),"\n"); print(rbind(b=b,se=sqrt(diag(C))),digits=9) }
fit("obs","ind"); fit("sub","ind"); fit("obs","exch"); fit("sub","exch"); fit("obs","ar"); fit("sub","ind",5)
