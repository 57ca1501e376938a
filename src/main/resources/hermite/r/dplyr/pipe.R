# dplyr and tidyr bring magrittr's pipe along.

`%>%` <- function(lhs, rhs) pipe_step(substitute(lhs), substitute(rhs), parent.frame())
