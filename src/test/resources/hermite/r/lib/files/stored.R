# Rscript stored.R: makes version2.rds, version3.rds and workspace.rda (R 4.2.2)
d <- data.frame(a=1:3, b=c(1.5,NA,3), g=factor(c("x","y","x")), s=c("u","é",NA), stringsAsFactors=FALSE)
attr(d$a,"label") <- "An A"
l <- list(d=d, f=y~x+(1|g), n=NULL, m=matrix(1:4,2,dimnames=list(c("r1","r2"),NULL)), dt=as.Date("2024-01-02"), seq=1:10, e=quote(a+b), lg=c(TRUE,NA))
saveRDS(l,"version3.rds"); saveRDS(l,"version2.rds",version=2); save(d,l,file="workspace.rda")
