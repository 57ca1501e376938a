# Rscript spline.R amenorrhea.csv: GEE independence of a natural cubic and a B-spline by id and sandwich written out
library(splines); library(geepack)
show<-function(m) print(cbind(unname(coef(m)),sqrt(diag(m$geese$vbeta))),digits=9)
d<-na.omit(read.csv(commandArgs(TRUE)[1], na.strings=c("", "."))); d<-d[order(d$id,d$time),]
d$day<-d$time*90+ (d$id*13)%%30
nat<-function(x,k){n<-length(k);f<-function(j)(pmax(x-k[j],0)^3-pmax(x-k[n],0)^3)/(k[n]-k[j]);cbind(x,sapply(1:(n-2),function(j)f(j)-f(n-1)))}
k<-quantile(d$day,(1:4)/5,type=2); N<-nat(d$day/100,k/100)
m<-geeglm(y~trt+N,binomial,d,id=id,corstr="independence"); show(m); print(k)
r<-range(d$day); h<-diff(r)/3; kn<-seq(r[1]-2*h,r[2]+2*h,by=h); B<-splineDesign(kn,d$day,3,outer.ok=TRUE)
m<-geeglm(y~0+B+B:trt,binomial,d,id=id,corstr="independence"); show(m)
m<-geeglm(y~trt*poly(day/100,2,raw=TRUE),binomial,d,id=id,corstr="independence"); show(m)
