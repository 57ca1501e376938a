bitwAnd <- function(a, b) .bits(a, b, function(x, y) x == 1 & y == 1)

bitwOr <- function(a, b) .bits(a, b, function(x, y) x == 1 | y == 1)

bitwXor <- function(a, b) .bits(a, b, function(x, y) x != y)

.bits <- function(a, b, f) {
  out <- numeric(max(length(a), length(b)))
  value <- 1
  a <- rep_len(a, length(out))
  b <- rep_len(b, length(out))
  for (k in 0:30) {
    out <- out + value * f(a %% 2, b %% 2)
    a <- a %/% 2
    b <- b %/% 2
    value <- value * 2
  }
  as.integer(out)
}
