"""A sweep of mend with pandas and matplotlib: how two measures move from point to point.

    python3 scripts/examples/sweep.py results/repair-frequency sweep.png

Prints a row for each point: security and trust as means over the replicates, each with a 95 % interval. Draws both.
Copy this file and change what you like; `mend explain MEASURE` says what a measure means.
"""
import sys
from pathlib import Path

import matplotlib
import pandas

matplotlib.use("Agg")  # draws into a file, without a screen
from matplotlib import pyplot

# Which folder to read, and where the figure goes.
if len(sys.argv) < 2:
    sys.exit("usage: python3 sweep.py RESULT_FOLDER [FIGURE.png]")
folder = Path(sys.argv[1])
figure = sys.argv[2] if len(sys.argv) > 2 else "sweep.png"

# sweep.csv has a row for every population: point, replicate, seed, the factors, the measures. An empty cell is a missing value.
sweep = pandas.read_csv(folder / "sweep.csv")
measures = ["share.secure", "trust.mean"]
if not set(measures) <= set(sweep.columns):
    sys.exit("sweep.csv has no columns share.secure and trust.mean; put other measures into this script")

# Across: the share of ruptures that really were repaired, where the sweep has it, else the first factor, which is the fourth column.
across = "repair_share.mean" if "repair_share.mean" in sweep else sweep.columns[3]
if not pandas.api.types.is_numeric_dtype(sweep[across]):
    sys.exit(f"{across} has names for values; put another column into this script")

# Student's t for 95 % by the number of replicates less one, from 1 to 30; beyond, a good approximation. scipy.stats.t.ppf(0.975, n - 1) gives any.
T = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604, 2.1448, 2.1314,
     2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423]


def half_interval(values):
    """Half of the 95 % interval of the mean over the replicates of a point; a single replicate has none."""
    n = values.count()  # those that are not missing
    if n < 2:
        return float("nan")
    t = T[n - 2] if n - 2 < len(T) else 1.96 + 2.4 / (n - 1)
    return t * values.std() / n**0.5


points = sweep.groupby("point")
x = points[across].mean()
mean = points[measures].mean()
half = points[measures].agg(half_interval)

print(f"{'point':>6} {across:>18}   {measures[0]:<26} {measures[1]:<26}")
for point in x.index:
    cells = [
        f"{mean.at[point, m]:.4f} ({mean.at[point, m] - half.at[point, m]:.4f} to {mean.at[point, m] + half.at[point, m]:.4f})" for m in measures
    ]
    print(f"{point:6d} {x[point]:18.4f}   {cells[0]}  {cells[1]}")

fig, panels = pyplot.subplots(1, 2, figsize=(11.5, 5.4))
for axes, measure in zip(panels, measures):
    axes.errorbar(x, mean[measure], yerr=half[measure].fillna(0), fmt="o", color="#0072B2", capsize=3)
    axes.set(title=measure, xlabel=across, ylabel=measure, ylim=(-0.03, max(1, (mean + half.fillna(0))[measure].max())))
    axes.spines[["top", "right"]].set_visible(False)
fig.tight_layout()
fig.savefig(figure, dpi=130)
