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
		freeBytes: optional(bytes('free', 'memory without any use', {prometheus: 'memory_free_bytes'})),
		buffersBytes: optional(bytes('buffers', 'cache of block devices', {prometheus: 'memory_buffers_bytes'})),
		pageCacheBytes: optional(
			bytes('page_cache', 'cache of files, without shared memory', {prometheus: 'memory_page_cache_bytes'}),
		),
		dirtyBytes: optional(
			bytes('dirty', 'modified cache that is not written to disk yet', {
				title: 'dirty memory',
				prometheus: 'memory_dirty_bytes',
			}),
		),
		writebackBytes: optional(
			bytes('writeback', 'cache that is being written to disk', {prometheus: 'memory_writeback_bytes'}),
		),
		slabBytes: optional(
			bytes('slab', 'data structures of the kernel', {title: 'slab memory', prometheus: 'memory_slab_bytes'}),
		),
		slabReclaimableBytes: optional(
			bytes('slab_reclaimable', 'slab that the kernel can free', {prometheus: 'memory_slab_reclaimable_bytes'}),
		),
		sharedBytes: optional(
			bytes('shared', 'shared memory and tmpfs', {title: 'shared memory', prometheus: 'memory_shared_bytes'}),
		),
		anonymousBytes: optional(
			bytes('anonymous', 'memory of programs that is no file', {
				title: 'anonymous memory',
				prometheus: 'memory_anonymous_bytes',
			}),
		),
		hugePagesTotalBytes: optional(
			size('huge_pages_total', 'memory reserved for huge pages', {prometheus: 'memory_huge_pages_size_bytes'}),
		),
		hugePagesFreeBytes: optional(
			bytes('huge_pages_free', 'huge pages that are not in use', {
				title: 'free huge pages',
				prometheus: 'memory_huge_pages_free_bytes',
			}),
		),
		committedBytes: optional(
			bytes('committed', 'memory promised to programs', {
				title: 'committed memory',
				prometheus: 'memory_committed_bytes',
			}),
		),
		commitLimitBytes: optional(
			size('commit_limit', 'maximum of the promised memory with strict overcommit', {
				prometheus: 'memory_commit_limit_bytes',
			}),
		),
		corruptedBytes: optional(
			size('corrupted', 'memory out of use after hardware errors', {
				title: 'corrupted memory',
				prometheus: 'memory_corrupted_bytes',
			}),
		),
		zswapBytes: optional(
			bytes('zswap', 'memory used by zswap', {title: 'zswap memory', prometheus: 'memory_zswap_bytes'}),
		),
		zramBytes: optional(
			bytes('zram', 'memory used by zram devices', {title: 'zram memory', prometheus: 'memory_zram_bytes'}),
		),
		swap: optional(field('swap', swap)),
	}),
	({readings}) => known(readings.memory),
);
