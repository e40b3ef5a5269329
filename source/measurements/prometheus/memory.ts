import {known} from '../../metrics/reading.js';
import type {Readings} from '../../metrics/snapshot.js';
import {type Family, gauge} from '../prometheus-family.js';

export function memoryFamilies(readings: Readings): readonly Family[] {
	const memory = known(readings.memory);
	return [
		gauge('memory_size_bytes', 'Installed memory.', memory?.totalBytes),
		gauge('memory_available_bytes', 'What programs may still have without swapping.', memory?.availableBytes),
		gauge('memory_used_bytes', 'Memory not available.', memory?.usedBytes),
		gauge('memory_cached_bytes', 'Page cache, buffers and reclaimable slab.', memory?.cachedBytes),
		gauge('swap_size_bytes', 'Swap space.', memory?.swap?.totalBytes),
		gauge('swap_used_bytes', 'Swap in use.', memory?.swap?.usedBytes),
	];
}
