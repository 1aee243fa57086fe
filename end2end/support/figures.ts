// Hands figures over to `make bench`: one JSON object a line, in the file MOTCUA_BENCH_REPORT names.

import { appendFileSync } from "node:fs";

/** Reports a figure under its key, with a few words on how it came about. */
export function figure(key: string, value: number, note: string): void {
  const line = JSON.stringify({ key, value, note });
  console.log(`  ${line}`);
  if (process.env.MOTCUA_BENCH_REPORT) appendFileSync(process.env.MOTCUA_BENCH_REPORT, `${line}\n`);
}

/** Returns the middle of some numbers. */
export function median(numbers: number[]): number {
  if (numbers.length === 0) throw new Error("nothing was measured");
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [before, after] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 === 1 ? after : (before + after) / 2;
}
