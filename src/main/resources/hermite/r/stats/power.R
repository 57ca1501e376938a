# Sample sizes and power of comparisons of means and proportions (Cohen 1988).

.missing_one <- function(values, complaint) {
  if (sum(vapply(values, is.null, NA)) != 1) stop("exactly one of ", complaint, " must be NULL", call. = FALSE)
}
power.t.test <- function(n = NULL, delta = NULL, sd = 1, sig.level = 0.05, power = NULL,
                         type = c("two.sample", "one.sample", "paired"), alternative = c("two.sided", "one.sided"),
                         strict = FALSE, tol = .Machine$double.eps^0.25) {
  .missing_one(list(n, delta, sd, power, sig.level), "'n', 'delta', 'sd', 'power', and 'sig.level'")
  type <- match.arg(type)
  alternative <- match.arg(alternative)
  tsample <- switch(type, one.sample = 1, two.sample = 2, paired = 1)
  tside <- switch(alternative, one.sided = 1, two.sided = 2)
  if (tside == 2 && !is.null(delta)) delta <- abs(delta)
  attained <- function(n, delta, sd, sig.level) {
    nu <- pmax(1e-7, n - 1) * tsample
    limit <- qt(sig.level / tside, nu, lower.tail = FALSE)
    ncp <- sqrt(n / tsample) * delta / sd
    .noncentral_t(limit, nu, ncp, lower.tail = FALSE) + if (strict && tside == 2) .noncentral_t(-limit, nu, ncp) else 0
  }
  if (is.null(power)) power <- attained(n, delta, sd, sig.level)
  else if (is.null(n)) n <- uniroot(function(n) attained(n, delta, sd, sig.level) - power, c(2, 1e7), tol = tol, extendInt = "upX")$root
  else if (is.null(sd)) sd <- uniroot(function(sd) attained(n, delta, sd, sig.level) - power, delta * c(1e-7, 1e7), tol = tol, extendInt = "downX")$root
  else if (is.null(delta)) delta <- uniroot(function(delta) attained(n, delta, sd, sig.level) - power, sd * c(1e-7, 1e7), tol = tol, extendInt = "upX")$root
  else sig.level <- uniroot(function(sig.level) attained(n, delta, sd, sig.level) - power, c(1e-10, 1 - 1e-10), tol = tol, extendInt = "yes")$root
  note <- switch(type, paired = "n is number of *pairs*, sd is std.dev. of *differences* within pairs",
                 two.sample = "n is number in *each* group", NULL)
  method <- paste(switch(type, one.sample = "One-sample", two.sample = "Two-sample", paired = "Paired"), "t test power calculation")
  structure(list(n = n, delta = delta, sd = sd, sig.level = sig.level, power = power, alternative = alternative, note = note,
                 method = method), class = "power.htest")
}
power.prop.test <- function(n = NULL, p1 = NULL, p2 = NULL, sig.level = 0.05, power = NULL,
                            alternative = c("two.sided", "one.sided"), strict = FALSE, tol = .Machine$double.eps^0.25) {
  .missing_one(list(n, p1, p2, power, sig.level), "'n', 'p1', 'p2', 'power', and 'sig.level'")
  alternative <- match.arg(alternative)
  tside <- switch(alternative, one.sided = 1, two.sided = 2)
  attained <- function(n, p1, p2, sig.level) {
    z <- qnorm(sig.level / tside, lower.tail = FALSE)
    d <- abs(p1 - p2)
    q1 <- 1 - p1
    q2 <- 1 - p2
    pbar <- (p1 + p2) / 2
    v1 <- p1 * q1
    v2 <- p2 * q2
    pnorm((sqrt(n) * d - z * sqrt(2 * pbar * (1 - pbar))) / sqrt(v1 + v2)) +
      if (strict && tside == 2) pnorm((sqrt(n) * d + z * sqrt(2 * pbar * (1 - pbar))) / sqrt(v1 + v2), lower.tail = FALSE) else 0
  }
  if (is.null(power)) power <- attained(n, p1, p2, sig.level)
  else if (is.null(n)) n <- uniroot(function(n) attained(n, p1, p2, sig.level) - power, c(2, 1e7), tol = tol, extendInt = "upX")$root
  else if (is.null(p2)) p2 <- uniroot(function(p2) attained(n, p1, p2, sig.level) - power, c(p1, 1), tol = tol, extendInt = "yes")$root
  else if (is.null(p1)) p1 <- uniroot(function(p1) attained(n, p1, p2, sig.level) - power, c(0, p2), tol = tol, extendInt = "yes")$root
  else sig.level <- uniroot(function(sig.level) attained(n, p1, p2, sig.level) - power, c(1e-10, 1 - 1e-10), tol = tol, extendInt = "upX")$root
  structure(list(n = n, p1 = p1, p2 = p2, sig.level = sig.level, power = power, alternative = alternative,
                 note = "n is number in *each* group", method = "Two-sample comparison of proportions power calculation"),
            class = "power.htest")
}
print.power.htest <- function(x, digits = getOption("digits"), ...) {
  cat("\n    ", x$method, "\n\n")
  note <- x$note
  x[c("method", "note")] <- NULL
  cat(paste(format(names(x), width = 15L, justify = "right"), format(x, digits = digits), sep = " = "), sep = "\n")
  if (!is.null(note)) cat("\n", "NOTE: ", note, "\n\n", sep = "") else cat("\n")
  invisible(x)
}

# Distribution function of the noncentral t (Lenth 1989, Applied Statistics 38, algorithm AS 243).
.noncentral_t <- function(q, df, ncp, lower.tail = TRUE) {
  one <- function(t, df, ncp) {
    negative <- t < 0
    size <- abs(t)
    del <- if (negative) -ncp else ncp
    if (df > 4e5 || del^2 > 2 * log(2) * 1021) {
      s <- 1 / (4 * df)
      return(pnorm(size * (1 - s), del, sqrt(1 + size^2 * 2 * s), lower.tail = lower.tail != negative))
    }
    x <- size^2 / (size^2 + df)
    total <- 0
    if (x > 0) {
      lambda <- del^2
      p <- 0.5 * exp(-0.5 * lambda)
      q <- sqrt(2 / pi) * p * del
      s <- 0.5 - p
      a <- 0.5
      b <- 0.5 * df
      rest <- (df / (size^2 + df))^b
      beta <- log(sqrt(pi)) + lgamma(b) - lgamma(0.5 + b)
      odd <- pbeta(x, a, b)
      odd_step <- 2 * rest * exp(a * log(x) - beta)
      even <- 1 - rest
      even_step <- b * x * rest
      total <- p * odd + q * even
      for (i in 1:1000) {
        a <- a + 1
        odd <- odd - odd_step
        even <- even - even_step
        odd_step <- odd_step * x * (a + b - 1) / a
        even_step <- even_step * x * (a + b - 0.5) / (a + 0.5)
        p <- p * lambda / (2 * i)
        q <- q * lambda / (2 * i + 1)
        total <- total + p * odd + q * even
        s <- s - p
        if (s < -1e-10 || s <= 0 && i > 1 || abs(2 * s * (odd - odd_step)) < 1e-12) break
      }
    }
    total <- total + pnorm(-del)
    if (lower.tail != negative) min(total, 1) else 1 - min(total, 1)
  }
  mapply(one, q, df, ncp)
}
