import process from 'node:process';

/** A meter of the CPU usage of this process; 100 is one fully used core. */
export type CpuMeter = {
	/** Returns the CPU usage of the last seconds. */
	percent(): number;
	/** Takes a reading. The caller calls it about once per second. */
	beat(): void;
};

/** The minimum period; shorter ones are too imprecise. */
const minSpanMs = 500;

type Mark = {readonly atMs: number; readonly microseconds: number};

export function createCpuMeter(monotonicMs: () => number): CpuMeter {
	const mark = (): Mark => {
		const {user, system} = process.cpuUsage();
		return {atMs: monotonicMs(), microseconds: user + system};
	};

	let [before, latest] = [mark(), mark()];

	return {
		beat() {
			before = latest;
			latest = mark();
		},
		percent() {
			const now = mark();
			const since = now.atMs - latest.atMs >= minSpanMs ? latest : before;
			const spanMs = now.atMs - since.atMs;
			return spanMs > 0 ? (100 * (now.microseconds - since.microseconds)) / 1000 / spanMs : 0;
		},
	};
}
