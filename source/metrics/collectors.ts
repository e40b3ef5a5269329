import process from 'node:process';
import type {AnyCollector, Machine} from './collector.js';
import type {MetricSettings} from './metric-settings.js';

/** This machine, seen from itself or, with `root`, from a container that has its files mounted there. */
export function thisMachine(root: string | undefined): Machine {
	return {
		root: (root ?? '').replace(/\/+$/, ''),
		monotonicMs: () => performance.now(),
		nowMs: () => Date.now(),
	};
}

export type CollectorFactory = (tickMs: number) => readonly AnyCollector[];

/** Loads what this platform needs, and nothing else. */
export async function collectorFactory(
	machine: Machine,
	metrics: MetricSettings,
	isProcessListWanted: () => boolean,
	platform: NodeJS.Platform = process.platform,
): Promise<CollectorFactory> {
	switch (platform) {
		case 'linux':
		case 'android': {
			const {linuxCollectors} = await import('./linux/collectors.js');
			return tickMs => linuxCollectors(machine, metrics, tickMs, isProcessListWanted);
		}

		default:
			throw new Error(`${platform} is not supported`);
	}
}
