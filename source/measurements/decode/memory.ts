import type {Memory} from '../../metrics/snapshot.js';
import {type Fields, number, optionalNumber, optionalObject} from '../../support/fields.js';

export function parseMemory(memory: Fields): Memory {
	const swap = optionalObject(memory, 'swap');
	return {
		totalBytes: number(memory, 'total'),
		availableBytes: number(memory, 'available'),
		usedBytes: number(memory, 'used'),
		usedPercent: number(memory, 'percentage'),
		cachedBytes: optionalNumber(memory, 'cached'),
		swap: swap && {
			totalBytes: number(swap, 'total'),
			usedBytes: number(swap, 'used'),
			usedPercent: optionalNumber(swap, 'percentage'),
		},
	};
}
