# ordinal ALR with global odds ratios, from the definitions, derivatives by differences
C <- rbind(c(1,1,7,4,1,0),c(1,2,11,5,2,2),c(1,3,13,23,3,1),c(1,4,9,17,13,8),
           c(0,1,7,4,2,1),c(0,2,14,5,1,0),c(0,3,6,9,18,2),c(0,4,4,11,14,22))
K <- 3
cl <- list(); fr <- c()
for (r in 1:8) for (f in 1:4) if (C[r,2+f]>0) { cl[[length(cl)+1]] <- list(x=rbind(c(C[r,1],0,0),c(C[r,1],1,C[r,1])), y=c(C[r,2],f)); fr <- c(fr,C[r,2+f]) }
p11 <- function(a,b,g){ psi <- exp(g); if (abs(psi-1)<1e-12) return(a*b); s <- 1+(a+b)*(psi-1); (s-sqrt(s*s-4*psi*(psi-1)*a*b))/(2*(psi-1)) }
mu <- function(beta,x) as.vector(t(plogis(outer(as.vector(x%*%beta[4:6]),beta[1:3],"+"))))  # visit-major
cutidx <- function(c,d){ m<-matrix(0,3,3); k<-0; for(i in 1:3) for(j in i:3){k<-k+1;m[i,j]<-m[j,i]<-k}; m[c,d] }
gam <- function(alpha,c,d,cuts) if (!cuts) alpha[1] else { k <- cutidx(c,d); alpha[1] + (if (k>1) alpha[k] else 0) }
num <- function(f,x,h=1e-5) sapply(seq_along(x),function(i){e<-replace(0*x,i,h);(f(x+e)-f(x-e))/(2*h)})
one <- function(par,u,cuts){ beta<-par[1:6]; alpha<-par[-(1:6)]; q<-length(alpha)
  m <- mu(beta,u$x); n<-2*K; V<-matrix(0,n,n); Y <- as.vector(sapply(u$y,function(y) as.numeric(y<=1:K)))
  for(j in 1:2) for(c in 1:K) for(k in 1:2) for(d in 1:K){ a<-(j-1)*K+c;b<-(k-1)*K+d
    V[a,b] <- if(j==k) m[(j-1)*K+min(c,d)]-m[a]*m[b] else p11(m[a],m[b],gam(alpha,c,d,cuts))-m[a]*m[b] }
  D <- num(function(b) mu(b,u$x), beta)
  H <- t(D)%*%solve(V,D); ub <- t(D)%*%solve(V,Y-m)
  ua<-rep(0,q);Aaa<-matrix(0,q,q);Aab<-matrix(0,q,6)
  for(j in 1:2){k<-3-j; for(c in 1:K) for(d in 1:K){ a<-(j-1)*K+c;b<-(k-1)*K+d
    z <- function(pp){ mm<-mu(pp[1:6],u$x); p<-p11(mm[a],mm[b],gam(pp[-(1:6)],c,d,cuts)); if(Y[b]==1) p/mm[b] else (mm[a]-p)/(1-mm[b]) }
    zz<-z(par); g<-num(z,par); v<-zz*(1-zz); ga<-g[-(1:6)]; gb<-g[1:6]
    ua<-ua+ga*(Y[a]-zz)/v; Aaa<-Aaa+outer(ga,ga)/v; Aab<-Aab+outer(ga,gb)/v }}
  list(u=c(ub,ua),A=rbind(cbind(H,matrix(0,6,q)),cbind(Aab,Aaa))) }
fit <- function(cuts){ par<-c(-2.267,-.951,.352,.0336,1.038,.708,rep(.1,if(cuts) 6 else 1))
 for(it in 1:60){ U<-0;A<-0;M<-0; for(i in seq_along(cl)){o<-one(par,cl[[i]],cuts);U<-U+fr[i]*o$u;A<-A+fr[i]*o$A;M<-M+fr[i]*outer(o$u,o$u)}
  st<-solve(A,U); par<-par+st; if(max(abs(st))<1e-10) break }
 Ai<-solve(A); W<-Ai%*%M%*%t(Ai); print(cbind(par,se=sqrt(diag(W)),mse=c(sqrt(diag(Ai)[1:6]),rep(NA,length(par)-6))),digits=10)}
fit(FALSE); fit(TRUE)
