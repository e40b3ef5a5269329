import process from 'node:process';

/** Processor time of this process; 100 is one core. */
export type CpuMeter = {
	/** Over the last seconds. */
	percent(): number;
	/** To be called every second or so. */
	beat(): void;
};

/** Less is too short to say anything. */
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
