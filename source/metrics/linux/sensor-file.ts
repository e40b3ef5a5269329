import type {Machine} from '../collector.js';
import {kernelFile} from './kernel-file.js';
import {slowGuard} from './slow-guard.js';

/** A file of a sensor. */
export type SensorFile = {
	/** Returns the trimmed text; `undefined` when the sensor is unavailable. */
	readText(): string | undefined;
	[Symbol.dispose](): void;
};

const slowMs = 2;
const restMs = 60_000;

/**
Returns a file of a sensor that is kept open. A slow sensor is read once a minute; its last text is used in between. So is
the last text within `rereadMs`, for sensors that cost their device work.
*/
export function sensorFile(machine: Machine, path: string, rereadMs = 0): SensorFile {
	const file = kernelFile(path);
	const guard = slowGuard(machine, slowMs, restMs);
	let last: string | undefined;
	let readMs: number | undefined;

	return {
		readText() {
			const nowMs = rereadMs === 0 ? 0 : machine.monotonicMs();
			if (guard.isResting() || (rereadMs > 0 && readMs !== undefined && nowMs - readMs < rereadMs)) {
				return last;
			}

			readMs = nowMs;
			last = guard.time(() => {
				try {
					return file.readText().trim();
				} catch {
					return undefined;
				}
			});
			return last;
		},
		[Symbol.dispose]: () => file[Symbol.dispose](),
	};
}
