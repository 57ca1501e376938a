# independence GEE of multinomial responses from the definitions; derivatives by differences
C <- rbind(c(1,1,7,4,1,0),c(1,2,11,5,2,2),c(1,3,13,23,3,1),c(1,4,9,17,13,8),
           c(0,1,7,4,2,1),c(0,2,14,5,1,0),c(0,3,6,9,18,2),c(0,4,4,11,14,22))
K<-3
cl <- list(); fr <- c()
for (r in 1:8) for (f in 1:4) if (C[r,2+f]>0) { cl[[length(cl)+1]] <- list(x=rbind(c(C[r,1],0,0),c(C[r,1],1,C[r,1])), y=c(C[r,2],f)); fr <- c(fr,C[r,2+f]) }
num <- function(f,x,h=1e-5) sapply(seq_along(x),function(i){e<-replace(0*x,i,h);(f(x+e)-f(x-e))/(2*h)})
cum <- function(h) list(mu=function(b,x) h(b[1:3]+sum(x*b[-(1:3)])), Y=function(y) as.numeric(y<=1:K), V=function(m) outer(1:K,1:K,function(c,d) m[pmin(c,d)]*(1-m[pmax(c,d)])))
glo <- list(mu=function(b,x){e<-exp(as.vector(matrix(b,K)%*%c(1,x))); e/(1+sum(e))}, Y=function(y) as.numeric(y==1:K), V=function(m) diag(m)-outer(m,m))
sums <- function(M,b){ U<-0;H<-0;S<-0; for(i in seq_along(cl)){u<-0;for(j in 1:2){x<-cl[[i]]$x[j,];m<-M$mu(b,x);D<-num(function(b)M$mu(b,x),b);Vi<-solve(M$V(m));u<-u+t(D)%*%Vi%*%(M$Y(cl[[i]]$y[j])-m);H<-H+fr[i]*t(D)%*%Vi%*%D};U<-U+fr[i]*u;S<-S+fr[i]*u%*%t(u)};list(U=U,H=H,S=S)}
solveb <- function(M,b,L=NULL){ P<-length(b); B<-if(is.null(L)) diag(P) else qr.Q(qr(t(L)),complete=TRUE)[,-(1:nrow(L)),drop=FALSE]
 g<-as.vector(t(B)%*%b); for(it in 1:60){s<-sums(M,as.vector(B%*%g)); st<-solve(t(B)%*%s$H%*%B,t(B)%*%s$U); g<-g+as.vector(st); if(max(abs(st))<1e-11)break}; as.vector(B%*%g)}
rep <- function(M,b){b<-solveb(M,b);s<-sums(M,b);Hi<-solve(s$H);W<-Hi%*%s$S%*%Hi;print(cbind(b,robust=sqrt(diag(W)),model=sqrt(diag(Hi))),digits=10)
 invisible(b)}
score <- function(M,b,L){b0<-solveb(M,b,L);s<-sums(M,b0);Hi<-solve(s$H);W<-Hi%*%s$S%*%Hi;v<-L%*%Hi%*%s$U;cat("score",format(t(v)%*%solve(L%*%W%*%t(L),v),digits=10),"\n")}
b0<-c(-1.2,-.5,.2,0,.5,.3)
rep(cum(plogis),b0); b<-rep(cum(pnorm),b0); rep(cum(function(e) 1-exp(-exp(e))),b0); g<-rep(glo,rep.int(0,12))
b<-solveb(cum(plogis),b0)
for(j in 4:6) score(cum(plogis),b,t(replace(rep.int(0,6),j,1)))
score(cum(plogis),b,rbind(c(0,0,0,1,0,0),c(0,0,0,0,0,1)))
score(glo,g,cbind(matrix(0,3,9),diag(3)))
