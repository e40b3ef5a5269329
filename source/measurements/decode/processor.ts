import type {Core, Cpu, Frequency} from '../../metrics/snapshot.js';
import {type Fields, optionalItems, optionalNumber} from '../../support/fields.js';

/** `undefined` when the message tells no use. */
export function parseCpu(processor: Fields): Cpu | undefined {
	const usedPercent = optionalNumber(processor, 'usage_percent');
	return usedPercent === undefined
		? undefined
		: {
				total: {
					usedPercent,
					userPercent: optionalNumber(processor, 'user_percent'),
					systemPercent: optionalNumber(processor, 'system_percent'),
					iowaitPercent: optionalNumber(processor, 'iowait_percent'),
					stealPercent: optionalNumber(processor, 'steal_percent'),
				},
				cores: (optionalItems(processor, 'per_core_usage') ?? []).flatMap(parseCore),
			};
}

/** The message tells the use of each core and nothing else of it. A number in the list without one is offline. */
function parseCore(usedPercent: unknown, id: number): readonly Core[] {
	if (typeof usedPercent !== 'number') {
		return [];
	}

	const shares = {userPercent: undefined, systemPercent: undefined, iowaitPercent: undefined, stealPercent: undefined};
	return [{id, shares: {usedPercent, ...shares}}];
}

/** `undefined` when the message tells no frequency. */
export function parseFrequency(processor: Fields): Frequency | undefined {
	const currentMhz = optionalNumber(processor, 'frequency_current');
	const maxMhz = optionalNumber(processor, 'frequency_max');
	return currentMhz === undefined && maxMhz === undefined ? undefined : {currentMhz, maxMhz, coreMhz: new Map()};
}
