import {known} from '../metrics/reading.js';
import type {Memory, Swap} from '../metrics/snapshot.js';
import {bytes, field, optional, percent, size} from './fields.js';
import {record} from './record.js';
import {section} from './section.js';

const swap = record<Swap>()({
	totalBytes: size('total', 'total swap space', {prometheus: 'swap_size_bytes'}),
	usedBytes: bytes('used', 'used swap space', {prometheus: 'swap_used_bytes'}),
	usedPercent: optional(
		percent('percentage', 'used swap space, relative to the total; null without swap', {
			title: 'swap usage',
			inHistory: true,
		}),
	),
});

export const memory = section(
	'memory',
	record<Memory>()({
		totalBytes: size('total', 'total physical memory', {prometheus: 'memory_size_bytes'}),
		availableBytes: bytes('available', 'memory available to programs without swapping', {
			title: 'available memory',
			prometheus: 'memory_available_bytes',
		}),
		usedBytes: bytes('used', 'used memory: total minus available', {prometheus: 'memory_used_bytes'}),
		usedPercent: percent('percentage', 'used memory, relative to the total', {title: 'memory usage', inHistory: true}),
		cachedBytes: optional(
			bytes('cached', 'memory used for page cache, buffers and reclaimable slab', {prometheus: 'memory_cached_bytes'}),
		),
		swap: optional(field('swap', swap)),
	}),
	({readings}) => known(readings.memory),
);
