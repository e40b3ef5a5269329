import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull, rounded} from '../nullable.js';

export function memorySection({readings}: Snapshot) {
	const memory = known(readings.memory);
	return memory
		? {
				total: memory.totalBytes,
				available: memory.availableBytes,
				used: memory.usedBytes,
				percentage: rounded(memory.usedPercent),
				cached: orNull(memory.cachedBytes),
				swap: memory.swap
					? {
							total: memory.swap.totalBytes,
							used: memory.swap.usedBytes,
							percentage: rounded(memory.swap.usedPercent),
						}
					: null,
			}
		: null;
}
