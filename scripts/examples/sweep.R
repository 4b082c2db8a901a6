# A sweep of mend in base R: how two measures move from point to point.
#
#   Rscript scripts/examples/sweep.R results/repair-frequency sweep.png
#
# Prints a row for each point: security and trust as means over the replicates, each with a 95 % interval. Draws both.
# Copy this file and change what you like; `mend explain MEASURE` says what a measure means.

# Which folder to read, and where the figure goes.
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) < 1) stop("usage: Rscript sweep.R RESULT_FOLDER [FIGURE.png]")
folder <- arguments[1]
figure <- if (length(arguments) > 1) arguments[2] else "sweep.png"

# sweep.csv has a row for every population: point, replicate, seed, the factors, the measures. An empty cell is a missing value.
sweep <- read.csv(file.path(folder, "sweep.csv"), na.strings = "", check.names = FALSE)
measures <- c("share.secure", "trust.mean")
if (!all(measures %in% names(sweep))) stop("sweep.csv has no columns share.secure and trust.mean; put other measures into this script")

# Across: the share of ruptures that really were repaired, where the sweep has it, else the first factor, which is the fourth column.
across <- if ("repair_share.mean" %in% names(sweep)) "repair_share.mean" else names(sweep)[4]
if (!is.numeric(sweep[[across]])) stop(paste(across, "has names for values; put another column into this script"))

# Mean and 95 % interval (Student's t) over the replicates of a point. A single replicate has no interval.
mean_interval <- function(values) {
  values <- values[!is.na(values)]
  n <- length(values)
  half <- if (n > 1) qt(0.975, n - 1) * sd(values) / sqrt(n) else NA
  c(mean(values), mean(values) - half, mean(values) + half)
}
points <- sort(unique(sweep$point))
x <- sapply(points, function(point) mean(sweep[sweep$point == point, across], na.rm = TRUE))
estimates <- lapply(measures, function(measure) sapply(points, function(point) mean_interval(sweep[sweep$point == point, measure])))

cat(sprintf("%6s %18s   %-26s %-26s\n", "point", across, measures[1], measures[2]))
cat(sprintf("%6d %18.4f   %.4f (%.4f to %.4f)  %.4f (%.4f to %.4f)\n", points, x, estimates[[1]][1, ], estimates[[1]][2, ], estimates[[1]][3, ],
            estimates[[2]][1, ], estimates[[2]][2, ], estimates[[2]][3, ]), sep = "")

png(figure, width = 1500, height = 700, res = 130)
par(mfrow = c(1, 2), las = 1, mar = c(4.5, 4.5, 3, 1))
for (k in 1:2) {
  estimate <- estimates[[k]]
  plot(x, estimate[1, ], ylim = c(0, max(1, estimate, na.rm = TRUE)), xlab = across, ylab = measures[k], main = measures[k], pch = 19,
       col = "#0072B2", bty = "l")
  has_width <- which(estimate[3, ] > estimate[2, ])  # arrows() warns of those without
  arrows(x[has_width], estimate[2, has_width], x[has_width], estimate[3, has_width], angle = 90, code = 3, length = 0.04, col = "#0072B2")
}
invisible(dev.off())
