// Figures of samples.

export function median(values) {
  return quantile(values, 0.5);
}

/** A quantile of samples, between two of them in proportion. */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}

/** Median, least and greatest of samples. */
export function summary(values) {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** A figure with three digits that count. */
export function rounded(value) {
  return Number.isFinite(value) ? Number(value.toPrecision(3)) : value;
}
